package loteria.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import loteria.bet.Bet;
import loteria.bet.BetLimits;
import loteria.bet.BetRecord;
import loteria.bet.RecordChecksum;

/**
 * Bets of one agency at consecutive positions on their way into the store: what has already arrived, as the lines that
 * {@code bets.csv} will hold. One commit stores them all, and changes nothing here.
 *
 * <p>Not safe for several threads; reused from commit to commit.
 */
public final class BetGroup {
    private final int agency;
    private final byte[] prefix;
    private final byte[] lines;
    private final int mostAddedBytes;
    private final CRC32C crc = new CRC32C();
    private int end;
    private long first;
    private int count;
    private int recordBytes;

    /**
     * @param bytes of lines to gather before {@link #isFull}
     * @param mostAtOnce bytes of records that are ever added at once: there is room for these besides
     */
    public BetGroup(int agency, int bytes, int mostAtOnce) {
        this.agency = agency;
        this.prefix = (agency + ",").getBytes(US_ASCII);
        // Each record gets its agency in front.
        this.mostAddedBytes = mostAtOnce + mostAtOnce / BetLimits.MIN_RECORD_BYTES * "65535,".length();
        this.lines = new byte[bytes + mostAddedBytes];
    }

    /** Whether bets that begin at a position go on where this group ends. */
    public boolean precedes(long position) {
        return count == 0 || position == first + count;
    }

    /** Whether more may not fit. */
    public boolean isFull() {
        return lines.length - end < mostAddedBytes;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** How many bets are gathered. */
    public int count() {
        return count;
    }

    /**
     * Adds bets that came together, all or none. The group must {@linkplain #precedes precede} them and not be full.
     *
     * @param records {@code addedCount} canonical records, each LF-ended, from {@code from} to {@code to}
     * @throws RefusedException if that is not what the bytes hold
     */
    public void add(long position, int addedCount, byte[] records, int from, int to) throws RefusedException {
        if (position < 1 || addedCount < 1) {
            throw new RefusedException(
                    Refusal.OUT_OF_ORDER,
                    position,
                    0,
                    "position " + position + " and count " + addedCount + ", expected both to be 1 or more");
        }
        int added = copyLines(position, records, from, to);
        if (added != addedCount) {
            throw new RefusedException(
                    Refusal.OUT_OF_ORDER, position, 0, "a count of " + addedCount + " with " + added + " records");
        }
        first = count == 0 ? position : first;
        count += added;
        recordBytes += to - from;
        crc.update(records, from, to - from);
        end += to - from + added * prefix.length;
    }

    /** Copies each record behind its agency to {@code end} and beyond; {@code end} stays. Returns their number. */
    private int copyLines(long position, byte[] records, int from, int to) throws RefusedException {
        int added = 0;
        int out = end;
        int at = from;
        while (at < to) {
            int recordEnd = BetRecord.scan(records, at, to);
            if (recordEnd < 0 || recordEnd == to || records[recordEnd] != '\n') {
                throw new RefusedException(Refusal.INVALID, position, added, explain(records, at, to));
            }
            System.arraycopy(prefix, 0, lines, out, prefix.length);
            out += prefix.length;
            int length = recordEnd + 1 - at;
            System.arraycopy(records, at, lines, out, length);
            out += length;
            at = recordEnd + 1;
            added++;
        }
        return added;
    }

    private static String explain(byte[] records, int from, int to) {
        int end = from;
        while (end < to && records[end] != '\n') {
            end++;
        }
        return end == to ? "the last record has no line end" : Bet.explain(records, from, end);
    }

    /** Whose bets these are. */
    public int agency() {
        return agency;
    }

    /** The position of the first bet. */
    public long first() {
        return first;
    }

    /** The position of the last bet. */
    public long last() {
        return first + count - 1;
    }

    /** Where the line of a bet begins, counted from 0; behind the last, where the lines end. */
    public int lineStart(int bet) {
        int at = 0;
        for (int i = 0; i < bet; i++) {
            while (lines[at++] != '\n') {
                // On to the next line.
            }
        }
        return at;
    }

    /** The lines from where one begins. */
    public ByteBuffer linesFrom(int lineStart) {
        return ByteBuffer.wrap(lines, lineStart, end - lineStart);
    }

    /** The checksum of an agency's bets once these, from where a line begins, follow those that {@code before} sums. */
    public int checksumFrom(int lineStart, int before) {
        if (lineStart == 0) {
            return RecordChecksum.combine(before, (int) crc.getValue(), recordBytes);
        }
        CRC32C rest = new CRC32C();
        int bytes = 0;
        int at = lineStart;
        while (at < end) {
            int record = at + prefix.length;
            at = record;
            while (lines[at++] != '\n') {
                // On to the line's end.
            }
            rest.update(lines, record, at - record);
            bytes += at - record;
        }
        return RecordChecksum.combine(before, (int) rest.getValue(), bytes);
    }

    /** Forgets all bets. */
    public void clear() {
        end = 0;
        first = 0;
        count = 0;
        recordBytes = 0;
        crc.reset();
    }
}
