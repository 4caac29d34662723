package loteria.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every process of a draw is killed: a few times in every build, as often as wanted with {@code make kills}. */
class KillsTest {
    private static final int KILLS = 2;
    private static final int AGENCIES = 3;

    /** Bets of an agency between two kills, on an average. */
    private static final int BETS = 100;

    @TempDir
    private Path folder;

    @Test
    void shouldStoreEachBetOnceAndDrawRightlyWhoeverIsKilled() throws Exception {
        long seed = Long.getLong("kills.seed", System.nanoTime());
        int each = Integer.getInteger("kills.each", KILLS);
        String bets = System.getProperty("kills.bets");
        new Kills(seed, each, folder, bets == null ? sample(seed, 3 * each * BETS) : Path.of(bets)).run();
    }

    private Path sample(long seed, int count) throws IOException {
        Random random = new Random(seed);
        for (int agency = 1; agency <= AGENCIES; agency++) {
            Bets.generate(agency, count - random.nextInt(count / 2), random).write(folder);
        }
        return folder;
    }
}
