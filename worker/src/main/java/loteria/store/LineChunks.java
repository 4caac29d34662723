package loteria.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file's whole lines, in order, in chunks that a scan takes from memory. What follows the last line end is left over.
 *
 * <p>Not safe for several threads; the file must not change below the length meanwhile.
 */
public final class LineChunks {
    private static final int CHUNK_BYTES = 256 * 1024;

    private final FileChannel file;
    private final long length;
    private final byte[] bytes = new byte[CHUNK_BYTES];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private long offset;
    private int end;
    private int filled;

    /** Reads the first {@code length} bytes of a file that has as many. */
    public LineChunks(FileChannel file, long length) {
        this.file = file;
        this.length = length;
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
        while (filled < bytes.length && offset + filled < length) {
            int most = (int) Math.min(bytes.length, length - offset);
            int count = file.read(buffer.limit(most).position(filled), offset + filled);
            if (count < 0) {
                throw new CorruptStoreException("the file ends at byte " + (offset + filled) + ", expected " + length);
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
