package loteria.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * Lines that are written together: those of one commit cost one system call. Several processes share one pipe, so a
 * write holds whole lines and is never longer than a pipe takes at once.
 *
 * <p>Not safe for several threads.
 */
public final class LineGroup {
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private final LogLine lines = new LogLine();

    /** Adds a line of level INFO that says {@code success}, with fields as of the {@code ActionLog}. */
    public void success(String action, Object... fields) {
        if (LogForm.isEnabled(LogLevel.INFO)) {
            add(LogLevel.INFO, LogForm.body(action, "success", fields));
        }
    }

    void add(LogLevel level, String body) {
        long now = System.currentTimeMillis();
        if (!LogForm.append(lines, now, level, body)) {
            flush();
            LogForm.append(lines, now, level, body);
        }
    }

    /** Writes what has gathered. */
    public void flush() {
        if (lines.length() > 0) {
            try {
                OUT.write(lines.bytes(), 0, lines.length());
            } catch (IOException ignored) {
                // Nobody reads the log any more, and there is nowhere else to say so. The work goes on.
            }
            lines.clear();
        }
    }
}
