package loteria.draw;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Who wins: a bet on the winning number. */
public final class Lottery {
    private final byte[] ending;

    /** @param winningNumber 0 to {@link loteria.bet.BetLimits#MAX_NUMBER} */
    public Lottery(int winningNumber) {
        ending = ("," + winningNumber).getBytes(US_ASCII);
    }

    /**
     * Whether a bet has won.
     *
     * @param line holds the bet's canonical record, at least
     * @param end just past the record's last digit
     */
    boolean hasWon(byte[] line, int end) {
        int at = end - ending.length;
        for (byte expected : ending) {
            if (line[at++] != expected) {
                return false;
            }
        }
        return true;
    }
}
