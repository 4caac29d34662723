package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The torture: short in every build, long with {@code make torture}. A round that failed is run again alone with the
 * seed that was printed and {@code -Dtorture.first=ROUND -Dtorture.rounds=ROUND}.
 */
@Isolated // its adversary counts on processes that get their turn
class TortureTest {
    private static final int ROUNDS = 20;
    private static final int BETS = 6_000;

    @Test
    void shouldKeepEveryPromiseUnderAnAdversary() throws Exception {
        int first = Integer.getInteger("torture.first", 1);
        int last = Integer.getInteger("torture.rounds", ROUNDS);
        Torture torture =
                new Torture(Long.getLong("torture.seed", System.nanoTime()), Integer.getInteger("torture.bets", BETS));
        assertEquals(last - first + 1, torture.run(first, last).of("rounds"));
    }
}
