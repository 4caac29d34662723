package loteria.agency;

import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.Reason;

/**
 * The end of the process: once, by the work or by a signal, whichever comes first. It keeps the monitor of the
 * resources to the last, so the work cannot open, close or blame anything that a signal has closed under it.
 */
final class Ending implements Runnable, Thread.UncaughtExceptionHandler {
    private final Resources resources;

    Ending(Resources resources) {
        this.resources = resources;
    }

    /** At a signal, in a thread of its own: the work may be anywhere, even deep in a look-up of a name. */
    @Override
    public void run() {
        done();
    }

    /** The last resort: a thread died, and what it did nobody does. It ends the process, said or not. */
    @Override
    public void uncaughtException(Thread thread, Throwable e) {
        try {
            ActionLog.fail("exit", "thread", thread.getName(), "error", Reason.of(e));
        } finally {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    /** Ends with success. Never returns. */
    void done() {
        synchronized (resources) {
            resources.closeAll();
            ActionLog.last("exit");
            Runtime.getRuntime().halt(ExitCode.DONE);
        }
    }

    /** Ends with the line that says what failed. Never returns. */
    void failed(FailedException failure) {
        synchronized (resources) {
            resources.closeAll();
            ActionLog.fail(failure.action(), failure.fields());
            Runtime.getRuntime().halt(failure.exitCode());
        }
    }
}
