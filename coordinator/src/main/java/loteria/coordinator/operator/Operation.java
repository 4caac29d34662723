package loteria.coordinator.operator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import loteria.board.BoardView;

/**
 * An act of an operator: a line {@code time,act,agency,total} of {@code operations.csv}.
 *
 * @param time to the millisecond
 * @param total bets that the agency's sales are closed with; {@link #NO_TOTAL} for another act, and nothing in the line
 */
record Operation(Instant time, Act act, int agency, long total) {
    static final long NO_TOTAL = -1;

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** What an operator does. */
    enum Act {
        /** The agency may no longer sell. */
        DISABLE,
        /** It may again. */
        ENABLE,
        /** Its sales are to be closed on what is stored. */
        CLOSE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Act of(String text) {
            for (Act act : values()) {
                if (act.toString().equals(text)) {
                    return act;
                }
            }
            return null;
        }
    }

    /** The line without its line end, such as {@code 2026-11-21T12:00:00.000Z,close,3,620}. */
    String toLine() {
        return TIME.format(time) + "," + act + "," + agency + "," + (total == NO_TOTAL ? "" : total);
    }

    /** Reads a line; null if it is not exactly what {@link #toLine} makes. */
    static Operation parse(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != 4) {
            return null;
        }
        try {
            Operation operation = new Operation(
                    Instant.parse(fields[0]),
                    Act.of(fields[1]),
                    Integer.parseInt(fields[2]),
                    fields[3].isEmpty() ? NO_TOTAL : Long.parseLong(fields[3]));
            boolean hasTotal = operation.total != NO_TOTAL;
            boolean isWhole = operation.agency >= 1 && hasTotal == (operation.act == Act.CLOSE);
            return isWhole && operation.toLine().equals(line) ? operation : null;
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    /** Whether this is the closing of sales that are closed so. */
    boolean closed(BoardView board) {
        return act == Act.CLOSE
                && agency <= board.agencies()
                && board.isFinished(agency)
                && board.count(agency) == total;
    }

    /** Whether this is the same order as another, whenever it was given. */
    boolean isSameOrder(Operation other) {
        return act == other.act && agency == other.agency && total == other.total;
    }
}
