package loteria.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Draws of real processes under an adversary that kills, stops and cuts, and after each the question whether the
 * promises were kept. The same seed makes the same adversary.
 */
final class Torture {
    /** Rounds after which something lasts longer than the heartbeat. */
    private static final int ROUNDS_BETWEEN_LONG_STOPS = 20;

    private static final int ROUNDS_BETWEEN_SEALS = 4;

    private final long seed;
    private final int bets;
    private final Authority authority;
    private final Tally tally = new Tally();

    /**
     * @param bets of all agencies of a draw, at most
     * @param authority of the certificates; null if agencies speak in clear
     */
    Torture(long seed, int bets, Authority authority) {
        this.authority = authority;
        this.seed = seed;
        this.bets = bets;
    }

    /** Runs some rounds, counted from 1; says the seed first and the counts last. */
    Tally run(int first, int last) throws IOException, InterruptedException {
        System.out.println("torture: seed " + seed + ", rounds " + first + " to " + last + ", " + bets + " bets");
        for (int round = first; round <= last; round++) {
            round(round);
        }
        System.out.println("torture: seed " + seed + ", rounds " + first + " to " + last + ": " + tally);
        return tally;
    }

    private void round(int number) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("torture");
        Random random = new Random(seed * 1_000_003 + number);
        boolean longStop = number % ROUNDS_BETWEEN_LONG_STOPS == 0;
        boolean sealed = number % ROUNDS_BETWEEN_SEALS == 0;
        TortureRound round = new TortureRound(random, folder, bets, authority, longStop, sealed, tally);
        try {
            round.run();
        } catch (AssertionError e) {
            throw new AssertionError(
                    "round " + number + " of seed " + seed + ": " + e.getMessage() + "\n" + round.story() + "\nfiles: "
                            + folder,
                    e);
        }
        delete(folder);
        if (number % 10 == 0) {
            System.out.println("round " + number + ": " + tally);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
