package loteria.coordinator;

/** The coordinator cannot start. The message names what stands in the way. */
final class StartException extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    StartException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
