#!/usr/bin/env bash
# make e2e: the images, the scripts and the exercises in real containers, as a user of the course has them.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/e2e/harness.sh

# ---- Images and scripts

images_are_built() {
  docker build -q -f ./server/Dockerfile -t server:latest . >>"$logs/build.log" 2>&1 || fail "docker build; see build.log"
  docker build -q -f ./client/Dockerfile -t client:latest . >>"$logs/build.log" 2>&1 || fail "docker build; see build.log"
  local image
  for image in server client; do
    expect "the user of $image" 7574:0 "$(docker image inspect -f '{{.Config.User}}' $image)"
  done
}

# A change in what is mounted needs no new image.
rebuild_takes_no_time() {
  local begin before
  before=$(docker image inspect -f '{{.Id}}' server)
  server_file SERVER_PORT=4321
  client_file 7 7s
  generate echo 2
  begin=$EPOCHREALTIME
  docker build -q -f ./server/Dockerfile -t server:latest . >>"$logs/build.log" 2>&1
  rebuild=$(elapsed "$begin")
  expect "the image" "$before" "$(docker image inspect -f '{{.Id}}' server)"
  [ "${rebuild%.*}" -lt 3 ] || fail "a build with another config.ini took $rebuild s"
}

programs_answer_in_images() {
  local image
  for image in server client; do
    [[ $(docker run --rm $image --help) == *--log-level* ]] || fail "$image --help"
    [[ $(docker run --rm $image --version) == *' 1.'* ]] || fail "$image --version"
    expect "lines about an unknown flag of $image" 1 "$(docker run --rm $image --colour 2>&1 | wc -l)"
  done
}

generator_needs_docker_alone() {
  local status=0
  mkdir elsewhere
  JAVA_HOME=/nowhere ./generar-compose.sh elsewhere/$file 5 2>"$logs/generator.log" ||
    fail "generar-compose.sh; see generator.log"
  cmp -s "$root/$file" elsewhere/$file || fail "the committed $file is not what the generator writes"
  grep -q 'missing: .data/agency-1.csv .*sample' "$logs/generator.log" || fail "nobody says which bets are missing"
  JAVA_HOME=/nowhere ./generar-compose.sh none/out.yaml -1 2>"$logs/generator.log" || status=$?
  expect "exit code of a wrong count" 2 $status
  expect "lines about a wrong count" 1 "$(wc -l <"$logs/generator.log")"
}

# path_without PROGRAM...: a search path of all programs but those.
path_without() {
  local folder
  folder=$(mktemp -d -p "$tree" path.XXXXXX)
  ln -s /usr/bin/* /usr/local/bin/* "$folder" 2>/dev/null || true
  (cd "$folder" && rm -f "$@")
  echo "$folder"
}

generator_unpacks_bets() {
  local bets
  bets=$(mktemp -d)
  mv .data "$bets"
  mkdir .data
  (cd "$bets/.data" && jar cf "$bets/bets.zip" agency-*.csv)
  cp "$bets/bets.zip" .data
  cp "$bets/.data/agency-2.csv" .data
  ./generar-compose.sh $file 5 2>"$logs/generator.log" || fail "generar-compose.sh; see generator.log"
  expect "words about bets that were packed" "" "$(grep missing "$logs/generator.log" || true)"
  rm .data/bets.zip
  diff -r "$bets/.data" .data >"$logs/generator.log" || fail "the bets are not those of the zip; see generator.log"
  cp "$bets/bets.zip" .data
  rm .data/agency-3.csv
  PATH=$(path_without unzip jar) bin/check-bets $file >"$logs/generator.log" || fail "by the engine; see generator.log"
  cmp -s .data/agency-3.csv "$bets/.data/agency-3.csv" || fail "the bets unpacked by the engine are not those of the zip"
  rm -rf .data
  mv "$bets/.data" .
  rm -r "$bets"
}

sample_is_made_by_the_image() {
  local command
  mv .data kept
  command=$(PATH=$(path_without java) JAVA_HOME='' bin/check-bets $file | sed -n 's/.*make a sample: //p') || true
  sh -c "$command" >"$logs/sample.log" || fail "the command of the message: $command"
  bin/check-bets $file >"$logs/generator.log" || fail "the sample is not what is mounted; see generator.log"
  rm -rf .data
  mv kept .data
}

echo_check_needs_an_engine() {
  local status=0 answer
  answer=$(DOCKER_HOST=unix:///nowhere ./validar-echo-server.sh 2>"$logs/netcat.log") || status=$?
  expect "the verdict without an engine" "/2" "$answer/$status"
  expect "lines about it" 1 "$(grep -c 'install and start Docker' "$logs/netcat.log")"
}

# ---- What containers may, and how they end

data_of_every_mode_goes() {
  server_file
  client_file 1 1s
  generate echo 2
  up
  await_clients
  generate single-bet 1
  make -s docker-compose-up >>"$logs/compose.log" 2>&1 || fail "make docker-compose-up; see compose.log"
  await_clients
  expect "containers after another number of clients" "client1 server" \
    "$(docker ps -a --filter label=$ours --format '{{.Names}}' | sort | paste -sd ' ')"
  make -s docker-compose-down >>"$logs/compose.log" 2>&1 || fail "make docker-compose-down; see compose.log"
  expect "containers left" "" "$(docker ps -aq --filter label=$ours)"
  expect "volumes left" "" "$(docker volume ls -q --filter label=$ours)"
}

# alone FLAG...: a server beside no project of Compose, confined as an engine can.
alone() {
  docker run -d --name server --label $ours --init --read-only --tmpfs /tmp --cap-drop ALL \
    --security-opt no-new-privileges:true --volume /opt/loteria/data "$@" >/dev/null
}

await_health() {
  local end=$((SECONDS + patience))
  until [ "$(docker inspect -f '{{.State.Health.Status}}' server)" = "$1" ]; do
    [ $SECONDS -lt $end ] || fail "the server is never $1"
    sleep 0.2
  done
}

anybody_runs_it_confined() {
  local begin=$EPOCHREALTIME zombies
  alone --user 4711:0 server --agencies 0
  await_health healthy
  [ "$(elapsed "$begin" | cut -d . -f 1)" -lt 8 ] || fail "a start was noticed after $(elapsed "$begin") s"
  # Its parent ends first: the container's first process inherits it.
  docker exec server sh -c 'sleep 0.3 & sleep 0.3 & sleep 0.3 &'
  sleep 1
  zombies=$(docker exec server sh -c 'grep -l "^State:.Z" /proc/[0-9]*/status' || true)
  expect "what nobody has reaped" "" "$zombies"
  docker stop -t 10 server >/dev/null
  expect "exit code" 0 "$(docker inspect -f '{{.State.ExitCode}}' server)"
  stand_in_gone
}

