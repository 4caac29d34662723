package loteria.coordinator.files;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import loteria.board.BootId;
import loteria.coordinator.life.Ending;
import loteria.coordinator.life.Journal;
import loteria.coordinator.life.StartException;
import loteria.process.ExitCode;
import loteria.process.ProcessIdentity;
import loteria.process.WorkerRegister;

/**
 * How a coordinator takes over: no worker of its predecessor may be alive when its own generation begins. They end by
 * themselves when their channel does; one that is stopped does not, and is killed. Those of a coordinator that lives
 * are nobody's to kill: it was here first, and somebody has taken its lock from it.
 */
public final class Succession {
    private static final long POLL_MS = 10;
    private static final long KILL_AFTER_MS = 3_000;
    private static final long GIVE_UP_AFTER_MS = 10_000;

    /** For the orphans that a start kills because it ends itself. */
    private static final long LEAVE_MS = 1_000;

    private final WorkerRegister register;
    private final Path dataDir;
    private final Journal journal;
    private final UUID bootId;
    private final long killAfterMs;

    public Succession(WorkerRegister register, Path dataDir, Journal journal) throws IOException {
        this(register, dataDir, journal, KILL_AFTER_MS);
    }

    Succession(WorkerRegister register, Path dataDir, Journal journal, long killAfterMs) throws IOException {
        this.register = register;
        this.dataDir = dataDir;
        this.journal = journal;
        this.bootId = BootId.current();
        this.killAfterMs = killAfterMs;
    }

    /**
     * Begins the next generation.
     *
     * @return its number, or 0 if the end came first; then no worker of a dead coordinator is left
     */
    public long begin(Ending ending) throws IOException, InterruptedException, StartException {
        long startNanos = System.nanoTime();
        boolean killed = false;
        FileLock lock = register.tryExclusive();
        while (lock == null) {
            long waitedMs = (System.nanoTime() - startNanos) / 1_000_000;
            if (waitedMs > killAfterMs && !killed) {
                killed = true;
                requireDeadCoordinator();
                kill();
            }
            if (waitedMs > GIVE_UP_AFTER_MS) {
                throw new StartException(
                        ExitCode.FAILED, dataDir + ": workers of an earlier coordinator do not end: " + pids());
            }
            if (ending.await(POLL_MS)) {
                leaveNobody();
                return 0;
            }
            lock = register.tryExclusive();
        }
        try {
            killWhoHasNotJoined();
            long generation = register.generation() + 1;
            register.begin(generation, self());
            return generation;
        } finally {
            lock.release();
        }
    }

    /**
     * Nobody holds the lock, and yet a worker may live that was stopped before it took it: it would find another
     * generation and end, but nobody would ever let it go on. The next generation's register does not name it any more.
     */
    private void killWhoHasNotJoined() throws IOException {
        if (!isAlive(register.coordinator())) {
            kill();
        }
    }

    private ProcessIdentity self() {
        long pid = ProcessHandle.current().pid();
        return ProcessIdentity.of(pid, bootId).orElse(new ProcessIdentity(pid, 0, bootId));
    }

    private void requireDeadCoordinator() throws IOException, StartException {
        Optional<ProcessIdentity> coordinator = register.coordinator();
        if (isAlive(coordinator)) {
            throw new StartException(
                    ExitCode.FAILED,
                    dataDir + ": another coordinator runs on this data directory, pid "
                            + coordinator.get().pid() + ", whose lock was taken away");
        }
    }

    private boolean isAlive(Optional<ProcessIdentity> coordinator) {
        return coordinator.isPresent() && coordinator.get().isAlive(bootId);
    }

    /** This start ends before it has begun: nobody would kill an orphan that is stopped. */
    private void leaveNobody() throws IOException {
        if (isAlive(register.coordinator())) {
            return;
        }
        kill();
        long deadline = System.nanoTime() + LEAVE_MS * 1_000_000;
        FileLock lock = register.tryExclusive();
        while (lock == null && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_MS * 1_000_000);
            lock = register.tryExclusive();
        }
        if (lock != null) {
            lock.release();
        }
    }

    private void kill() throws IOException {
        for (ProcessIdentity orphan : register.workers()) {
            if (orphan.kill(bootId)) {
                journal.success("kill", "resource", "orphan worker", "pid", orphan.pid());
            }
        }
    }

    private String pids() throws IOException {
        StringBuilder pids = new StringBuilder();
        for (ProcessIdentity worker : register.workers()) {
            pids.append(pids.isEmpty() ? "" : ", ").append(worker.pid());
        }
        return pids.toString();
    }
}
