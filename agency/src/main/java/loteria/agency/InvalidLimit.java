package loteria.agency;

import java.math.BigDecimal;
import loteria.config.ConfigException;

/** How many lines of a bets file may be no bets: a number, or so many of a hundred. Immutable. */
final class InvalidLimit {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private final String text;
    private final BigDecimal most;
    private final boolean percent;

    private InvalidLimit(String text, BigDecimal most, boolean percent) {
        this.text = text;
        this.most = most;
        this.percent = percent;
    }

    /** Reads {@code N}, or {@code P%} with or without decimals. */
    static InvalidLimit parse(String text) throws ConfigException {
        boolean percent = text.endsWith("%");
        String number = percent ? text.substring(0, text.length() - 1) : text;
        if (number.matches(percent ? "\\d{1,9}(\\.\\d{1,9})?" : "\\d{1,18}")) {
            BigDecimal most = new BigDecimal(number);
            if (!percent || most.compareTo(ALL) <= 0) {
                return new InvalidLimit(text, most, percent);
            }
        }
        throw new ConfigException(
                "--max-invalid (CLI_MAX_INVALID): expected a whole number, or 0% to 100%, found '" + text + "'");
    }

    boolean allows(long invalid, long lines) {
        BigDecimal found = BigDecimal.valueOf(invalid);
        return percent
                ? found.multiply(ALL).compareTo(most.multiply(BigDecimal.valueOf(lines))) <= 0
                : found.compareTo(most) <= 0;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
