package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that nobody reads may hold the intake back, and nothing else. */
class StalledLogTest {
    /** A pipe holds 64 KiB; each connection is two lines. */
    private static final int CONNECTIONS = 600;

    @TempDir
    private Path folder;

    @Test
    void shouldLiveAndEndThoughNobodyReadsTheLog() throws Exception {
        Path data = folder.resolve("data");
        Process coordinator = new ProcessBuilder(
                        JvmProcess.ROOT.resolve("bin/coordinator").toString(),
                        "--agencies",
                        "1",
                        "--port",
                        "0",
                        "--data-dir",
                        data.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader log =
                new BufferedReader(new InputStreamReader(coordinator.getInputStream(), StandardCharsets.UTF_8), 256)) {
            fill(port(log));
            List<ProcessHandle> workers = coordinator.children().toList();
            long renewed = Files.getLastModifiedTime(data.resolve("ready")).toMillis();
            Await.until(
                    "ready is renewed again and again",
                    () -> Files.getLastModifiedTime(data.resolve("ready")).toMillis() > renewed + 8_000);
            assertEquals(workers, coordinator.children().toList(), "no worker was killed for it");
            coordinator.destroy();
            assertTrue(coordinator.waitFor(JvmProcess.SOON.toMillis(), TimeUnit.MILLISECONDS), "it ends in time");
            assertEquals(0, coordinator.exitValue());
            CentralFixture.assertNothingLeft(data);
        } finally {
            coordinator.descendants().forEach(ProcessHandle::destroyForcibly);
            coordinator.destroyForcibly().waitFor();
        }
    }

    private static int port(BufferedReader log) throws IOException {
        String line = log.readLine();
        while (!line.contains("in_progress | port: ")) {
            line = log.readLine();
        }
        return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
    }

    private static void fill(int port) throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
        }
    }
}
