package loteria.agency;

/** The run is over without success: the one line that says why, and the exit code. */
final class FailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final String action;
    private final transient Object[] fields;

    /**
     * @param action what failed
     * @param fields of the line, keys and values in turn; one is {@code error}
     */
    FailedException(int exitCode, String action, Object... fields) {
        super(action + ": " + fields[fields.length - 1]);
        this.exitCode = exitCode;
        this.action = action;
        this.fields = fields;
    }

    int exitCode() {
        return exitCode;
    }

    String action() {
        return action;
    }

    Object[] fields() {
        return fields;
    }
}
