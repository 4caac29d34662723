package loteria.config;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Durations as Go writes them: {@code 150ms}, {@code 2.5s}, {@code 1m30s}. At most 24 days. */
public final class GoDuration {
    private static final long SECOND_MS = 1_000;
    private static final long MINUTE_MS = 60 * SECOND_MS;
    private static final long HOUR_MS = 60 * MINUTE_MS;

    private GoDuration() {}

    /**
     * Milliseconds of a duration, 0 to {@link Integer#MAX_VALUE}; what is shorter than one counts as none.
     *
     * @throws IllegalArgumentException if the text is no duration, is negative or too long
     */
    public static long parseMillis(String text) {
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        if (text.equals("0")) {
            return 0;
        }
        BigDecimal sum = BigDecimal.ZERO;
        int at = 0;
        while (at < text.length()) {
            int unit = endOf(text, at, true);
            int next = endOf(text, unit, false);
            // NumberFormatException, which a lone point or no digit gives, is an IllegalArgumentException.
            sum = sum.add(new BigDecimal(text.substring(at, unit)).multiply(unitMillis(text.substring(unit, next))));
            at = next;
        }
        if (sum.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("longer than " + Integer.MAX_VALUE + " ms");
        }
        return sum.setScale(0, RoundingMode.DOWN).longValueExact();
    }

    private static int endOf(String text, int from, boolean number) {
        int at = from;
        while (at < text.length() && number == isOfNumber(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isOfNumber(char c) {
        return c == '.' || c >= '0' && c <= '9';
    }

    private static BigDecimal unitMillis(String unit) {
        return switch (unit) {
            case "ns" -> new BigDecimal("0.000001");
            case "us", "µs", "μs" -> new BigDecimal("0.001");
            case "ms" -> BigDecimal.ONE;
            case "s" -> BigDecimal.valueOf(SECOND_MS);
            case "m" -> BigDecimal.valueOf(MINUTE_MS);
            case "h" -> BigDecimal.valueOf(HOUR_MS);
            default -> throw new IllegalArgumentException("unit '" + unit + "'");
        };
    }

    /** The text that Go prints for a duration. */
    public static String format(long millis) {
        if (millis < SECOND_MS) {
            return millis == 0 ? "0s" : millis + "ms";
        }
        StringBuilder text = new StringBuilder();
        long rest = millis;
        if (millis >= HOUR_MS) {
            text.append(rest / HOUR_MS).append('h');
            rest %= HOUR_MS;
        }
        if (millis >= MINUTE_MS) {
            text.append(rest / MINUTE_MS).append('m');
            rest %= MINUTE_MS;
        }
        String seconds = BigDecimal.valueOf(rest, 3).stripTrailingZeros().toPlainString();
        return text.append(seconds).append('s').toString();
    }
}
