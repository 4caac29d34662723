package loteria.draw;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Writes {@code winners.csv}: an agency's lines beside each other, so that it can be told its own without reading those
 * of all. Each agency has its place, and a share of the memory to gather what goes there.
 *
 * <p>Not safe for several threads.
 */
final class WinnerGroups {
    /** Of all agencies together. */
    private static final int BUFFERS_BYTES = 1024 * 1024;

    private final FileChannel file;
    private final long[] positions;
    private final byte[][] buffers;
    private final int[] gathered;

    /** @param bytes of each agency's lines */
    WinnerGroups(FileChannel file, long[] bytes) {
        this.file = file;
        this.positions = new long[bytes.length];
        this.buffers = new byte[bytes.length][];
        this.gathered = new int[bytes.length];
        int share = Math.max(WinnerLines.MAX_LINE_BYTES, BUFFERS_BYTES / bytes.length);
        long position = 0;
        for (int agency = 0; agency < bytes.length; agency++) {
            positions[agency] = position;
            buffers[agency] = new byte[(int) Math.min(share, bytes[agency])];
            position += bytes[agency];
        }
    }

    /** Adds the line at hand. */
    void add(WinnerLines line) throws IOException {
        int agency = line.agency();
        if (buffers[agency].length - gathered[agency] < line.length()) {
            flush(agency);
        }
        line.copyTo(buffers[agency], gathered[agency]);
        gathered[agency] += line.length();
    }

    /** Writes what has gathered. */
    void flush() throws IOException {
        for (int agency = 0; agency < buffers.length; agency++) {
            flush(agency);
        }
    }

    private void flush(int agency) throws IOException {
        positions[agency] = write(file, ByteBuffer.wrap(buffers[agency], 0, gathered[agency]), positions[agency]);
        gathered[agency] = 0;
    }

    /** Writes all of it, however short the single writes are; returns where it ends. */
    static long write(FileChannel file, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
        return at;
    }
}
