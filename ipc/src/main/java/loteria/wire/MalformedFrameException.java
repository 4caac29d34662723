package loteria.wire;

import java.io.IOException;

/** Bytes that are no frame, or a frame that is no message. The message says what was found and what was expected. */
public final class MalformedFrameException extends IOException {
    private static final long serialVersionUID = 1;

    public MalformedFrameException(String message) {
        super(message);
    }
}
