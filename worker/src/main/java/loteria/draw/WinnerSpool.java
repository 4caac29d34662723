package loteria.draw;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Winning bets on their way from the bets to {@code winners.csv}: the lines of it, in the order in which they were
 * found, in a temporary file, if there are any. It need not outlive the process, and so is never forced.
 *
 * <p>Not safe for several threads.
 */
public final class WinnerSpool implements Closeable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Place place;
    private final int agencies;
    private long[] bytes;
    private byte[] lines;
    private int end;
    private FileChannel file;
    private long written;

    /** Where a spool's file is made, which goes with its channel. */
    public interface Place {
        FileChannel openSpool() throws IOException;
    }

    /** @param agencies the highest there is room for */
    public WinnerSpool(Place place, int agencies) {
        this.place = place;
        this.agencies = agencies;
    }

    /**
     * Adds a winning bet.
     *
     * @param line holds its document
     */
    void add(int agency, byte[] line, int documentStart, int documentEnd) throws IOException {
        if (file == null) {
            file = place.openSpool();
            bytes = new long[agencies + 1];
            lines = new byte[BUFFER_BYTES];
        }
        if (BUFFER_BYTES - end < WinnerLines.MAX_LINE_BYTES) {
            flush();
        }
        int start = end;
        appendNumber(agency);
        lines[end++] = ',';
        System.arraycopy(line, documentStart, lines, end, documentEnd - documentStart);
        end += documentEnd - documentStart;
        lines[end++] = '\n';
        bytes[agency] += end - start;
    }

    private void appendNumber(int number) {
        if (number >= 10) {
            appendNumber(number / 10);
        }
        lines[end++] = (byte) ('0' + number % 10);
    }

    private void flush() throws IOException {
        written = WinnerGroups.write(file, ByteBuffer.wrap(lines, 0, end), written);
        end = 0;
    }

    /** Adds up the bytes of each agency's lines. */
    void addBytes(long[] all) {
        for (int agency = 0; file != null && agency < all.length; agency++) {
            all[agency] += bytes[agency];
        }
    }

    /** Reads the lines again. */
    void moveTo(WinnerGroups groups) throws IOException {
        if (file == null) {
            return;
        }
        flush();
        WinnerLines all = new WinnerLines(file, 0, written, BUFFER_BYTES);
        while (all.next()) {
            groups.add(all);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
