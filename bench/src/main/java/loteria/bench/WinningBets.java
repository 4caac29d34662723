package loteria.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import loteria.bet.RecordChecksum;
import loteria.wire.Message;

/** Bets that all win, the same ones for every agency. Immutable. */
final class WinningBets {
    /** As agencies send them by default. */
    private static final int BATCH = 150;

    private static final int FIRST_DOCUMENT = 20_000_000;

    private final int count;
    private final List<Message.Batch> batches = new ArrayList<>();
    private final int checksum;

    /** @param count of each agency */
    WinningBets(int count) {
        this.count = count;
        StringBuilder all = new StringBuilder();
        for (int first = 1; first <= count; first += BATCH) {
            int last = Math.min(count, first + BATCH - 1);
            String lines = lines(first, last);
            byte[] bytes = lines.getBytes(US_ASCII);
            batches.add(new Message.Batch(first, last - first + 1, bytes, 0, bytes.length));
            all.append(lines);
        }
        byte[] bytes = all.toString().getBytes(US_ASCII);
        checksum = RecordChecksum.of(bytes, 0, bytes.length);
    }

    private static String lines(int first, int last) {
        StringBuilder lines = new StringBuilder();
        for (int position = first; position <= last; position++) {
            lines.append("Santiago Lionel,Lorca,")
                    .append(FIRST_DOCUMENT + position)
                    .append(",1999-03-17,")
                    .append(Dataset.WINNING_NUMBER)
                    .append('\n');
        }
        return lines.toString();
    }

    /** All of them, in order. */
    List<Message.Batch> batches() {
        return batches;
    }

    Message.Finished finished() {
        return new Message.Finished(count, checksum);
    }
}
