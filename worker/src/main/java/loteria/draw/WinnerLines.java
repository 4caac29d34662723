package loteria.draw;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import loteria.bet.BetLimits;

/**
 * The lines {@code agency,document} of {@code winners.csv}, or of a part of it, one after the other through a buffer of
 * a fixed size.
 *
 * <p>Not safe for several threads; several may read one file.
 */
public final class WinnerLines {
    private static final int MAX_AGENCY_DIGITS = 5;

    /** The longest line, its end included. */
    static final int MAX_LINE_BYTES = MAX_AGENCY_DIGITS + 1 + BetLimits.MAX_DOCUMENT_DIGITS + 1;

    private final FileChannel file;
    private final long to;
    private final byte[] bytes;
    private final ByteBuffer buffer;
    private long offset;
    private int start;
    private int document;
    private int end;
    private int filled;
    private int agency;

    /**
     * @param from where a line begins
     * @param to where one ends
     * @param bufferBytes at least {@link #MAX_LINE_BYTES}
     */
    public WinnerLines(FileChannel file, long from, long to, int bufferBytes) {
        this.file = file;
        this.offset = from;
        this.to = to;
        this.bytes = new byte[bufferBytes];
        this.buffer = ByteBuffer.wrap(bytes);
    }

    /**
     * Goes on to the next line.
     *
     * @return false if there is none
     * @throws IOException if the file cannot be read, or has no such line there
     */
    public boolean next() throws IOException {
        start = end;
        if (filled - start < MAX_LINE_BYTES) {
            fill();
        }
        if (start == filled) {
            return false;
        }
        int at = digits(start, MAX_AGENCY_DIGITS, ',');
        agency = 0;
        for (int digit = start; digit < at; digit++) {
            agency = agency * 10 + bytes[digit] - '0';
        }
        document = at + 1;
        if (bytes[start] == '0' || agency > BetLimits.MAX_AGENCY) {
            throw malformed();
        }
        end = digits(document, BetLimits.MAX_DOCUMENT_DIGITS, '\n') + 1;
        return true;
    }

    /** Where some digits end. */
    private int digits(int from, int most, char ending) throws IOException {
        int at = from;
        while (at < filled && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == from || at - from > most || at == filled || bytes[at] != ending) {
            throw malformed();
        }
        return at;
    }

    private MalformedWinnerException malformed() {
        return new MalformedWinnerException("winners.csv: byte " + offset() + ": expected agency,document");
    }

    private void fill() throws IOException {
        System.arraycopy(bytes, start, bytes, 0, filled - start);
        offset += start;
        filled -= start;
        start = 0;
        while (filled < bytes.length && offset + filled < to) {
            int most = (int) Math.min(bytes.length, to - offset);
            int count = file.read(buffer.limit(most).position(filled), offset + filled);
            if (count < 0) {
                throw new MalformedWinnerException(
                        "winners.csv: ends at byte " + (offset + filled) + ", expected " + to);
            }
            filled += count;
        }
    }

    /** Where in the file the line begins. */
    public long offset() {
        return offset + start;
    }

    public int agency() {
        return agency;
    }

    public String document() {
        return new String(bytes, document, end - 1 - document, US_ASCII);
    }

    /** Bytes of the line. */
    int length() {
        return end - start;
    }

    /** Adds the winner to the sums of its agency. */
    public void addTo(AgencySums sums) {
        sums.add(agency, bytes, document, end);
    }

    /** Copies the line. */
    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, start, target, at, end - start);
    }
}
