package loteria.draw;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Who wins: a bet on the winning number. */
public final class Lottery {
    /** Bytes of the birthdate and the two commas around it. */
    private static final int BIRTHDATE_FIELD_BYTES = 12;

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
    public boolean hasWon(byte[] line, int end) {
        int at = end - ending.length;
        for (byte expected : ending) {
            if (line[at++] != expected) {
                return false;
            }
        }
        return true;
    }

    /** Where the document of a bet begins: the field before the birthdate. */
    public static int documentStart(byte[] line, int end) {
        int from = documentEnd(line, end);
        while (line[from - 1] != ',') {
            from--;
        }
        return from;
    }

    /** Where it ends: the birthdate behind it is of one length. */
    public static int documentEnd(byte[] line, int end) {
        int comma = end - 1;
        while (line[comma] != ',') {
            comma--;
        }
        return comma + 1 - BIRTHDATE_FIELD_BYTES;
    }
}
