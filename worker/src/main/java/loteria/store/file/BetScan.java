package loteria.store.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import loteria.bet.BetLimits;
import loteria.bet.BetRecord;
import loteria.store.CorruptStoreException;

/** What {@code bets.csv} holds, up to the first byte that is no whole valid line. Not safe for several threads. */
final class BetScan {
    private long[] counts;
    private CRC32C[] checksums;
    private int highestAgency;
    private long length;

    /** @param agencies to make room for; more are counted too */
    BetScan(int agencies) {
        counts = new long[agencies + 1];
        checksums = new CRC32C[agencies + 1];
    }

    /** Reads on to the first {@code limit} bytes of a file that has as many. */
    void read(FileChannel bets, long limit) throws IOException {
        LineChunks chunks = new LineChunks(bets, length, limit);
        while (chunks.next()) {
            int end = scan(chunks.bytes(), chunks.end());
            length = chunks.offset() + end;
            if (end < chunks.end()) {
                return;
            }
        }
    }

    /** Counts lines up to the first invalid one; returns where they end. */
    private int scan(byte[] bytes, int to) {
        int at = 0;
        while (at < to) {
            int record = scanAgency(bytes, at, to);
            int recordEnd = record < 0 ? -1 : BetRecord.scan(bytes, record, to);
            if (recordEnd < 0 || recordEnd == to || bytes[recordEnd] != '\n') {
                return at;
            }
            add(agencyAt(bytes, at, record - 1), bytes, record, recordEnd + 1);
            at = recordEnd + 1;
        }
        return at;
    }

    /** The offset just past the comma after an agency's number in canonical form, or a negative number. */
    private static int scanAgency(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        boolean number = at > from && at - from <= 5 && bytes[from] != '0' && at < to && bytes[at] == ',';
        return number && agencyAt(bytes, from, at) <= BetLimits.MAX_AGENCY ? at + 1 : -1;
    }

    private static int agencyAt(byte[] bytes, int from, int to) {
        int agency = 0;
        for (int at = from; at < to; at++) {
            agency = agency * 10 + bytes[at] - '0';
        }
        return agency;
    }

    private void add(int agency, byte[] bytes, int from, int to) {
        if (agency >= counts.length) {
            counts = Arrays.copyOf(counts, agency + 1);
            checksums = Arrays.copyOf(checksums, agency + 1);
        }
        if (checksums[agency] == null) {
            checksums[agency] = new CRC32C();
        }
        counts[agency]++;
        checksums[agency].update(bytes, from, to - from);
        highestAgency = Math.max(highestAgency, agency);
    }

    /** Bytes of the whole valid lines. */
    long length() {
        return length;
    }

    /** The highest agency that has a bet, or 0. */
    int highestAgency() {
        return highestAgency;
    }

    /**
     * Requires an agency's bets to be those that somebody has counted.
     *
     * @param source who has, for people
     */
    void require(Sale counted, Path file, String source) throws CorruptStoreException {
        int agency = counted.agency();
        if (count(agency) != counted.total() || checksum(agency) != counted.checksum()) {
            throw new CorruptStoreException(file + ": agency " + agency + " has " + count(agency)
                    + " bets of checksum " + Sale.hex(checksum(agency)) + ", expected the " + counted.total()
                    + " of checksum " + Sale.hex(counted.checksum()) + " " + source);
        }
    }

    long count(int agency) {
        return agency < counts.length ? counts[agency] : 0;
    }

    int checksum(int agency) {
        return agency >= counts.length || checksums[agency] == null ? 0 : (int) checksums[agency].getValue();
    }
}
