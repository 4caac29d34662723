package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
}
