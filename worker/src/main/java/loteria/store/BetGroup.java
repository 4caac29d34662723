package loteria.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.zip.CRC32C;
import loteria.bet.Bet;
import loteria.bet.BetLimits;
import loteria.bet.BetRecord;
import loteria.bet.RecordChecksum;
import loteria.wire.ErrorCode;
import loteria.wire.FrameDescriptor;

/**
 * Bets of one agency at consecutive positions on their way into the store: the frames that have already arrived, as the
 * lines that {@code bets.csv} will hold. One commit stores them all.
 *
 * <p>Not safe for several threads; reused from commit to commit.
 */
public final class BetGroup {
    /** Bytes that the records of one frame can become: each gets its agency in front. */
    private static final int MAX_FRAME_LINES_BYTES = FrameDescriptor.MAX_PAYLOAD_BYTES
            + FrameDescriptor.MAX_PAYLOAD_BYTES / BetLimits.MIN_RECORD_BYTES * "65535,".length();

    private final int agency;
    private final byte[] prefix;
    private final byte[] lines;
    private final CRC32C crc = new CRC32C();
    private int start;
    private int end;
    private long first;
    private int count;
    private int recordBytes;
    private long forceNanos;

    /**
     * @param bytes of records to gather before {@link #isFull}; room for one frame more is added
     */
    public BetGroup(int agency, int bytes) {
        this.agency = agency;
        this.prefix = (agency + ",").getBytes(US_ASCII);
        this.lines = new byte[bytes + MAX_FRAME_LINES_BYTES];
    }

    /** Whether a frame that begins at a position goes on where this group ends. */
    public boolean precedes(long position) {
        return count == 0 || position == first + count;
    }

    /** Whether another frame may not fit. */
    public boolean isFull() {
        return lines.length - end < MAX_FRAME_LINES_BYTES;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** How many bets are gathered; after a commit, how many of them were new. */
    public int count() {
        return count;
    }

    /**
     * Adds the bets of one frame, all or none. The group must {@linkplain #precedes precede} them and not be full.
     *
     * @param records {@code count} canonical records, each LF-ended, from {@code from} to {@code to}
     * @throws RefusedException if that is not what the bytes hold
     */
    public void add(long position, int frameCount, byte[] records, int from, int to) throws RefusedException {
        if (position < 1 || frameCount < 1) {
            throw new RefusedException(
                    ErrorCode.PROTOCOL,
                    position,
                    0,
                    "position " + position + " and count " + frameCount + ", expected both to be 1 or more");
        }
        int added = copyLines(position, records, from, to);
        if (added != frameCount) {
            throw new RefusedException(
                    ErrorCode.PROTOCOL, position, 0, "a count of " + frameCount + " with " + added + " records");
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
                throw new RefusedException(ErrorCode.REJECTED, position, added, explain(records, at, to));
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

    int agency() {
        return agency;
    }

    /** The position of the first bet. */
    long first() {
        return first;
    }

    /** The position of the last bet. */
    long last() {
        return first + count - 1;
    }

    byte[] lines() {
        return lines;
    }

    /** Where the lines to store begin. */
    int start() {
        return start;
    }

    /** Where they end. */
    int end() {
        return end;
    }

    /** Leaves out the first bets, which the store already has. At most all of them. */
    void dropFirst(int bets) {
        if (bets == 0) {
            return;
        }
        for (int i = 0; i < bets; i++) {
            while (lines[start++] != '\n') {
                // On to the next line.
            }
        }
        first += bets;
        count -= bets;
        resum();
    }

    /** Sums the records that are left: the frames' sums were of more. */
    private void resum() {
        crc.reset();
        recordBytes = 0;
        int at = start;
        while (at < end) {
            int record = at + prefix.length;
            at = record;
            while (lines[at++] != '\n') {
                // On to the line's end.
            }
            crc.update(lines, record, at - record);
            recordBytes += at - record;
        }
    }

    /** How long the force of this group's commit took. */
    public long forceNanos() {
        return forceNanos;
    }

    void setForceNanos(long nanos) {
        forceNanos = nanos;
    }

    /** The checksum of an agency's bets once these follow those that {@code before} sums up. */
    int checksumAfter(int before) {
        return RecordChecksum.combine(before, (int) crc.getValue(), recordBytes);
    }

    /** Forgets all bets. */
    public void clear() {
        start = 0;
        end = 0;
        first = 0;
        count = 0;
        recordBytes = 0;
        crc.reset();
    }
}
