package loteria.process;

import java.io.IOException;

/** The machine has no thread to give just now: a limit, or memory. What wanted one fails, and nothing else. */
public final class NoThreadException extends IOException {
    private static final long serialVersionUID = 1;

    NoThreadException(String name, Throwable cause) {
        super("no thread can be started for " + name + ": " + cause.getMessage(), cause);
    }
}
