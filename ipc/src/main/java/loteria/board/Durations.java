package loteria.board;

/**
 * How often something took how long, see {@link Activity}: counts by duration, in steps of a factor of two.
 *
 * <p>Written by one thread at a time, read by all: a reader may see an observation's count before its time.
 */
public final class Durations {
    /** Counts of durations; the last is of all that are longer than every {@linkplain #longestNanos bound}. */
    public static final int COUNTS = 20;

    static final int BYTES = (1 + COUNTS) * Long.BYTES;

    /** The shortest durations are told apart no further than 2^14 ns, 16 microseconds; the longest bound is 4.3 s. */
    private static final int SHORTEST_BITS = 14;

    private final BoardWords words;
    private final int offset;

    Durations(BoardWords words, int offset) {
        this.words = words;
        this.offset = offset;
    }

    /** Which of the counts a duration belongs to: the first whose longest it does not exceed. */
    static int index(long nanos) {
        int bits = nanos <= 1 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(nanos - 1);
        return Math.min(COUNTS - 1, Math.max(0, bits - SHORTEST_BITS));
    }

    /** Where a count lies, behind the total. */
    static int countOffset(int index) {
        return (1 + index) * Long.BYTES;
    }

    /** The longest duration in a count, in nanoseconds. */
    public static long longestNanos(int index) {
        return index == COUNTS - 1 ? Long.MAX_VALUE : 1L << SHORTEST_BITS + index;
    }

    /** How many durations were at most {@link #longestNanos} and longer than that of the count before. */
    public long count(int index) {
        return words.get(offset + countOffset(index));
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
        return words.get(offset);
    }
}
