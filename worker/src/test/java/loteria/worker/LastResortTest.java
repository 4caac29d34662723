package loteria.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import loteria.process.ExitCode;
import loteria.process.Threads;
import org.junit.jupiter.api.Test;

/** A process of which a thread dies of what nobody foresaw. */
class LastResortTest {
    private static Process start(String log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LastResortTest.class.getName(),
                        log)
                .redirectErrorStream(true);
        builder.environment().clear();
        return builder.start();
    }

    private static void assertFails(Process process) throws InterruptedException {
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
            assertEquals(ExitCode.FAILED, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldEndAndSayWhichThreadDiedOfWhat() throws Exception {
        Process process = start("read");
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertFails(process);
        assertTrue(
                log.contains("action: worker_exit | result: fail | error: thread session died of"
                        + " java.lang.IllegalStateException: a bug"),
                log);
    }

    @Test
    void shouldEndEvenIfNobodyReadsTheLog() throws Exception {
        assertFails(start("full"));
    }

    /** The life of the process: {@code full} writes until its output takes no more. */
    public static void main(String[] args) throws Exception {
        LastResort lastResort = new LastResort();
        Threads.setLastResort(lastResort);
        Threads.start("session", () -> {
            if (args[0].equals("full")) {
                fillTheLog();
            }
            throw new IllegalStateException("a bug");
        });
        while (true) {
            LockSupport.parkNanos(50_000_000);
            // Who reads the log gets the line, however long a busy machine takes over it.
            if (args[0].equals("full")) {
                lastResort.check();
            }
        }
    }

    /** Lines that are not read stay in the pipe: 64 KiB, and what a line more needs is what the next one waits for. */
    private static void fillTheLog() {
        byte[] pipe = new byte[64 * 1024];
        System.out.write(pipe, 0, pipe.length);
        System.out.flush();
    }
}
