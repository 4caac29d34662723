package loteria.draw;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import loteria.bet.BetLimits;

/**
 * The draw: from the store's lines to the winners, and how many bets each agency has. It trusts the lines, which were
 * checked on their way in, and so skips what cannot hold a line end.
 *
 * <p>No I/O. Not safe for several threads.
 */
public final class Draw {
    /** Bytes of the birthdate and the two commas around it. */
    private static final int BIRTHDATE_FIELD_BYTES = 12;

    private final Lottery lottery;
    private final long[] counts;
    private final List<Winner> winners = new ArrayList<>();

    /** @param agencies expected; lines of others are none of this draw */
    public Draw(Lottery lottery, int agencies) {
        this.lottery = lottery;
        this.counts = new long[agencies + 1];
    }

    /**
     * Takes the bets of some whole lines of {@code bets.csv}.
     *
     * @throws IndexOutOfBoundsException if the bytes are not that, or an agency is not expected
     */
    public void scan(byte[] lines, int from, int to) {
        int at = from;
        while (at < to) {
            int agency = 0;
            while (lines[at] != ',') {
                agency = agency * 10 + lines[at] - '0';
                at++;
            }
            int end = at + 1 + BetLimits.MIN_RECORD_BYTES;
            while (lines[end] != '\n') {
                end++;
            }
            counts[agency]++;
            if (lottery.hasWon(lines, end)) {
                winners.add(new Winner(agency, document(lines, end)));
            }
            at = end + 1;
        }
    }

    /** Takes what a draw over the lines that follow has found. */
    public void add(Draw following) {
        for (int agency = 0; agency < counts.length; agency++) {
            counts[agency] += following.counts[agency];
        }
        winners.addAll(following.winners);
    }

    /** The document of the bet that ends there: the field before the birthdate, which is of one length. */
    private static String document(byte[] lines, int end) {
        int comma = end - 1;
        while (lines[comma] != ',') {
            comma--;
        }
        int documentEnd = comma + 1 - BIRTHDATE_FIELD_BYTES;
        int from = documentEnd;
        while (lines[from - 1] != ',') {
            from--;
        }
        return new String(lines, from, documentEnd - from, US_ASCII);
    }

    /** Bets of an agency so far. */
    public long count(int agency) {
        return counts[agency];
    }

    /** The winning bets so far, in the order of the lines. */
    public List<Winner> winners() {
        return List.copyOf(winners);
    }
}
