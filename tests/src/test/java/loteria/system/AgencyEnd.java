package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** How an agency's process may end. */
final class AgencyEnd {
    private AgencyEnd() {}

    /** Waits for the end and asserts that all went well, and that it says so last. */
    static void assertDone(JvmProcess agency) throws InterruptedException {
        assertEquals(0, agency.awaitExit(), agency::transcript);
        LogFormat.assertForm(agency.lines());
        LogFormat.assertExitIsLast(agency.lines());
    }

    /** Waits for the end and asserts that one line says why, and nothing beside it. */
    static void assertFailed(JvmProcess agency, int exitCode, String reason) throws InterruptedException {
        assertEquals(exitCode, agency.awaitExit(), agency::transcript);
        LogFormat.assertForm(agency.lines());
        List<String> failures = LogFormat.failures(agency.lines());
        assertEquals(1, failures.size(), agency::transcript);
        assertTrue(failures.get(0).contains(reason), agency::transcript);
        assertFalse(agency.lines().toString().contains("Exception"), agency::transcript);
    }

    /** Asserts that exactly one line ends so. */
    static void assertSays(JvmProcess agency, String text) {
        assertEquals(
                1,
                agency.lines().stream().filter(line -> line.endsWith(text)).count(),
                () -> text + agency.transcript());
    }
}
