package loteria.compose;

/** What was asked for cannot be had. The message is one line that says what is expected. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
