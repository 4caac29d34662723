package loteria.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import loteria.bet.RecordChecksum;
import loteria.wire.Message;

/**
 * Bets for {@link Client}s, all of one form, each agency's with other numbers. Immutable.
 *
 * @param count of the agency
 */
record MadeBets(int agency, int count) {
    private static final int NUMBERS = 10_000;
    private static final int FIRST_DOCUMENT = 20_000_000;

    private int number(int position) {
        return (agency * count + position) % NUMBERS;
    }

    /** A canonical record without its line end. */
    String record(int position) {
        return "Santiago Lionel,Lorca," + (FIRST_DOCUMENT + position) + ",1999-03-17," + number(position);
    }

    Message.Bet bet(int position) {
        byte[] bytes = record(position).getBytes(US_ASCII);
        return new Message.Bet(position, bytes, 0, bytes.length);
    }

    /** All of them, which have to fit in a frame. */
    Message.Batch batch() {
        byte[] lines = lines();
        return new Message.Batch(1, count, lines, 0, lines.length);
    }

    Message.Finished finished() {
        byte[] lines = lines();
        return new Message.Finished(count, RecordChecksum.of(lines, 0, lines.length));
    }

    private byte[] lines() {
        StringBuilder lines = new StringBuilder();
        for (int position = 1; position <= count; position++) {
            lines.append(record(position)).append('\n');
        }
        return lines.toString().getBytes(US_ASCII);
    }

    int winners() {
        int winners = 0;
        for (int position = 1; position <= count; position++) {
            winners += number(position) == Dataset.WINNING_NUMBER ? 1 : 0;
        }
        return winners;
    }
}
