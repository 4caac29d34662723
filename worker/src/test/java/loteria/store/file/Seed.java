package loteria.store.file;

import java.util.Random;

/** The seed of what is random in a test: printed, and given back with {@code -Dloteria.seed=N}. */
public record Seed(long value) {

    /** This run's seed, printed under that name. */
    public static Seed of(String name) {
        Seed seed = new Seed(Long.getLong("loteria.seed", System.nanoTime()));
        System.out.println("seed of " + name + ": -Dloteria.seed=" + seed.value);
        return seed;
    }

    public Random random() {
        return new Random(value);
    }
}
