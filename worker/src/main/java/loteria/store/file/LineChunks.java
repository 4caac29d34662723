package loteria.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import loteria.store.CorruptStoreException;

/**
 * A file's whole lines, in order, in chunks that a scan takes from memory. What follows the last line end is left over.
 *
 * <p>Not safe for several threads; the file must not change below the length meanwhile.
 */
public final class LineChunks {
    private static final int CHUNK_BYTES = 256 * 1024;

    /** Far more than a line of bets can have. */
    private static final int MAX_LINE_BYTES = 4096;

    private final FileChannel file;
    private final long to;
    private final byte[] bytes = new byte[CHUNK_BYTES];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private long offset;
    private int end;
    private int filled;

    /** Reads the bytes from {@code from}, where a line begins, to {@code to}, of a file that has as many. */
    public LineChunks(FileChannel file, long from, long to) {
        this.file = file;
        this.offset = from;
        this.to = to;
    }

    /** Where the first line begins that does not begin before {@code offset}: a line ends somewhere behind that. */
    static long lineStart(FileChannel file, long offset) throws IOException {
        ByteBuffer some = ByteBuffer.allocate(MAX_LINE_BYTES);
        int count = file.read(some, offset - 1);
        for (int at = 0; at < count; at++) {
            if (some.get(at) == '\n') {
                return offset + at;
            }
        }
        throw new CorruptStoreException("bets.csv: byte " + offset + " and on: expected a line end");
    }

    /**
     * Goes on to the next lines.
     *
     * @return false if there are no more whole lines, none that fit in a chunk
     */
    public boolean next() throws IOException {
        System.arraycopy(bytes, end, bytes, 0, filled - end);
        offset += end;
        filled -= end;
        end = 0;
        fill();
        for (int at = filled; at > 0; at--) {
            if (bytes[at - 1] == '\n') {
                end = at;
                return true;
            }
        }
        return false;
    }

    private void fill() throws IOException {
        while (filled < bytes.length && offset + filled < to) {
            int most = (int) Math.min(bytes.length, to - offset);
            int count = file.read(buffer.limit(most).position(filled), offset + filled);
            if (count < 0) {
                throw new CorruptStoreException("the file ends at byte " + (offset + filled) + ", expected " + to);
            }
            filled += count;
        }
    }

    /** Holds the lines from 0 to {@link #end}. */
    public byte[] bytes() {
        return bytes;
    }

    /** Just past the last whole line at hand. */
    public int end() {
        return end;
    }

    /** Where in the file the lines at hand begin. */
    public long offset() {
        return offset;
    }
}
