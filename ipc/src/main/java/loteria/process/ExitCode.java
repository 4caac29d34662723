package loteria.process;

/**
 * The exit codes of all programs; README has the same table for users.
 *
 * <p>A JVM has codes of its own, and some are these numbers: 1 when it does not start or {@code main} throws, 3 after
 * {@code -XX:+ExitOnOutOfMemoryError}, 134 when it aborts, 128 and more for a signal. So a child's code alone says
 * nothing: it is one of ours if the child has said itself why it ends, over its channel or in its last line.
 */
public final class ExitCode {
    /** Done, or ended by a signal. */
    public static final int DONE = 0;

    /** Failed: retries used up, superseded, refused, given up, an error of the system. Another attempt may help. */
    public static final int FAILED = 1;

    /** Configuration, flags or input are wrong. Another attempt does not help. */
    public static final int USAGE = 2;

    /** The store is damaged or poisoned, or an audit found it so: look before anything is started again. */
    public static final int CORRUPT = 3;

    private ExitCode() {}

    /** Whether one of our programs can have ended with this code; any other is the JVM's or a signal's. */
    public static boolean isOurs(int code) {
        return code >= DONE && code <= CORRUPT;
    }
}
