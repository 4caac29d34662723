package loteria.draw;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import loteria.bet.BetLimits;

/**
 * The draw: from the store's lines to the winners, and what each agency's bets sum up to. It trusts the form of the
 * lines, which was checked on their way in, and so skips what cannot hold a line end; that they are still the same
 * lines the sums tell.
 *
 * <p>Its memory does not depend on the bets nor on the winners. Not safe for several threads.
 */
public final class Draw implements Closeable {
    private final Lottery lottery;
    private final AgencySums sums;
    private final WinnerSpool winners;
    private Draw following;

    /**
     * @param agencies expected; lines of others are none of this draw
     * @param winners takes the winning bets; closed with this
     */
    public Draw(Lottery lottery, int agencies, WinnerSpool winners) {
        this.lottery = lottery;
        this.sums = new AgencySums(agencies);
        this.winners = winners;
    }

    /**
     * Takes the bets of some whole lines of {@code bets.csv}.
     *
     * @throws IndexOutOfBoundsException if the bytes are not that, or an agency is not expected
     * @throws IOException if the winners cannot be kept
     */
    public void scan(byte[] lines, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            at = take(lines, at);
        }
    }

    /**
     * Takes a line; returns where it ends. A method of its own is compiled after some hundred lines, a loop after a
     * hundred thousand.
     */
    private int take(byte[] lines, int from) throws IOException {
        int agency = 0;
        int at = from;
        while (lines[at] != ',') {
            agency = agency * 10 + lines[at] - '0';
            at++;
        }
        int record = at + 1;
        int end = LineEnd.find(lines, record + BetLimits.MIN_RECORD_BYTES);
        sums.add(agency, lines, record, end + 1);
        if (lottery.hasWon(lines, end)) {
            winners.add(agency, lines, Lottery.documentStart(lines, end), Lottery.documentEnd(lines, end));
        }
        return end + 1;
    }

    /** Lets a draw over the lines that follow be part of this one; it is closed with this. */
    public void follow(Draw next) {
        following = next;
        sums.follow(next.sums);
    }

    /** What each agency's bets sum up to. */
    public AgencySums sums() {
        return sums;
    }

    /** Writes the winners as {@code winners.csv} has them: by agency, an agency's in the order of its bets. */
    public void writeWinners(FileChannel file) throws IOException {
        long[] bytes = new long[sums.agencies() + 1];
        for (Draw draw = this; draw != null; draw = draw.following) {
            draw.winners.addBytes(bytes);
        }
        WinnerGroups groups = new WinnerGroups(file, bytes);
        for (Draw draw = this; draw != null; draw = draw.following) {
            draw.winners.moveTo(groups);
        }
        groups.flush();
    }

    @Override
    public void close() throws IOException {
        try (winners) {
            if (following != null) {
                following.close();
            }
        }
    }
}
