package loteria.store;

import java.io.IOException;

/**
 * The store does not hold what was promised, or can no longer promise anything. Nobody may go on with it: the process
 * ends with exit code 3. The message names the file and the place.
 */
public final class CorruptStoreException extends IOException {
    private static final long serialVersionUID = 1;

    public CorruptStoreException(String message) {
        super(message);
    }

    public CorruptStoreException(String message, Exception cause) {
        super(message, cause);
    }
}
