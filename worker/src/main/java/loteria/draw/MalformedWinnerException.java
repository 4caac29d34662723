package loteria.draw;

import java.io.IOException;

/** {@code winners.csv} does not hold the winners of a draw. The message names the file and the byte. */
public final class MalformedWinnerException extends IOException {
    private static final long serialVersionUID = 1;

    MalformedWinnerException(String message) {
        super(message);
    }
}
