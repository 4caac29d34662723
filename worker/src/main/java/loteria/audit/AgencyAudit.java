package loteria.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** What the files say of one agency. Not safe for several threads. */
final class AgencyAudit {
    private final CRC32C checksum = new CRC32C();
    private final List<String> winners = new ArrayList<>();
    private long bets;

    /** Adds a bet: its canonical record, without a line end. */
    void add(byte[] record) {
        bets++;
        checksum.update(record);
        checksum.update('\n');
    }

    void addWinner(String document) {
        winners.add(document);
    }

    long bets() {
        return bets;
    }

    int checksum() {
        return (int) checksum.getValue();
    }

    /** Documents of the winning bets, in the order of the file. */
    List<String> winners() {
        return winners;
    }
}
