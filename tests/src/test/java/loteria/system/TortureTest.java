package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The torture: short in every build, long with {@code make torture}. A round that failed is run again alone with the
 * seed that was printed and {@code -Dtorture.first=ROUND -Dtorture.rounds=ROUND}.
 */
@Isolated // its adversary counts on processes that get their turn
class TortureTest {
    private static final int ROUNDS = 20;
    private static final int ROUNDS_WITH_CERTIFICATES = 5;
    private static final int BETS = 6_000;

    @Test
    void shouldKeepEveryPromiseUnderAnAdversary() throws Exception {
        torture(ROUNDS, null);
    }

    @Test
    void shouldKeepEveryPromiseWithCertificates(@TempDir Path folder) throws Exception {
        torture(ROUNDS_WITH_CERTIFICATES, Authority.make(folder.resolve("tls"), TortureRound.MOST_AGENCIES));
    }

    private static void torture(int rounds, Authority authority) throws Exception {
        int first = Integer.getInteger("torture.first", 1);
        int last = Integer.getInteger("torture.rounds", rounds);
        Torture torture = new Torture(
                Long.getLong("torture.seed", System.nanoTime()), Integer.getInteger("torture.bets", BETS), authority);
        assertEquals(last - first + 1, torture.run(first, last).of("rounds"));
    }
}
