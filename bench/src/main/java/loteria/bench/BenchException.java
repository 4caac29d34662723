package loteria.bench;

/** A measurement that failed, or a result that is not right. The message is one line, for the one who runs it. */
final class BenchException extends Exception {
    private static final long serialVersionUID = 1;

    BenchException(String message) {
        super(message);
    }
}
