package loteria.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A part of a file, which many may read at once. Ends early where the file does. Not safe for several threads. */
final class FilePart extends InputStream {
    private final StoredFile file;
    private final long to;
    private long at;

    FilePart(StoredFile file, long from, long to) {
        this.file = file;
        this.at = from;
        this.to = to;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int most = (int) Math.min(length, to - at);
        if (most <= 0) {
            return -1;
        }
        int count = file.read(ByteBuffer.wrap(buffer, offset, most), at);
        at += Math.max(0, count);
        return count;
    }

    /** Where in the file it is. */
    long offset() {
        return at;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
}
