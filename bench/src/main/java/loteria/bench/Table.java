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
        String[] head = rows.get(0);
        int[] widths = new int[head.length];
        boolean[] words = new boolean[head.length];
        for (int i = 0; i < head.length; i++) {
            widths[i] = Math.max(3, head[i].length());
            for (String[] row : rows.subList(1, rows.size())) {
                widths[i] = Math.max(widths[i], row[i].length());
                words[i] |= !row[i].matches("-?[0-9].*");
            }
        }
        StringBuilder text = new StringBuilder();
        append(text, head, widths, words);
        for (int i = 0; i < head.length; i++) {
            text.append("|-").append("-".repeat(widths[i])).append(words[i] ? '-' : ':');
        }
        text.append("|\n");
        for (String[] row : rows.subList(1, rows.size())) {
            append(text, row, widths, words);
        }
        return text.toString();
    }

    /** Words to the left, numbers to the right. */
    private static void append(StringBuilder text, String[] row, int[] widths, boolean[] words) {
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - row[i].length());
            text.append("| ").append(words[i] ? row[i] + pad : pad + row[i]).append(' ');
        }
        text.append("|\n");
    }
}
