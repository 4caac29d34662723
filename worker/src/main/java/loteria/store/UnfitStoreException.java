package loteria.store;

import java.io.IOException;

/**
 * What a start names as its store cannot be that: a mistake of configuration, not damage. The message names what was
 * found and what is expected.
 */
public class UnfitStoreException extends IOException {
    private static final long serialVersionUID = 1;

    public UnfitStoreException(String message) {
        super(message);
    }
}
