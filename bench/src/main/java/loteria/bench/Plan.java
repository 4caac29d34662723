package loteria.bench;

import java.util.List;
import java.util.Map;

/**
 * How much is measured.
 *
 * @param sizes how often each file of bets is repeated, the smallest first
 * @param repeat of every part, or {@link #EACH_ITS_OWN}
 * @param sweepSize the size of most sweeps
 * @param sweeps the values of each
 * @param crowd agencies that share eight workers, or one
 * @param winnersOfEach bets of each of them that all win, where it is about winners
 * @param latencyRounds each has some bets of five agencies, and as many bare forces
 */
record Plan(
        List<Integer> sizes,
        int repeat,
        int sweepSize,
        Map<Knob, List<Integer>> sweeps,
        int crowd,
        int winnersOfEach,
        int latencyRounds) {
    static final int EACH_ITS_OWN = 0;

    /** Short ones more often, for they are noisier. */
    private static final Map<String, Integer> REPEATS =
            Map.of("x1", 11, "x10", 7, "x100", 5, "system", 7, "workers", 5, "window", 5, "batch", 5);

    private static final int OTHERWISE = 3;

    /** The whole, in about ten minutes. */
    static Plan whole(int repeat) {
        return new Plan(
                List.of(1, 10, 100),
                repeat,
                10,
                Map.of(
                        Knob.AGENCIES, List.of(1, 2, 5, 20, 50, 200),
                        Knob.WORKERS, List.of(1, 2, 4, 8),
                        Knob.WINDOW, List.of(1, 4, 16, 64, 256),
                        Knob.BATCH, List.of(10, 25, 50, 100, Knob.FULL_FRAME)),
                1_000,
                7_870,
                300);
    }

    /** Everything once, and small: whether it works, not how fast it is. */
    static Plan small() {
        List<Integer> one = List.of(1);
        return new Plan(
                one,
                1,
                1,
                Map.of(Knob.AGENCIES, List.of(1, 6), Knob.WORKERS, one, Knob.WINDOW, one, Knob.BATCH, one),
                10,
                1_000,
                2);
    }

    int largestSize() {
        return sizes.get(sizes.size() - 1);
    }

    /** The size of a sweep: with many agencies, their starts would be all there is to see of a smaller one. */
    int sweepSize(Knob knob) {
        return knob == Knob.AGENCIES ? largestSize() : sweepSize;
    }

    int repeats(String part) {
        return repeat == EACH_ITS_OWN ? REPEATS.getOrDefault(part, OTHERWISE) : repeat;
    }
}
