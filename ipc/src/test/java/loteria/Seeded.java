package loteria;

import java.util.Random;

/** Randomness that can be had again: the seed is printed, and {@code -Dloteria.seed=SEED} replays it. */
public final class Seeded {
    private static final String PROPERTY = "loteria.seed";

    private Seeded() {}

    public static Random random(Class<?> test) {
        long seed = Long.getLong(PROPERTY, System.nanoTime());
        System.out.println(test.getSimpleName() + ": -D" + PROPERTY + "=" + seed);
        return new Random(seed);
    }
}
