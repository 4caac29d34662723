package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end always comes, and in order, whatever the children do. */
class EndTest {
    /** Of starts and draws each; {@code make ends} has as many as wanted. */
    private static final int ENDS = 3;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldEndInTimeWhileWorkersAreStopped(int count) throws Exception {
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 3, "--workers", "3");
                RawAgency one = central.session(1)) {
            List<ProcessHandle> workers = Children.workers(central.coordinator());
            assertEnds(central, workers.subList(0, count));
        }
    }

    @Test
    void shouldEndInTimeWhileThePageIsStopped() throws Exception {
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 1, "--http", "0");
                RawAgency one = central.session(1)) {
            assertEnds(central, Children.pages(central.coordinator()));
        }
    }

    /** It reads from a pipe that nobody writes to: as from a disk that hangs. */
    @Test
    void shouldEndInTimeWhileItReadsItsConfiguration() throws Exception {
        String pipe = folder.resolve("config.ini").toString();
        assertEquals(0, new ProcessBuilder("mkfifo", pipe).start().waitFor(), "exit code of mkfifo");
        try (JvmProcess central = JvmProcess.start("coordinator", folder)) {
            Await.until("its first thread", () -> Ends.hasBegun(central));
            central.signal("TERM");
            assertTrue(central.endsWithin(Ends.BOUND), central::transcript);
            assertEquals(1, central.awaitExit(), central::transcript);
        }
    }

    @Test
    void shouldEndInOrderAtAnyMomentOfAStartOrADraw() throws Exception {
        int count = Integer.getInteger("ends", ENDS);
        Ends ends = new Ends(Long.getLong("ends.seed", System.nanoTime()), folder);
        try {
            ends.starts(count);
            ends.draws(count);
        } finally {
            System.out.println(ends);
        }
    }

    /** Asserts that the central ends in time, whoever is stopped, and that asking twice does no harm. */
    private static void assertEnds(CentralFixture central, List<ProcessHandle> stopped) throws Exception {
        central.tolerateFail("error: exit code 137");
        central.tolerateFail("error: stopping: ");
        assertTrue(!stopped.isEmpty(), "somebody to stop");
        for (ProcessHandle each : new ArrayList<>(stopped)) {
            JvmProcess.suspend(each);
        }
        central.coordinator().signal("TERM");
        central.coordinator().awaitLine("action: close | result: success | resource: listener");
        central.coordinator().signal("TERM");
        assertTrue(
                central.coordinator().endsWithin(Ends.BOUND),
                () -> "expected an end within " + Ends.BOUND
                        + central.coordinator().transcript());
    }
}
