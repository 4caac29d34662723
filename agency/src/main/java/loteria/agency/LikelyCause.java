package loteria.agency;

/**
 * Why a line is no bet, where the whole file may be the reason: what a person did who saved it. Only a guess, for the
 * message; nothing is read differently for it.
 */
enum LikelyCause {
    UTF_16("encoded as UTF-16?"),
    CR("CR line ends?"),
    WINDOWS_1252("encoded as Windows-1252?"),
    SEMICOLON("separated by ';'?"),
    TAB("separated by tabs?");

    private static final int SEPARATORS = 4;

    private final String text;

    LikelyCause(String text) {
        this.text = text;
    }

    /**
     * Guesses from a line, without its line end, or from the beginning of one.
     *
     * @param reason why it is no bet
     * @return null if it looks like any other line
     */
    static LikelyCause of(byte[] bytes, int from, int to, String reason) {
        // Of Latin text every second byte is zero; a line lacks the half of its end.
        if (count(bytes, from, to, 0) * 3 > to - from) {
            return UTF_16;
        }
        // The last may belong to a line end of which the rest has not come yet.
        if (count(bytes, from, to - 1, '\r') > 0) {
            return CR;
        }
        if (reason.equals("expected UTF-8")) {
            return WINDOWS_1252;
        }
        if (count(bytes, from, to, ',') >= SEPARATORS) {
            return null;
        }
        return count(bytes, from, to, ';') == SEPARATORS
                ? SEMICOLON
                : count(bytes, from, to, '\t') == SEPARATORS ? TAB : null;
    }

    private static int count(byte[] bytes, int from, int to, int wanted) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                count++;
            }
        }
        return count;
    }

    /** For a person. */
    @Override
    public String toString() {
        return text;
    }
}
