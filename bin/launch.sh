# Read by the launchers beside it: becomes the JVM of $program. Starts no process on the way, since every one of a
# draw's eleven starts counts.

fail() {
  echo "$program: $1" >&2
  exit 2
}

home=${self%/*}/..
jar=$home/$program/target/$program.jar
[ -f "$jar" ] || jar=$home/lib/$program.jar
[ -f "$jar" ] || fail "$program.jar is not built: run 'make' in the project's folder"

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || fail "no $java here: install a JDK 17 or newer, or set JAVA_HOME to one"

# Names and log lines are UTF-8, whatever the user's locale is.
export LC_ALL=C.UTF-8

# The main class by its name: no manifest is read. $memory is several words.
# shellcheck disable=SC2086
set -- $memory -cp "$jar" "$main" "$@"
archive=${jar%.jar}.jsa
# With certificates, the class data of a draw with certificates. Who names them in a file only starts more slowly.
case " $* ${SERVER_TLS_CERT:+--tls-cert }${CLI_TLS_CERT:+--tls-cert }" in
  *' --tls-cert'[\ =]*) [ ! -f "${jar%.jar}-tls.jsa" ] || archive=${jar%.jar}-tls.jsa ;;
esac
[ ! -f "$archive" ] || set -- -XX:SharedArchiveFile="$archive" "$@"

# Who asks for another collector by a variable of the JVM's own gets it: of two a JVM would not start.
collector=-XX:+UseSerialGC
case "${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${_JAVA_OPTIONS:-} " in *-XX:+Use*"GC "*) collector= ;; esac

# C1 alone, late, and one thread for the heap: these programs live too short for more. Class data lies where it lay when
# it was written, which spares each process a copy of it; what does not fit (of another JVM) is ignored without a word.
# shellcheck disable=SC2086
exec "$java" $collector -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=3 -XX:-UsePerfData -Xshare:auto \
  -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -Xlog:cds=off "$@"
