package loteria.bet;

/** A line or a set of fields that is no bet. The message names the field and what was expected. */
public final class InvalidBetException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidBetException(String message) {
        // A file may hold a million of these; nobody reads their stack.
        super(message, null, false, false);
    }
}
