package loteria.audit;

import java.util.zip.CRC32C;

/** What the files say of one agency. Not safe for several threads. */
final class AgencyAudit {
    private final CRC32C checksum = new CRC32C();
    private final long firstOffset;
    private long bets;
    private long winners;

    /** @param firstOffset where the first of its bets begins, or could */
    AgencyAudit(long firstOffset) {
        this.firstOffset = firstOffset;
    }

    /** Adds a bet: its canonical record, without a line end. */
    void add(byte[] record, boolean hasWon) {
        bets++;
        checksum.update(record);
        checksum.update('\n');
        winners += hasWon ? 1 : 0;
    }

    long firstOffset() {
        return firstOffset;
    }

    Sums sums() {
        return new Sums(bets, (int) checksum.getValue());
    }

    /** Winning bets. */
    long winners() {
        return winners;
    }
}
