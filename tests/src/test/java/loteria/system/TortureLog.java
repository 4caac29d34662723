package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.regex.Pattern;

/** What a log may say when processes are killed, stopped and cut off: any line in its form, and these failures. */
final class TortureLog {
    private static final List<Pattern> FAILURES = List.of(
            Pattern.compile("action: worker \\| result: fail \\| pid: \\d+ \\| error: exit code 137"),
            Pattern.compile("action: (sellado|sorteo) \\| result: fail \\| error: exit code 137"),
            Pattern.compile("action: session \\| .* protocol: the stream ends inside a frame, after \\d+ of its bytes"),
            Pattern.compile("action: \\w+ \\| .* superseded: a newer session of "),
            Pattern.compile("action: connection \\| .* protocol: the stream ends inside the first frame"),
            Pattern.compile("action: worker_exit \\| .* error: the coordinator cannot be told of the draw: "),
            Pattern.compile("action: (session|connection) \\| .* timeout: no"),
            Pattern.compile("action: connection \\| .* starting: the worker of the agency is being replaced"),
            Pattern.compile("action: connection \\| .* starting: the session before has not ended yet"),
            Pattern.compile("action: connection \\| .* starting: too many sessions of agency \\d+ in a short time"),
            Pattern.compile("action: connection \\| .* stopping: the central is stopping"),
            Pattern.compile("action: connection \\| .* unauthenticated: (?!certificate|no certificate|HELLO)"));

    private TortureLog() {}

    static void check(List<String> lines) {
        LogFormat.assertForm(lines);
        List<String> surprises = LogFormat.failures(lines).stream()
                .filter(line ->
                        FAILURES.stream().noneMatch(known -> known.matcher(line).find()))
                .toList();
        assertEquals(List.of(), surprises, "failures that nobody caused");
    }
}
