package loteria.bench;

import java.util.Locale;

/**
 * One thing to be reached.
 *
 * @param name which goal it is part of
 * @param what is compared, and with what
 * @param unit of value and limit
 * @param atMost whether the limit is the most, not the least
 */
record Goal(String name, String what, double value, double limit, String unit, boolean atMost) {
    boolean reached() {
        return atMost ? value <= limit : value >= limit;
    }

    /** By how much it is reached or not, in parts of the limit. */
    String margin() {
        double share = Math.abs(value - limit) / limit * 100;
        return String.format(
                Locale.ROOT, reached() ? "reached, %.0f %% to spare" : "**not reached**, by %.0f %%", share);
    }

    String limitText() {
        return (atMost ? "at most " : "at least ") + Table.number(limit) + unit;
    }

    String valueText() {
        return Table.number(value) + unit;
    }
}
