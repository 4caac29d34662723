#!/usr/bin/env bash
# make e2e-page: the page in a real browser during a real draw, with a central that is killed in the middle, and beside
# it a Prometheus; then a draw of a thousand agencies.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)

missing() {
  echo "e2e-page: please install $1; on Debian 13: apt install nodejs npm chromium procps prometheus"
  exit 2
}

node=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null) || node=0
[ "$node" -ge 20 ] || missing 'Node.js 20 or newer'
command -v npm >/dev/null || missing npm
command -v pgrep >/dev/null || missing pgrep
{ command -v prometheus && command -v promtool; } >/dev/null || missing Prometheus
CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)} ||
  missing 'Chromium (or name one: CHROMIUM=/path/to/it)'
export CHROMIUM

# What npm ci left is good as long as the lock file is the one it was made from.
cmp -s package-lock.json node_modules/.installed || {
  npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed
}

cd "$root"
rm -rf target/e2e-page
mkdir -p target/e2e-page
bets=.data
if [ ! -f .data/agency-5.csv ]; then
  bets=target/e2e-page/bets
  bin/agency sample --agencies 5 --dir $bets >target/e2e-page/sample.log
fi
node tests/e2e-page/page.mjs "$bets" target/e2e-page
mkdir target/e2e-page/thousand
node tests/e2e-page/thousand.mjs target/e2e-page/thousand

if [ -n "${SCREENSHOTS:-}" ]; then
  mkdir -p docs/images
  cp target/e2e-page/page-*.png docs/images/
  # Halves them, where it is installed.
  ! command -v pngquant >/dev/null || pngquant --force --ext .png --quality 90-100 --speed 1 --skip-if-larger docs/images/page-*.png
  ls -l docs/images
fi
