package loteria.coordinator.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import loteria.process.ExitCode;
import loteria.process.Threads;
import org.junit.jupiter.api.Test;

/** A process whose own thread, which would have said why it ends, dies of what nobody foresaw. */
class LastResortTest {
    @Test
    void shouldSayWhatTheMainThreadDiedOf() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LastResortTest.class.getName())
                .redirectErrorStream(true);
        builder.environment().clear();
        Process process = builder.start();
        try {
            String log = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
            assertEquals(ExitCode.FAILED, process.exitValue());
            assertTrue(
                    log.contains("action: exit | result: fail | error: thread main died of"
                            + " java.lang.IllegalStateException: a bug"),
                    log);
            assertEquals(1, log.lines().count(), log);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The life of the process. */
    public static void main(String[] args) {
        Threads.setLastResort(new LastResort(new Ending()));
        throw new IllegalStateException("a bug");
    }
}
