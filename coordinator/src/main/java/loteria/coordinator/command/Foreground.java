package loteria.coordinator.command;

import java.util.concurrent.TimeUnit;
import loteria.coordinator.life.Ending;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.Termination;

/**
 * A child that does all of a command's work, and ends at once when the command is to end. What it writes is whole or
 * not there: it can be killed.
 */
final class Foreground {
    /** For a child to end when it is asked. */
    private static final long ASK_MS = 300;

    private final String action;
    private final Process child;

    Foreground(String action, Process child) {
        this.action = action;
        this.child = child;
    }

    /** As {@link #await}; a signal before the child is done is a failure, and said. */
    int awaitDone(Ending ending) throws InterruptedException {
        int exitCode = await(ending);
        if (ending.isRequested()) {
            ActionLog.fail(action, "error", "ended by a signal before it was done");
            return ExitCode.FAILED;
        }
        return exitCode;
    }

    /** Waits for the child, and ends it at a signal; returns the exit code that the child has said. */
    int await(Ending ending) throws InterruptedException {
        Termination.handle(() -> {
            ending.run();
            end();
        });
        if (ending.isRequested()) {
            end();
        }
        int number = child.waitFor();
        if (ExitCode.isMeant(number)) {
            return ExitCode.ofMeant(number);
        }
        if (!ending.isRequested()) {
            ActionLog.fail(action, "error", "its process ended with exit code " + number + ", the JVM's or a signal's");
        }
        return ExitCode.FAILED;
    }

    /** Asks, which lets a viewer leave the terminal as it was, and forces: a worker does not hear of signals. */
    private void end() {
        child.destroy();
        try {
            if (!child.waitFor(ASK_MS, TimeUnit.MILLISECONDS)) {
                child.destroyForcibly();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a signal's thread", e);
        }
    }
}
