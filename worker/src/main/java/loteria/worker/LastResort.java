package loteria.worker;

import loteria.board.BoardWords;
import loteria.log.ActionLog;
import loteria.process.ExitCode;

/**
 * A thread has died of what nobody foresaw: the worker ends, and its successor makes good what it left. That does not
 * hang on a log which nobody reads: a second after the death it is over, said or not. Safe for all threads.
 */
final class LastResort implements Thread.UncaughtExceptionHandler {
    /** For the line that tells of it. */
    private static final long LINE_NANOS = 1_000_000_000;

    private volatile boolean dying;
    private volatile long diedAt;

    @Override
    public void uncaughtException(Thread thread, Throwable cause) {
        diedAt = System.nanoTime();
        dying = true;
        try {
            ActionLog.fail(
                    "worker_exit",
                    "error",
                    BoardWords.isFault(cause)
                            ? BoardWords.FILE + ": somebody has cut it"
                            : "thread " + thread.getName() + " died of " + cause);
        } finally {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    /** Ends a process whose line has not got out in time; asked at each ping, which is each second. */
    void check() {
        if (dying && System.nanoTime() - diedAt > LINE_NANOS) {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }
}
