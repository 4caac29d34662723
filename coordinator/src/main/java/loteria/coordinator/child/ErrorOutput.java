package loteria.coordinator.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import loteria.coordinator.life.Journal;
import loteria.process.Reason;

/** What a child's JVM says when it cannot start, or dies: passed on, and its last line remembered. One thread's. */
final class ErrorOutput {
    private static final int MOST_TAIL_BYTES = 1_024;

    private final Process process;
    private final Journal journal;
    private final byte[] tail = new byte[MOST_TAIL_BYTES];
    private int length;

    ErrorOutput(Process process, Journal journal) {
        this.process = process;
        this.journal = journal;
    }

    /** Passes all of it on, until the child closes it or exits; returns the last line, or null if there was none. */
    String readAll() {
        byte[] bytes = new byte[MOST_TAIL_BYTES];
        try (InputStream output = process.getErrorStream()) {
            int count = output.read(bytes);
            while (count >= 0) {
                journal.echo(Arrays.copyOf(bytes, count));
                remember(bytes, count);
                count = output.read(bytes);
            }
        } catch (IOException e) {
            return Reason.of(e);
        }
        return length == 0 ? null : lastLine();
    }

    private void remember(byte[] bytes, int count) {
        int kept = Math.min(length, MOST_TAIL_BYTES - count);
        System.arraycopy(tail, length - kept, tail, 0, kept);
        System.arraycopy(bytes, 0, tail, kept, count);
        length = kept + count;
    }

    private String lastLine() {
        String text = new String(tail, 0, length, UTF_8).strip();
        String line = text.substring(text.lastIndexOf('\n') + 1);
        return line.isEmpty() ? null : line;
    }
}
