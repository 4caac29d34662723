package loteria.store.log;

import java.io.IOException;

/** An append was not answered in time: the record may be in the log, may still get there, or may be lost. */
public final class UnansweredException extends IOException {
    private static final long serialVersionUID = 1;

    public UnansweredException(String message, Throwable cause) {
        super(message, cause);
    }
}
