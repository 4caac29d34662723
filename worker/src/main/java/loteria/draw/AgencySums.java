package loteria.draw;

import java.util.zip.CRC32C;
import loteria.bet.RecordChecksum;

/**
 * How many lines there are of each agency, and their checksum: CRC-32C over what follows the agency's comma, line ends
 * included, in the order of the lines.
 *
 * <p>Not safe for several threads.
 */
public final class AgencySums {
    /** Summed at once: many short sums cost more than a copy. Small enough to stay in the nearest cache. */
    private static final int RUN_BYTES = 8 * 1024;

    private final long[] counts;
    private final long[] bytes;
    private final CRC32C[] checksums;
    private AgencySums following;

    /** Lines of one agency in a row, which are not summed yet. */
    private final byte[] run = new byte[RUN_BYTES];

    private int runAgency;
    private int runBytes;

    /** @param agencies the highest agency there is room for */
    public AgencySums(int agencies) {
        counts = new long[agencies + 1];
        bytes = new long[agencies + 1];
        checksums = new CRC32C[agencies + 1];
    }

    /**
     * Adds a line.
     *
     * @param from just past the comma behind its agency
     * @param to just past its line end, at most {@link loteria.bet.BetLimits#MAX_RECORD_BYTES} and one more on
     * @throws IndexOutOfBoundsException if there is no room for the agency, or that is no line
     */
    public void add(int agency, byte[] lines, int from, int to) {
        if (agency != runAgency || to - from > RUN_BYTES - runBytes) {
            sumRun();
            runAgency = agency;
        }
        counts[agency]++;
        System.arraycopy(lines, from, run, runBytes, to - from);
        runBytes += to - from;
    }

    private void sumRun() {
        if (runBytes > 0) {
            if (checksums[runAgency] == null) {
                checksums[runAgency] = new CRC32C();
            }
            checksums[runAgency].update(run, 0, runBytes);
            bytes[runAgency] += runBytes;
            runBytes = 0;
        }
    }

    /** Lets the sums of the lines that follow be part of these. */
    void follow(AgencySums next) {
        following = next;
    }

    /** The highest agency there is room for. */
    public int agencies() {
        return counts.length - 1;
    }

    /** How many lines an agency has. */
    public long count(int agency) {
        return counts[agency] + (following == null ? 0 : following.count(agency));
    }

    /** How many lines there are. */
    public long count() {
        long all = 0;
        for (int agency = 0; agency < counts.length; agency++) {
            all += count(agency);
        }
        return all;
    }

    /** The checksum of an agency's lines. */
    public int checksum(int agency) {
        sumRun();
        int own = checksums[agency] == null ? 0 : (int) checksums[agency].getValue();
        return following == null
                ? own
                : RecordChecksum.combine(own, following.checksum(agency), following.bytes(agency));
    }

    private long bytes(int agency) {
        sumRun();
        return bytes[agency] + (following == null ? 0 : following.bytes(agency));
    }
}
