package loteria.coordinator.supervision;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Thousands of histories of a supervisor under an adversary with a fake clock and fake children: {@link Adversary} has
 * the moves, {@link World} the invariants. {@code -Dsimulate.history=SEED} plays one again, {@code -Dsimulate.seed}
 * all.
 */
class SupervisorSimulationTest {
    private static final int MOST_MOVES = 300;

    @Test
    void shouldKeepItsPromisesWhateverItsChildrenDo() throws IOException {
        Long one = Long.getLong("simulate.history");
        int histories = one == null ? Integer.getInteger("simulate.histories", 2_000) : 1;
        long first = Long.getLong("simulate.seed", System.nanoTime());
        System.out.println("SupervisorSimulationTest: -Dsimulate.seed=" + first);
        Random seeds = new Random(first);
        try (SocketChannel channel = SocketChannel.open()) {
            for (int i = 0; i < histories; i++) {
                long seed = one == null ? seeds.nextLong() : one;
                try {
                    new Adversary(new World(seed, channel)).play(1 + (int) (seed >>> 40) % MOST_MOVES);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("-Dsimulate.history=" + seed + ": " + e.getMessage(), e);
                }
            }
        }
    }
}
