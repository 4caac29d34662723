# What the scenes of e2e.sh are made of. The tree is a copy of the working tree, so that configuration, bets and Compose
# files can be changed as a user would; the engine's containers, network and volumes are those of the project tp0.
# shellcheck shell=bash

root=$PWD
tree=$root/target/e2e/tree
logs=$root/target/e2e/logs
file=docker-compose-dev.yaml
patience=60 # seconds until something awaited counts as missing
line='^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8} [A-Z]+ +action: [a-z_]+ \| result: (success|fail|in_progress)( \| [a-z_]+: .*)*$'

need_engine() {
  docker compose version >/dev/null 2>&1 && docker info >/dev/null 2>&1 && return
  echo "e2e: please install and start Docker 20.10 or newer with Compose v2 (on Ubuntu:" \
    "apt install docker.io docker-compose-v2 docker-buildx)"
  exit 2
}

# A user's draw must not be taken for ours, nor deleted.
need_room() {
  [ -z "$(docker ps -aq --filter label=$ours; docker volume ls -q --filter label=$ours)" ] && return
  echo "e2e: there are containers or data of the project tp0: 'make docker-compose-down' removes them"
  exit 2
}
ours=com.docker.compose.project=tp0

# Copies what git knows or would add.
copy_tree() {
  rm -rf "$root/target/e2e"
  mkdir -p "$tree" "$logs"
  git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents --no-dereference --target-directory "$tree"
  local jar=compose-gen/target/compose-gen.jar
  [ ! -f $jar ] || [ -n "$(find compose-gen/src pom.xml -newer $jar)" ] || cp --parents $jar "$tree"
  cd "$tree" || exit
}

# scene FUNCTION TITLE: the first one that fails ends the run. ONLY leaves out those that have it not in their title.
scene() {
  [[ $2 == *"${ONLY:-}"* ]] || return 0
  local begin=$EPOCHREALTIME
  title=$2
  "$1"
  printf 'ok   %5.1f s  %s\n' "$(elapsed "$begin")" "$title"
}

elapsed() {
  local micros=$((${EPOCHREALTIME/[.,]/} - ${1/[.,]/}))
  LC_ALL=C printf '%d.%03d' $((micros / 1000000)) $((micros / 1000 % 1000))
}

fail() {
  echo "FAIL $title: $1; logs in $logs" >&2
  exit 1
}

# expect WHAT EXPECTED FOUND
expect() {
  [ "$2" = "$3" ] || fail "$1: expected '$2', found '$3'"
}

clean_up() {
  trap '' INT TERM
  collect_logs
  stand_in_gone
  compose down -v -t 0 || true
}

# ---- Compose

compose() {
  docker compose -f "$tree/$file" "$@" >>"$logs/compose.log" 2>&1
}

# generate MODE CLIENTS
generate() {
  clients=$2
  ./generar-compose.sh "$file" "$clients" --mode "$1" || fail "generar-compose.sh"
}

up() {
  compose up -d "$@" || fail "docker compose up; see compose.log"
}

containers() {
  echo server
  seq -f 'client%g' "$clients"
}

# The end of a scene: every container ends with 0 (one that outlives its grace period is killed: 137), every log is well
# formed, nothing stays.
leave() {
  compose stop
  expect_exit_codes
  check_logs
  compose down -v
  expect "containers left" "" "$(docker ps -aq --filter label=$ours)"
}

expect_exit_codes() {
  local name
  for name in $(containers); do
    expect "exit code of $name" 0 "$(docker inspect -f '{{.State.ExitCode}}' "$name")"
  done
}

# ---- Configuration files

# server_file [KEY=VALUE...]
server_file() {
  { printf '[DEFAULT]\nSERVER_IP = server\n'; printf '%s\n' "$@"; } >server/config.ini
}

# client_file LOOPS PERIOD [LEVEL [BATCH [PORT]]]
client_file() {
  printf 'server:\n  address: "server:%s"\nloop:\n  amount: %s\n  period: "%s"\nlog:\n  level: "%s"\nbatch:\n  maxAmount: %s\n' \
    "${5:-12345}" "$1" "$2" "${3:-INFO}" "${4:-150}" >client/config.yaml
}

# ---- Logs

# await CONTAINER PATTERN: follows the log until a line has it.
await() {
  timeout $patience grep -qm 1 -- "$2" < <(docker logs -f "$1" 2>&1) || fail "$1 never logged '$2'"
}

# The first line of all.
await_first_lines() {
  local name
  for name in $(containers); do
    await "$name" 'action: '
  done
}

await_clients() {
  local name
  for name in $(containers); do
    [ "$name" = server ] || expect "exit code of $name" 0 "$(timeout $patience docker wait "$name")"
  done
}

# said CONTAINER PATTERN: how many lines have it.
said() {
  docker logs "$1" 2>&1 | grep -c -- "$2" || true
}

collect_logs() {
  local name
  for name in $(docker ps -a --filter label=$ours --format '{{.Names}}'); do
    docker logs "$name" >"$logs/$name.log" 2>&1
  done
}

check_logs() {
  local name log odd
  collect_logs
  for name in $(containers); do
    log=$logs/$name.log
    odd=$(grep -vE "$line" "$log" || true)
    expect "odd lines of $name" "" "$odd"
    expect "lines of $name that Compose could have written" "" "$(grep ' exited with code ' "$log" || true)"
    expect "the last line of $name" "action: exit | result: success" "$(tail -n 1 "$log" | sed 's/.* action:/action:/')"
  done
}

no_failures() {
  local name
  for name in $(containers); do
    expect "failures of $name" "" "$(docker logs "$name" 2>&1 | grep 'result: fail' || true)"
  done
}
