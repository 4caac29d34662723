#!/bin/sh
# generar-compose.sh FILE CLIENTS [--mode lottery|echo|single-bet]: writes a Compose file of a server and CLIENTS clients.
# COMPOSE_MODE sets the mode too. Without a JDK the generator runs in the image that the others are built in.
root=$(cd "$(dirname "$0")" && pwd) || exit
jar=$root/compose-gen/target/compose-gen.jar
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

if [ ! -f "$jar" ] && command -v make >/dev/null && "$root/bin/check-tools" jdk maven >/dev/null; then
  make -s -C "$root" build >&2 || exit
fi
if [ -f "$jar" ] && command -v "$java" >/dev/null; then
  "$root/bin/compose-gen" "$@"
elif command -v docker >/dev/null; then
  export DOCKER_BUILDKIT=1
  docker build -q --target build -t loteria-build -f "$root/server/Dockerfile" "$root" >/dev/null || exit
  # The same paths inside: the arguments, and what is said about them, stay as they are.
  folder=$(cd "$(dirname "${1:-.}")" 2>/dev/null && pwd) || folder=$PWD
  docker run --rm --user "$(id -u):$(id -g)" --env COMPOSE_MODE --volume "$folder:$folder" --workdir "$PWD" \
    --entrypoint java loteria-build -jar /opt/loteria/lib/compose-gen.jar "$@"
else
  echo "generar-compose.sh: please install a JDK 17 or newer, Maven and make, or Docker" >&2
  exit 2
fi || exit
[ ! -f "$1" ] || "$root/bin/check-bets" "$1" >&2 || true
