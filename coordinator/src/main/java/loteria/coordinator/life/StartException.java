package loteria.coordinator.life;

/** The coordinator cannot start. The message names what stands in the way. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    public StartException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
