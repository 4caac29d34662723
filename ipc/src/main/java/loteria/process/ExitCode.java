package loteria.process;

/**
 * The exit codes of all programs; README has the same table for users.
 *
 * <p>A JVM has codes of its own, and some are these numbers: 1 when it does not start or {@code main} throws, 3 after
 * {@code -XX:+ExitOnOutOfMemoryError}, 134 when it aborts, 128 and more for a signal. So a child's code alone says
 * nothing: it is one of ours if the child has said so itself, a worker over its channel, the child of a command by a
 * number that no JVM ends with.
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

    /** Above the codes of a JVM, below those of signals. */
    private static final int MEANT = 64;

    private ExitCode() {}

    /** What the child of a command ends with to say that the command is to end with {@code code}. */
    public static int meant(int code) {
        return MEANT + code;
    }

    /** Whether the child of a command has said by this number what the command is to end with. */
    public static boolean isMeant(int number) {
        return number >= MEANT + DONE && number <= MEANT + CORRUPT;
    }

    /** What it has said. */
    public static int ofMeant(int number) {
        return number - MEANT;
    }
}
