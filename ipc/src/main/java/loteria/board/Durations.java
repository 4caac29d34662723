package loteria.board;

/**
 * How often something took how long: counts by duration, in steps of a factor of two.
 *
 * <p>Written by one thread at a time, read by all: a reader may see an observation's count before its time.
 */
public final class Durations {
    /** Counts of durations; the last is of all that are longer than every {@linkplain #longestNanos bound}. */
    public static final int COUNTS = 20;

    static final int BYTES = (1 + COUNTS) * Long.BYTES;

    /** The shortest durations are told apart no further than 2^14 ns, 16 microseconds; the longest bound is 4.3 s. */
    private static final int SHORTEST_BITS = 14;

    private final DrawBoard board;
    private final int offset;

    Durations(DrawBoard board, int offset) {
        this.board = board;
        this.offset = offset;
    }

    /** Counts a duration so many times. */
    void add(long nanos, int times) {
        int count = offset + (1 + index(nanos)) * Long.BYTES;
        board.put(count, board.get(count) + times);
        board.put(offset, board.get(offset) + nanos * times);
    }

    /** Which of the counts a duration belongs to: the first whose longest it does not exceed. */
    static int index(long nanos) {
        int bits = nanos <= 1 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(nanos - 1);
        return Math.min(COUNTS - 1, Math.max(0, bits - SHORTEST_BITS));
    }

    /** The longest duration in a count, in nanoseconds. */
    public static long longestNanos(int index) {
        return index == COUNTS - 1 ? Long.MAX_VALUE : 1L << SHORTEST_BITS + index;
    }

    /** How many durations were at most {@link #longestNanos} and longer than that of the count before. */
    public long count(int index) {
        return board.get(offset + (1 + index) * Long.BYTES);
    }

    /** How many durations there were. */
    public long count() {
        long count = 0;
        for (int index = 0; index < COUNTS; index++) {
            count += count(index);
        }
        return count;
    }

    /** All of them together, in nanoseconds. */
    public long totalNanos() {
        return board.get(offset);
    }
}
