package loteria.log;

import java.util.ServiceConfigurationError;

/**
 * The log: lines of {@code action: A | result: R | key: value ...} on standard output, as the course's tests read them,
 * or the same as JSON.
 *
 * <p>What every draw says (INFO) is rendered here and written at once: tinylog's first line costs a process as much CPU
 * as starting its JVM. What is said seldom or only when asked for (ERROR, DEBUG) goes through tinylog, whose
 * {@code tinylog.properties} can add writers, and comes back as the same kind of line. Fields are keys and values in
 * turn; a key is never {@code source}, {@code action} or {@code result}.
 *
 * <p>Safe for all threads.
 */
public final class ActionLog {
    private static final LineGroup LINES = new LineGroup();

    private static boolean ended;

    /** Whether tinylog works: a line has come through it. */
    private static volatile boolean piped;

    private ActionLog() {}

    /** Sets the lowest level that is said from now on. */
    public static void setLevel(LogLevel level) {
        LogForm.setLevel(level);
    }

    /** Makes each line an object of JSON from now on. */
    public static void useJson() {
        LogForm.useJson();
    }

    /** Something was done (INFO). */
    public static void success(String action, Object... fields) {
        if (LogForm.isEnabled(LogLevel.INFO)) {
            write(LogLevel.INFO, LogForm.body(action, "success", fields));
        }
    }

    /** Something was done (INFO), and nothing is said after it: what other threads say from now on is dropped. */
    public static synchronized void last(String action, Object... fields) {
        success(action, fields);
        ended = true;
    }

    /** Something goes on (INFO). */
    public static void inProgress(String action, Object... fields) {
        if (LogForm.isEnabled(LogLevel.INFO)) {
            write(LogLevel.INFO, LogForm.body(action, "in_progress", fields));
        }
    }

    /** Something works that may not be as it was meant (WARNING); among the fields is {@code warning}. */
    public static void warn(String action, Object... fields) {
        if (LogForm.isEnabled(LogLevel.WARNING)) {
            write(LogLevel.WARNING, LogForm.body(action, "success", fields));
        }
    }

    /** Something failed (ERROR); among the fields is {@code error}. */
    public static void fail(String action, Object... fields) {
        String body = LogForm.body(action, "fail", fields);
        try {
            org.tinylog.Logger.error((Object) body);
        } catch (LinkageError | ServiceConfigurationError e) {
            // Said below, without it: the first error makes it begin, and can be that there is nothing to begin with.
        }
        if (!piped) {
            write(LogLevel.ERROR, body);
        }
    }

    /** A detail (DEBUG): {@code result} is success, fail or in_progress. */
    public static void debug(String action, String result, Object... fields) {
        if (LogForm.isEnabled(LogLevel.DEBUG)) {
            org.tinylog.Logger.debug((Object) LogForm.body(action, result, fields));
        }
    }

    /** An entry that has come through tinylog. */
    static void pipe(LogLevel level, String body) {
        piped = true;
        write(level, body);
    }

    static synchronized void write(LogLevel level, String body) {
        if (!ended) {
            LINES.add(level, body);
            LINES.flush();
        }
    }
}
