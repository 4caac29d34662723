package loteria.store;

import java.io.IOException;

/** The store belongs to a draw of more agencies than are expected: a mistake of configuration, not damage. */
public final class UnexpectedAgencyException extends IOException {
    private static final long serialVersionUID = 1;

    UnexpectedAgencyException(String message) {
        super(message);
    }
}
