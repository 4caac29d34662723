package loteria.compose;

/** What the containers do. */
enum Mode {
    /** Each client sells its file of bets and asks for its winners: exercises 6 to 8. */
    LOTTERY("lottery"),
    /** Each client says a few lines and hears them again: exercises 1 to 4. */
    ECHO("echo"),
    /** Each client places the one bet of its environment: exercise 5. */
    SINGLE_BET("single-bet");

    private final String word;

    Mode(String word) {
        this.word = word;
    }

    /** The mode as flags, variables and the agency's {@code CLI_MODE} spell it. */
    String word() {
        return word;
    }

    /** @return the mode of that name, or null if there is none */
    static Mode of(String word) {
        for (Mode mode : values()) {
            if (mode.word.equals(word)) {
                return mode;
            }
        }
        return null;
    }
}
