package loteria.coordinator.life;

import loteria.board.BoardWords;
import loteria.log.ActionLog;
import loteria.process.ExitCode;

/** A thread has died of what nobody foresaw: the coordinator ends in order, and says which and of what. */
public final class LastResort implements Thread.UncaughtExceptionHandler {
    private final Thread main = Thread.currentThread();
    private final Ending ending;

    /** @param ending which the thread that makes this, and ends the process, waits for */
    public LastResort(Ending ending) {
        this.ending = ending;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable cause) {
        StackTraceElement[] frames = cause.getStackTrace();
        if (BoardWords.isFault(cause)) {
            ending.request(ExitCode.CORRUPT, BoardWords.FILE + ": somebody has cut it");
        }
        ending.request(
                ExitCode.FAILED,
                "thread " + thread.getName() + " died of " + cause + (frames.length == 0 ? "" : " at " + frames[0]));
        if (thread == main) {
            try {
                ActionLog.fail("exit", "error", ending.reason());
            } finally {
                Runtime.getRuntime().halt(ending.exitCode());
            }
        }
    }
}
