package loteria.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in Markdown that is a table to the eye as well. Not safe for several threads. */
final class Table {
    private final List<String[]> rows = new ArrayList<>();

    Table(String... head) {
        rows.add(head);
    }

    /** Adds a row with a cell for each of the head's. */
    void row(String... cells) {
        rows.add(cells);
    }

    /** A number as a cell, with three digits that mean something. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size == 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** The least and the most of some values. */
    static String range(Samples samples) {
        return number(samples.min()) + " to " + number(samples.max());
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Math.max(3, row[i].length()));
            }
        }
        StringBuilder text = new StringBuilder();
        append(text, rows.get(0), widths);
        text.append('|');
        for (int i = 0; i < widths.length; i++) {
            // Words to the left, numbers to the right.
            text.append(i == 0 ? "-" : " ").append("-".repeat(widths[i])).append(i == 0 ? "-|" : ":|");
        }
        text.append('\n');
        for (String[] row : rows.subList(1, rows.size())) {
            append(text, row, widths);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String[] row, int[] widths) {
        text.append('|');
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - row[i].length());
            text.append(' ').append(i == 0 ? row[i] + pad : pad + row[i]).append(" |");
        }
        text.append('\n');
    }
}
