package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The torture of several centrals, on demand alone ({@code make torture-cluster}): three brokers take a while to come
 * up. A round that failed is run again alone with its seed and {@code -Dtorture.first=ROUND -Dtorture.rounds=ROUND}.
 */
@EnabledIfSystemProperty(named = "torture.cluster", matches = "true")
@Isolated // its adversary counts on processes that get their turn
@ExtendWith(NothingLeft.class)
class ClusterTortureTest {
    private static final int BETS = 3_000;

    @TempDir
    private Path folder;

    @Test
    void shouldKeepEveryPromiseOfSeveralCentralsUnderAnAdversary() throws Exception {
        int first = Integer.getInteger("torture.first", 1);
        int last = Integer.getInteger("torture.rounds", 1);
        ClusterTorture torture = new ClusterTorture(
                Long.getLong("torture.seed", System.nanoTime()), Integer.getInteger("torture.bets", BETS));
        assertEquals(last - first + 1, torture.run(folder, first, last).of("rounds"));
    }
}
