package loteria.agency;

import java.io.IOException;

/** The central ended the session for good. The message is its reason. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }
}
