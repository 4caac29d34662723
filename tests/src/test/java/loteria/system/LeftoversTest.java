package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a central that runs, all is seen that must not be left after its end. */
class LeftoversTest {
    @TempDir
    private Path folder;

    @Test
    void shouldSeeProcessesSocketsAndFilesUntilTheyAreGone() throws Exception {
        Path data = folder.resolve("data");
        try (CentralFixture central = CentralFixture.start(data, 1, "--http", "0")) {
            Await.until("it is ready", () -> Files.exists(data.resolve("ready")));
            List<String> left = Leftovers.of(data);
            assertEquals(4, left.size(), left::toString);
            for (String program : List.of("worker.jar", "viewer.jar")) {
                assertTrue(left.stream().anyMatch(command -> command.contains(program)), left::toString);
            }
            central.kill();
            assertEquals(left.subList(2, 4), Leftovers.of(data));
            Leftovers.deleteSockets(data);
            assertEquals(List.of("ready"), Leftovers.of(data));
        }
        CentralFixture.start(data, 1).close();
        assertEquals(List.of(), Leftovers.of(data));
    }

    @Test
    void shouldSeeAProcessWhoseParentHasEnded() throws Exception {
        Process parent = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; exec cat")
                .directory(folder.toFile())
                .start();
        List<ProcessHandle> both =
                List.of(parent.toHandle(), ProcessHandle.of(child(parent)).orElseThrow());
        assertEquals(both, Leftovers.processesIn(folder).stream().sorted().toList());
        both.get(0).destroyForcibly();
        parent.waitFor();
        assertEquals(both.subList(1, 2), Leftovers.processesIn(folder));
        both.get(1).destroyForcibly();
        Await.until("nobody is left", () -> Leftovers.processesIn(folder).isEmpty());
    }

    private static long child(Process parent) throws IOException {
        return Long.parseLong(parent.inputReader().readLine());
    }
}
