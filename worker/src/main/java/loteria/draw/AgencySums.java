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
    private final long[] counts;
    private final long[] bytes;
    private final CRC32C[] checksums;
    private AgencySums following;

    /** @param agencies the highest agency there is room for */
    public AgencySums(int agencies) {
        counts = new long[agencies + 1];
        bytes = new long[agencies + 1];
        checksums = new CRC32C[agencies + 1];
    }

    /**
     * Adds some lines of one agency, without their agency.
     *
     * @throws IndexOutOfBoundsException if there is no room for the agency
     */
    public void add(int agency, long lines, byte[] records, int from, int to) {
        if (checksums[agency] == null) {
            checksums[agency] = new CRC32C();
        }
        counts[agency] += lines;
        bytes[agency] += to - from;
        checksums[agency].update(records, from, to - from);
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
        int own = checksums[agency] == null ? 0 : (int) checksums[agency].getValue();
        return following == null
                ? own
                : RecordChecksum.combine(own, following.checksum(agency), following.bytes(agency));
    }

    private long bytes(int agency) {
        return bytes[agency] + (following == null ? 0 : following.bytes(agency));
    }
}