# One look in ten seconds, once it is well; and one that is not any more is noticed soon.
health_check_is_rare() {
  local since looks
  alone server --agencies 0
  await_health healthy
  sleep 3
  since=$(date +%s)
  sleep 20
  looks=$(docker events --since "$since" --until "$(date +%s)" --filter container=server --filter event=exec_start | wc -l)
  [ "$looks" -le 3 ] || fail "$looks looks in 20 s"
  # shellcheck disable=SC2016
  docker exec server sh -c 'kill -STOP $(grep -l "[C]oordinatorMain" /proc/[0-9]*/cmdline | cut -d / -f 3)'
  await_health unhealthy
  stand_in_gone
}

# comes_back CODES...: what a program under keep-running ends with that ends with these codes, one after the other.
comes_back() {
  alone --entrypoint bin/keep-running server sh -c 'echo >>/tmp/starts; shift "$(wc -l </tmp/starts)"; exit "$1"' sh 0 "$@"
  timeout $patience docker wait server
  stand_in_gone
}

restarts_stop_where_they_do_not_help() {
  expect "the end of a damaged store" 3 "$(comes_back 3)"
  expect "the end of a wrong configuration" 2 "$(comes_back 2)"
  expect "the end after a failure" 0 "$(comes_back 1 0)"
  alone --entrypoint bin/keep-running server bin/coordinator --agencies 0
  await server 'action: accept_connections'
  docker stop -t 10 server >/dev/null
  expect "exit code of one that was stopped" 0 "$(docker inspect -f '{{.State.ExitCode}}' server)"
  stand_in_gone
}

# ---- Exercise 1: messages

echo_with() {
  server_file
  client_file "$2" 50ms
  generate echo "$1"
  up
  await_clients
  no_failures
  local id
  for ((id = 1; id <= $1; id++)); do
    expect "messages of client$id" "$(seq -f "[CLIENT $id] Message N°%g" "$2")" \
      "$(docker logs "client$id" | sed -n 's/.*action: receive_message .* msg: //p')"
    expect "ends of client$id's loop" 1 "$(said "client$id" 'action: loop_finished | result: success')"
  done
  expect "messages at the server" $(($1 * $2)) "$(said server 'action: receive_message | result: success')"
  expect "the server is running" true "$(docker inspect -f '{{.State.Running}}' server)"
  leave
}

