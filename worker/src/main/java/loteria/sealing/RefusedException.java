package loteria.sealing;

import java.io.IOException;

/** What was asked for is not to be had, or not yet, or was asked for wrongly: nothing was changed. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    /** @param exitCode see {@link loteria.process.ExitCode} */
    RefusedException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
