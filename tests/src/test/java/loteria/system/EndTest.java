package loteria.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end always comes, and in order, whatever the children do. */
class EndTest {
    /** The bound of a stop, and what a busy machine adds. */
    private static final Duration BOUND = Duration.ofSeconds(8 + 4);

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
                central.coordinator().endsWithin(BOUND),
                () -> "expected an end within " + BOUND + central.coordinator().transcript());
    }
}
