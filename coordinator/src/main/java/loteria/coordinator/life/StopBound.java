package loteria.coordinator.life;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import loteria.process.ExitCode;
import loteria.process.NoThreadException;
import loteria.process.Threads;

/**
 * The end always comes: so long after it was asked for, whatever hangs, the process halts. Its thread is there from the
 * start and waits for nobody; the one line that it says, if it can be said, is the journal's to write.
 */
public final class StopBound implements Runnable {
    /** From the request to the last moment. Everything that a stop waits for has a smaller bound of its own. */
    public static final long STOP_MS = 8_000;

    /** For the line to be written. */
    private static final long LINE_MS = 200;

    private final Ending ending;
    private final Journal journal;
    private volatile long deadlineNanos;

    public StopBound(Ending ending, Journal journal) {
        this.ending = ending;
        this.journal = journal;
    }

    /** Begins to watch over the ending. */
    public void start() throws NoThreadException {
        ending.setGuard(Threads.start("stop-bound", this));
    }

    /** Milliseconds that are left of a stop, for a last step that leaves some of them. */
    public long leftMs() {
        long deadline = deadlineNanos;
        return deadline == 0 ? STOP_MS : Math.max(0, (deadline - System.nanoTime()) / 1_000_000);
    }

    @Override
    public void run() {
        while (!ending.isRequested()) {
            LockSupport.parkNanos(this, TimeUnit.SECONDS.toNanos(1));
        }
        deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MS) | 1;
        try {
            parkUntil(deadlineNanos - TimeUnit.MILLISECONDS.toNanos(LINE_MS));
            journal.fail("exit", "error", "not ended within its bound of " + STOP_MS + " ms: halted");
            parkUntil(deadlineNanos);
        } finally {
            // Without heap too.
            Runtime.getRuntime().halt(ending.exitCode() == ExitCode.DONE ? ExitCode.FAILED : ending.exitCode());
        }
    }

    private void parkUntil(long nanos) {
        long left = nanos - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(this, left);
            left = nanos - System.nanoTime();
        }
    }
}
