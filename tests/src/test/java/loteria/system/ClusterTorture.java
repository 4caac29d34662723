package loteria.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import loteria.cluster.Brokers;

/**
 * Draws on several centrals over one log, under an adversary that kills, stops and cuts brokers, centrals and agencies;
 * after each the question whether the promises were kept. The same seed makes the same adversary.
 */
final class ClusterTorture {
    private static final int BROKERS = 3;

    private final long seed;
    private final int bets;
    private final Tally tally = new Tally();

    /** @param bets of all agencies of a draw, at most */
    ClusterTorture(long seed, int bets) {
        this.seed = seed;
        this.bets = bets;
    }

    /** Runs some rounds, counted from 1, each a draw of its own on the same brokers. */
    Tally run(Path folder, int first, int last) throws IOException, InterruptedException {
        System.out.println(
                "torture-cluster: seed " + seed + ", rounds " + first + " to " + last + ", " + bets + " bets");
        try (Brokers brokers = Brokers.start(folder.resolve("brokers"), BROKERS)) {
            for (int number = first; number <= last; number++) {
                round(Files.createDirectory(folder.resolve("round-" + number)), number, brokers);
                System.out.println("round " + number + ": " + tally);
            }
        }
        return tally;
    }

    private void round(Path folder, int number, Brokers brokers) throws IOException, InterruptedException {
        Random random = new Random(seed * 1_000_003 + number);
        ClusterTortureRound round = new ClusterTortureRound(random, folder, bets, brokers, "round-" + number, tally);
        try {
            round.run();
        } catch (AssertionError | IOException e) {
            throw new AssertionError(
                    "round " + number + " of seed " + seed + ": " + e.getMessage() + "\n" + round.story(), e);
        }
    }
}
