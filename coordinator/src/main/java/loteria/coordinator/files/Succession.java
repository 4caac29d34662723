package loteria.coordinator.files;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import loteria.board.BootId;
import loteria.coordinator.life.Ending;
import loteria.coordinator.life.StartException;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.ProcessIdentity;
import loteria.process.WorkerRegister;

/**
 * How a coordinator takes over: no worker of its predecessor may be alive when its own generation begins. They end by
 * themselves when their channel does; one that is stopped does not, and is killed.
 */
public final class Succession {
    private static final long POLL_MS = 10;
    private static final long KILL_AFTER_MS = 3_000;
    private static final long GIVE_UP_AFTER_MS = 10_000;

    private final WorkerRegister register;
    private final Path dataDir;
    private final UUID bootId;

    public Succession(WorkerRegister register, Path dataDir) throws IOException {
        this.register = register;
        this.dataDir = dataDir;
        this.bootId = BootId.current();
    }

    /**
     * Begins the next generation.
     *
     * @return its number, or 0 if the end came first
     */
    public long begin(Ending ending) throws IOException, InterruptedException, StartException {
        long startNanos = System.nanoTime();
        boolean killed = false;
        FileLock lock = register.tryExclusive();
        while (lock == null) {
            long waitedMs = (System.nanoTime() - startNanos) / 1_000_000;
            if (waitedMs > KILL_AFTER_MS && !killed) {
                killed = true;
                kill(register.workers());
            }
            if (waitedMs > GIVE_UP_AFTER_MS) {
                throw new StartException(
                        ExitCode.FAILED, dataDir + ": workers of an earlier coordinator do not end: " + pids());
            }
            if (ending.await(POLL_MS)) {
                return 0;
            }
            lock = register.tryExclusive();
        }
        try {
            long generation = register.generation() + 1;
            register.begin(generation);
            return generation;
        } finally {
            lock.release();
        }
    }

    private void kill(List<ProcessIdentity> orphans) throws IOException {
        for (ProcessIdentity orphan : orphans) {
            if (orphan.kill(bootId)) {
                ActionLog.success("kill", "resource", "orphan worker", "pid", orphan.pid());
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