echo_1_1() { echo_with 1 1; }
echo_1_3() { echo_with 1 3; }
echo_2_1() { echo_with 2 1; }
echo_5_1() { echo_with 5 1; }
echo_5_5() { echo_with 5 5; }

# ---- Exercise 2: configuration

configuration_is_read_again() {
  server_file SERVER_LISTEN_BACKLOG=8 LOGGING_LEVEL=DEBUG
  client_file 5 100ms DEBUG
  generate echo 1
  up
  await_clients
  await server 'action: config | result: success | port: 12345 | listen_backlog: 8 | logging_level: DEBUG'
  await client1 'loop_amount: 5 | loop_period: 100ms | log_level: DEBUG'

  server_file SERVER_PORT=23456 SERVER_LISTEN_BACKLOG=16 LOGGING_LEVEL=DEBUG
  client_file 2 250ms INFO 10 23456
  compose restart server
  await server 'port: 23456 | listen_backlog: 16'
  compose restart client1
  await client1 'server_address: server:23456 | loop_amount: 2 | loop_period: 250ms | log_level: INFO'
  expect "exit code of client1" 0 "$(timeout $patience docker wait client1)"
  expect "the answer about the other port" success "$(validate sh)"
  no_failures
  leave
}

# ---- Exercise 3: netcat

# validate SHELL: what validar-echo-server.sh finds.
validate() {
  local status=0 answer
  answer=$("$1" validar-echo-server.sh 2>>"$logs/netcat.log") || status=$?
  case "$answer/$status" in
    'action: test_echo_server | result: success/0') echo success ;;
    'action: test_echo_server | result: fail/1') echo fail ;;
    *) echo "$answer/$status" ;;
  esac
}

netcat_finds_the_server() {
  server_file
  generate echo 0
  up
  expect "the answer to sh" success "$(validate sh)"
  expect "the answer to bash" success "$(validate bash)"
  expect "messages at the server" 2 "$(said server 'receive_message | result: success | ip: .* | msg: echo-')"
  expect "ports published" "" "$(docker port server)"
  no_failures
  leave
}

# stand_in PROGRAM...: in the server's place, it answers each connection with the program.
stand_in() {
  docker run -d --init --name server --label $ours --network tp0_testing_net busybox \
    sh -c 'while :; do nc -l -p 12345 -e "$@"; done' sh "$@" >/dev/null
}

stand_in_gone() {
  docker rm -fv server >/dev/null 2>&1 || true
}

netcat_judges_stand_ins() {
  local begin
  docker network create --label $ours tp0_testing_net >/dev/null
  stand_in cat
  expect "a healthy stand-in" success "$(validate sh)"
  stand_in_gone
  # shellcheck disable=SC2016
  stand_in sh -c 'read -r message; echo "error reading data: $message"'
  expect "an unhealthy stand-in" fail "$(validate sh)"
  stand_in_gone
  stand_in sleep 60
  begin=$EPOCHREALTIME
  expect "a silent stand-in" fail "$(validate sh)"
  [ "$(elapsed "$begin" | cut -d . -f 1)" -lt 9 ] || fail "a silent stand-in was asked again"
  stand_in_gone
  expect "nobody" fail "$(validate sh)"
  validate sh >"$logs/late" &
  stand_in cat
  wait $!
  expect "a stand-in that comes late" success "$(cat "$logs/late")"
  stand_in_gone
  docker network rm tp0_testing_net >/dev/null
}

# ---- Exercise 4: the end

# stop_while_running CLIENTS CONTAINER...
stop_while_running() {
  server_file LOGGING_LEVEL=DEBUG
  client_file 500 150ms
  generate echo "$1"
  up
  await_first_lines
  local name
  docker stop -t 10 "${@:2}" >/dev/null
  for name in "${@:2}"; do
    expect "exit code of $name" 0 "$(docker inspect -f '{{.State.ExitCode}}' "$name")"
    await "$name" 'action: close | result: success'
  done
  leave
}

stop_a_client() { stop_while_running 1 client1; }
stop_the_server() { stop_while_running 1 server; }
stop_a_lonely_server() { stop_while_running 0 server; }
stop_all() { stop_while_running 2 client1 client2 server; }

# The exit codes are in the engine's events: down takes the containers away.
down_at_once_ten_times() {
  local round begin died
  server_file
  client_file 500 150ms
  generate lottery 5
  for ((round = 1; round <= 10; round++)); do
    begin=$(date +%s.%N)
    up
    await_first_lines
    compose down -v
    expect "containers left in round $round" "" "$(docker ps -aq --filter label=$ours)"
    died=$(docker events --since "$begin" --until "$(date +%s.%N)" --filter event=die --filter label=$ours \
      --format '{{.Actor.Attributes.name}} {{.Actor.Attributes.exitCode}}' | sort -u)
    expect "exit codes in round $round" "$(containers | sed 's/$/ 0/' | sort)" "$died"
  done
}

