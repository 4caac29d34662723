package loteria.process;

/** What the exit codes of all programs mean. */
public final class ExitCode {
    /** Done, or ended by a signal. */
    public static final int DONE = 0;

    /** Failed: retries used up, superseded, refused, given up. */
    public static final int FAILED = 1;

    /** Configuration or input is wrong. */
    public static final int USAGE = 2;

    /** The store is corrupt or poisoned: a restart does not help. */
    public static final int CORRUPT = 3;

    private ExitCode() {}
}
