package loteria.coordinator.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import loteria.board.BootId;
import loteria.coordinator.life.Ending;
import loteria.coordinator.life.Journal;
import loteria.coordinator.life.StartException;
import loteria.process.ExitCode;
import loteria.process.ProcessIdentity;
import loteria.process.WorkerRegister;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a coordinator finds whose predecessor's worker lives, holds {@code workers.lock}, and does not end. */
@Timeout(180)
class SuccessionTest {
    @TempDir
    private Path dir;

    private Process worker;
    private final Ending ending = new Ending();

    /** Another JVM: the locks of one process are its own. */
    @BeforeEach
    void startWorker() throws Exception {
        worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals('!', worker.getInputStream().read(), "it holds the lock");
    }

    @AfterEach
    void endWorker() {
        worker.destroyForcibly().onExit().join();
    }

    /** Holds the register's lock as a worker does, until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            try (WorkerRegister register = new WorkerRegister(Path.of(args[0]))) {
                register.join();
                System.out.print('!');
                System.out.flush();
                System.in.read();
            }
        }
    }

    private static ProcessIdentity dead() throws IOException {
        return new ProcessIdentity(1L << 40, 1, BootId.current());
    }

    private static ProcessIdentity living() throws IOException {
        return ProcessIdentity.of(ProcessHandle.current().pid(), BootId.current())
                .orElseThrow();
    }

    private long succeed(ProcessIdentity predecessor, long killAfterMs) throws Exception {
        try (WorkerRegister register = new WorkerRegister(dir)) {
            register.begin(7, predecessor);
            register.add(ProcessIdentity.of(worker.pid(), BootId.current()).orElseThrow());
            return new Succession(register, dir, new Journal(), killAfterMs).begin(ending);
        }
    }

    @Test
    void shouldKillTheOrphanOfADeadCoordinator() throws Exception {
        assertEquals(8, succeed(dead(), 100));
        assertTrue(worker.waitFor(10, TimeUnit.SECONDS));
        try (WorkerRegister register = new WorkerRegister(dir)) {
            assertEquals(
                    ProcessHandle.current().pid(),
                    register.coordinator().orElseThrow().pid());
            assertEquals(List.of(), register.workers());
        }
    }

    @Test
    void shouldKillAnOrphanThatWasStoppedBeforeItTookTheLock() throws Exception {
        Process stopped = new ProcessBuilder("sleep", "600").start();
        worker.destroyForcibly().onExit().join();
        try (WorkerRegister register = new WorkerRegister(dir)) {
            register.begin(7, dead());
            register.add(ProcessIdentity.of(stopped.pid(), BootId.current()).orElseThrow());
            assertEquals(8, new Succession(register, dir, new Journal(), 60_000).begin(ending));
            assertTrue(stopped.waitFor(10, TimeUnit.SECONDS));
        } finally {
            stopped.destroyForcibly();
        }
    }

    @Test
    void shouldNotKillTheWorkerOfACoordinatorThatLives() throws Exception {
        long pid = ProcessHandle.current().pid();
        StartException refused = assertThrows(StartException.class, () -> succeed(living(), 100));
        assertEquals(ExitCode.FAILED, refused.exitCode());
        assertEquals(
                dir + ": another coordinator runs on this data directory, pid " + pid + ", whose lock was taken away",
                refused.getMessage());
        assertTrue(worker.isAlive());
    }

    @Test
    void shouldLeaveNoOrphanWhenToldToEndMeanwhile() throws Exception {
        ending.run();
        assertEquals(0, succeed(dead(), 60_000));
        assertTrue(worker.waitFor(10, TimeUnit.SECONDS));
    }

    @Test
    void shouldLeaveTheWorkersOfALivingCoordinatorWhenToldToEndMeanwhile() throws Exception {
        ending.run();
        assertEquals(0, succeed(living(), 60_000));
        assertFalse(worker.waitFor(100, TimeUnit.MILLISECONDS));
    }
}
