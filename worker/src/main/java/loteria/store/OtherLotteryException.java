package loteria.store;

import java.io.IOException;

/** The store is of another lottery than the start asks for: a mistake of configuration, not damage. */
public final class OtherLotteryException extends IOException {
    private static final long serialVersionUID = 1;

    public OtherLotteryException(String message) {
        super(message);
    }
}
