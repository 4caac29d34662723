#!/bin/sh
# Asks the server in the network tp0_testing_net for an echo, with netcat from a throwaway container.
# A server that is not there yet is waited for; a wrong answer or silence is a failure at once.
cd "$(dirname "$0")" || exit
# No verdict about a server that was not asked.
docker info >/dev/null 2>&1 || {
  echo "validar-echo-server.sh: please install and start Docker: it runs netcat in the server's network" >&2
  exit 2
}
docker image inspect busybox >/dev/null 2>&1 || docker pull -q busybox >/dev/null || {
  echo "validar-echo-server.sh: the image busybox, which has netcat, cannot be pulled" >&2
  exit 2
}
port=$(awk -F '[=:]' 'toupper($1) ~ /^[ \t]*SERVER_PORT[ \t]*$/ { print $2 + 0 }' server/config.ini 2>/dev/null | tail -n 1)
message=echo-$(od -An -N8 -tx1 /dev/urandom | tr -d ' \n')

# In the container: $1 is the port, $2 the message. Prints the answer.
# shellcheck disable=SC2016
ask='
tries=0
while [ $tries -lt 10 ]; do
  tries=$((tries + 1))
  answer=$(echo "$2" | timeout 5 nc server "$1" 2>/dev/null)
  status=$?
  # Netcat fails without an answer where nobody listens yet; a server that says nothing is stopped by timeout.
  if [ -n "$answer" ] || [ $status -eq 0 ] || [ $status -ge 124 ]; then
    break
  fi
  sleep 1
done
echo "$answer"
'

answer=$(docker run --rm --network tp0_testing_net busybox sh -c "$ask" sh "${port:-12345}" "$message")
if [ "$answer" = "$message" ]; then
  echo "action: test_echo_server | result: success"
else
  echo "action: test_echo_server | result: fail"
  exit 1
fi
