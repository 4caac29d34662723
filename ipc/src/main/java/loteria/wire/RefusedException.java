package loteria.wire;

import java.io.IOException;

/** The central ended an agency's session for good. The message is its reason. */
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    public RefusedException(String message) {
        super(message);
    }
}