# ---- Exercise 5: a single bet

single_bets_of() {
  server_file
  client_file 1 1s
  generate single-bet "$1"
  up
  await_clients
  no_failures
  local id fields
  for ((id = 1; id <= $1; id++)); do
    fields=$(docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' "client$id" |
      sed -n 's/^DOCUMENTO=/dni: /p; s/^NUMERO=/numero: /p' | sort | paste -sd '|' | sed 's/|/ | /')
    expect "the bet of client$id" 1 "$(said "client$id" "action: apuesta_enviada | result: success | $fields\$")"
    expect "the bet of client$id at the server" 1 "$(said server "apuesta_almacenada | result: success | $fields\$")"
  done
  fetch_data
  [ "$1" -eq 0 ] || expect "bets stored" "$(seq "$1")" "$(cut -d , -f 1 data/bets.csv | sort)"
  leave
}

single_bets_of_0() { single_bets_of 0; }
single_bets_of_1() { single_bets_of 1; }
single_bets_of_2() { single_bets_of 2; }
single_bets_of_5() { single_bets_of 5; }

# ---- Exercises 6 to 8: the draw

# The bets that lie in .data if they are five agencies', or a sample.
bets_are_there() {
  mkdir -p .data
  if [ -f "$root/.data/agency-5.csv" ]; then
    cp "$root"/.data/agency-[1-5].csv .data
  else
    docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD/.data:/opt/loteria/.data" client \
      sample --agencies 5 --dir .data >"$logs/sample.log"
  fi
}

fetch_data() {
  rm -rf data
  docker cp -q server:/opt/loteria/data . 2>/dev/null || docker cp server:/opt/loteria/data . >/dev/null
}

winners_of() {
  grep -c ',7574[[:space:]]*$' ".data/agency-$1.csv" || true
}

# draw_is_right CLIENTS: in the logs and in the data.
draw_is_right() {
  local id
  for ((id = 1; id <= $1; id++)); do
    expect "winners of client$id" "cant_ganadores: $(winners_of "$id")" \
      "$(docker logs "client$id" | sed -n 's/.*consulta_ganadores | result: success | //p' | tail -n 1)"
  done
  fetch_data
  for ((id = 1; id <= $1; id++)); do
    sed "s/\r*$//; s/^/$id,/" ".data/agency-$id.csv"
  done | sort >expected.csv
  sort data/bets.csv | cmp -s - expected.csv || fail "bets.csv does not hold each bet once"
  expect "winners in winners.csv" "$(grep -c ',7574$' expected.csv || true)" "$(wc -l <data/winners.csv)"
  docker run --rm --volumes-from server server audit >"$logs/audit.log" || fail "the audit; see audit.log"
}

draw_of() {
  server_file
  client_file 1 1s
  generate lottery "$1"
  up
  await_clients
  no_failures
  if [ "$1" -gt 0 ]; then
    draw_is_right "$1"
    expect "draws" 1 "$(said server 'action: sorteo | result: success')"
  else
    expect "draws" 0 "$(said server 'action: sorteo')"
  fi
}

draw_of_0() { draw_of 0; leave; }
draw_of_1() { draw_of 1; leave; }
draw_of_2() { draw_of 2; leave; }

# A plain down keeps the data: up goes on with the draw that was.
draw_of_5() {
  draw_of 5
  winners=$(for id in 1 2 3 4 5; do docker logs client$id | sed -n 's/.*cant_ganadores: //p'; done | paste -sd ,)
  compose down
  up
  await_clients
  expect "draws after down and up" 0 "$(said server 'action: sorteo |')"
  expect "draws found" 1 "$(said server 'action: sorteo_recuperado | result: success')"
  draw_is_right 5
  leave
}

# A bet a batch makes the sale long enough to be hit in its middle.
kill_in_the_middle() {
  server_file
  client_file 1 1s INFO 1
  generate lottery 5
  up server client1 client2 client3
  await server 'action: apuesta_recibida'
  docker kill -s KILL server client3 >/dev/null
  fetch_data
  [ "$(wc -l <data/bets.csv)" -gt 0 ] || fail "nothing had been stored when the server was killed"
  [ ! -e data/winners.csv ] || fail "the draw was over when the server was killed"
  stored=$(wc -l <data/bets.csv)
  up
  await_clients
  draw_is_right 5
  expect "draws" 1 "$(said server 'action: sorteo | result: success')"
  leave
}

