package loteria.audit;

import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a file, one after the other, whatever bytes it has: of a line longer than any of ours the beginning is
 * shown and the rest is passed over. Its memory is its buffer. Not safe for several threads.
 */
final class Lines {
    /** Longer than any line of ours. */
    static final int MAX_BYTES = 512;

    private final InputStream file;
    private final byte[] buffer;

    /** Where in the file the buffer begins. */
    private long offset;

    private int filled;
    private int from;
    private int to;
    private int next;
    private boolean whole = true;

    /**
     * @param offset of the first byte, within its file
     * @param bufferBytes more than {@link #MAX_BYTES}
     */
    Lines(InputStream file, long offset, int bufferBytes) {
        this.file = file;
        this.offset = offset;
        this.buffer = new byte[bufferBytes];
    }

    /** Goes on to the next line; false if there is none. */
    boolean next() throws IOException {
        if (!whole) {
            passOver();
        }
        if (filled - next <= MAX_BYTES) {
            fill();
        }
        from = next;
        to = lineEnd(Math.min(filled, from + MAX_BYTES));
        whole = to < filled && buffer[to] == '\n';
        next = whole ? to + 1 : to;
        return next > from;
    }

    private int lineEnd(int most) {
        int at = next;
        while (at < most && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    /** To behind the end of a line that was too long, or to the file's. */
    private void passOver() throws IOException {
        next = lineEnd(filled);
        while (next == filled && fill()) {
            next = lineEnd(filled);
        }
        next += next < filled ? 1 : 0;
    }

    /** Reads on; false if there is no more. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, next, buffer, 0, filled - next);
        offset += next;
        filled -= next;
        next = 0;
        int before = filled;
        int count = 0;
        while (count >= 0 && filled < buffer.length) {
            count = file.read(buffer, filled, buffer.length - filled);
            filled += Math.max(0, count);
        }
        return filled > before;
    }

    /** Where in the file the line begins. */
    long offset() {
        return offset + from;
    }

    /** Where in the file the next one would. */
    long nextOffset() {
        return offset + next;
    }

    /** Holds the line. */
    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    /** Just past its last byte, without the line end. */
    int to() {
        return to;
    }

    /** Whether a line end follows, and it is no longer than any of ours. */
    boolean isWhole() {
        return whole;
    }

    /**
     * The number from 1 to {@code most} that begins at {@code at} and ends before a comma, in its only form.
     *
     * @return 0 if there is none
     */
    int agency(int most) {
        long number = 0;
        int at = from;
        while (at < to && buffer[at] >= '0' && buffer[at] <= '9' && number <= most) {
            number = number * 10 + buffer[at] - '0';
            at++;
        }
        boolean canonical = at < to && buffer[at] == ',' && buffer[from] != '0';
        return canonical && number <= most ? (int) number : 0;
    }

    /** Just past the first comma of the line, or its end. */
    int afterComma() {
        int at = from;
        while (at < to && buffer[at] != ',') {
            at++;
        }
        return Math.min(at + 1, to);
    }
}
