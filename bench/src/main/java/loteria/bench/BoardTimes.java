package loteria.bench;

import java.util.function.Function;
import loteria.board.ActivityView;
import loteria.board.BoardView;
import loteria.board.Durations;

/**
 * How long something took as the board counts it, of all agencies: what was counted between {@link #begin} and {@link
 * #end}, each time. For one thread.
 */
final class BoardTimes {
    private static final double NANOS = 1e9;

    private final Function<ActivityView, Durations> which;
    private final long[] counts = new long[Durations.COUNTS];

    BoardTimes(Function<ActivityView, Durations> which) {
        this.which = which;
    }

    void begin(BoardView board) {
        add(board, -1);
    }

    void end(BoardView board) {
        add(board, 1);
    }

    private void add(BoardView board, int sign) {
        for (int agency = 1; agency <= board.agencies(); agency++) {
            Durations durations = which.apply(board.activity(agency));
            for (int i = 0; i < counts.length; i++) {
                counts[i] += sign * durations.count(i);
            }
        }
    }

    long count() {
        long count = 0;
        for (long each : counts) {
            count += each;
        }
        return count;
    }

    /** Seconds of which the value at a percentile is more. */
    double above(double percent) {
        int index = index(percent);
        return index == 0 ? 0 : Durations.longestNanos(index - 1) / NANOS;
    }

    /** Seconds of which the value at a percentile is not more; infinite behind the last bound. */
    double atMost(double percent) {
        int index = index(percent);
        return index == counts.length - 1 ? Double.POSITIVE_INFINITY : Durations.longestNanos(index) / NANOS;
    }

    private int index(double percent) {
        long rank = (long) Math.ceil(percent / 100 * count());
        int index = 0;
        for (long counted = counts[0]; counted < rank; counted += counts[index]) {
            index++;
        }
        return index;
    }
}