# ---- Looking at a draw

# page PATH: what the page's process answers at the port that is published.
page() {
  local address
  address=$(docker port server 8080/tcp) || fail "the page's port is not published"
  exec 3<>"/dev/tcp/${address%:*}/${address##*:}" || fail "nobody listens at $address"
  printf 'GET %s HTTP/1.0\r\n\r\n' "$1" >&3
  timeout $patience cat <&3
  exec 3>&-
}

operator_looks() {
  local counts
  server_file
  client_file 1 1s
  generate lottery 2
  PAGE_PORT='' compose -f "$tree/docs/operations/compose-page.yaml" up -d || fail "docker compose up; see compose.log"
  await_clients
  no_failures
  counts=$(docker exec server bin/coordinator status --json |
    sed -n 's/.*"running":true,.*"draw":"drawn","winningNumber":[0-9]*,"winners":\([0-9]*\),"bets":\([0-9]*\),"betsPerSecond":[0-9]*,"forcedBytes".*/\1 \2/p')
  expect "winners and bets of a running central" \
    "$(($(winners_of 1) + $(winners_of 2))) $(cat .data/agency-[12].csv | wc -l)" "$counts"
  [[ $(docker exec server bin/coordinator status) == 'central: running '* ]] || fail "the table of bin/coordinator status"
  expect "the page's answer" 'HTTP/1.1 200 OK' "$(page / | head -n 1 | tr -d '\r')"
  [[ $(page /api/status | tail -n 1) == *'"running":true,'* ]] || fail "the page does not see the central"
  leave
}

# ----

title=start
need_engine
need_room
copy_tree
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
begin=$EPOCHREALTIME

# The others need these two.
ONLY='' scene images_are_built 'images: built from a tree of sources, non-root'
ONLY='' scene bets_are_there 'bets of five agencies'
scene rebuild_takes_no_time 'images: another config.ini needs no new one'
scene programs_answer_in_images 'images: --help, --version, an unknown flag'
scene generator_needs_docker_alone 'generator: with Docker alone, the committed file, clear refusals'
scene generator_unpacks_bets 'generator: a zip of bets is unpacked, by the host or the engine'
scene sample_is_made_by_the_image 'generator: the command for a sample, with Docker alone'
scene echo_check_needs_an_engine 'exercise 3: without an engine there is no verdict'
scene data_of_every_mode_goes 'containers: no orphans, and down deletes the data of every mode'
scene anybody_runs_it_confined 'containers: any user, a read-only root, no capabilities, nothing unreaped'
scene health_check_is_rare 'containers: the health check is rare, and tells that a central stands still'
scene restarts_stop_where_they_do_not_help 'containers: kept running, but for exit codes 2 and 3'
scene echo_1_1 'exercise 1: one client, one message'
scene echo_1_3 'exercise 1: one client, three messages'
scene echo_2_1 'exercise 1: two clients'
scene echo_5_1 'exercise 1: five clients'
scene echo_5_5 'exercise 1: five clients, five messages each'
scene configuration_is_read_again 'exercise 2: changed files, restart, no build'
scene netcat_finds_the_server 'exercise 3: the server without clients'
scene netcat_judges_stand_ins 'exercise 3: healthy, unhealthy, silent, absent, late'
scene stop_a_client 'exercise 4: SIGTERM to a client'
scene stop_the_server 'exercise 4: SIGTERM to the server'
scene stop_a_lonely_server 'exercise 4: SIGTERM to a server without clients'
scene stop_all 'exercise 4: SIGTERM to all'
scene single_bets_of_0 'exercise 5: no client'
scene single_bets_of_1 'exercise 5: one bet'
scene single_bets_of_2 'exercise 5: two bets'
scene single_bets_of_5 'exercise 5: five bets'
scene draw_of_0 'exercises 6 to 8: no client'
scene draw_of_1 'exercises 6 to 8: one client'
scene draw_of_2 'exercises 6 to 8: two clients'
scene draw_of_5 'exercises 6 to 8: five clients; down and up go on with the draw'
scene kill_in_the_middle 'exercises 6 to 8: server and client killed in the middle, then up'
scene operator_looks 'looking at a draw: status beside the server, the page at a published port'
scene down_at_once_ten_times 'down after the first lines, ten times'

trap - EXIT
rm -rf "$root/target/e2e/tree"
echo "$(elapsed "$begin") s; images: $(docker image inspect -f '{{index .RepoTags 0}} {{.Size}} bytes' server client | paste -sd ,)"
[ -n "${ONLY:-}" ] ||
  echo "winners $winners; $stored bets stored at the kill; a build with another config.ini $rebuild s"
