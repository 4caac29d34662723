package loteria.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** The form of every line that coordinator, worker and agency write. */
final class LogFormat {
    private static final int MAX_BYTES = 4096;

    private static final Pattern LINE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d "
            + "(?:DEBUG   |INFO    |WARNING |ERROR   ) "
            + "action: \\w+ \\| result: (?:success|fail|in_progress)"
            + "(?: \\| (?!(?:source|action|result):)\\w+: [^|\\p{Cntrl}]*)*");

    private LogFormat() {}

    /** Asserts that all lines have the form. */
    static void assertForm(List<String> lines) {
        for (String line : lines) {
            assertTrue(LINE.matcher(line).matches(), "expected a log line, found: " + line);
            assertTrue(line.getBytes(UTF_8).length < MAX_BYTES, "expected less than 4096 bytes: " + line);
            assertTrue(!line.contains(" exited with code "), "reserved for Compose: " + line);
        }
    }

    /** Asserts that nothing failed but what was announced, all of which did, and what is tolerated. */
    static void assertFailures(List<String> lines, Collection<String> announced, Collection<String> tolerated) {
        List<String> failures = failures(lines);
        for (String part : announced) {
            assertTrue(failures.stream().anyMatch(line -> line.contains(part)), "expected a fail line with: " + part);
        }
        List<String> surprises = failures.stream()
                .filter(line -> announced.stream().noneMatch(line::contains))
                .filter(line -> tolerated.stream().noneMatch(line::contains))
                .toList();
        assertEquals(List.of(), surprises, "failures that the test did not announce");
    }

    static List<String> failures(List<String> lines) {
        return lines.stream().filter(line -> line.contains("| result: fail")).toList();
    }

    /** Asserts that the last line, and only the last, says that the program ends. */
    static void assertExitIsLast(List<String> lines) {
        assertEquals(
                1,
                lines.stream().filter(line -> line.contains("action: exit |")).count(),
                "exit lines");
        assertTrue(lines.get(lines.size() - 1).contains("action: exit | result: success"), "expected exit last");
    }
}
