package loteria.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import loteria.audit.Audit;

/** What a data directory holds against what was sent and what was promised. */
final class StoreCheck {
    private final Path dataDir;
    private final List<Bets> all;
    private final Promises promises;

    StoreCheck(Path dataDir, List<Bets> all, Promises promises) {
        this.dataDir = dataDir;
        this.all = all;
        this.promises = promises;
    }

    /**
     * At any moment, with everything dead: what was promised is there, what is there was sent, each agency's in order
     * and once. The last line may be torn, as nobody has recovered yet.
     */
    void partial() throws IOException {
        String text = Files.readString(dataDir.resolve("bets.csv"), UTF_8);
        List<String> lines = new ArrayList<>(
                Arrays.asList(text.substring(0, text.lastIndexOf('\n') + 1).split("\n")));
        lines.remove("");
        int counted = 0;
        for (Bets bets : all) {
            List<String> own = linesOf(bets, lines);
            counted += own.size();
            String who = "agency " + bets.agency() + ": ";
            assertTrue(
                    own.size() <= promisable(bets), who + own.size() + " bets stored, " + promisable(bets) + " sent");
            assertTrue(
                    own.size() >= promises.promised(bets.agency()),
                    who + own.size() + " bets stored, " + promises.promised(bets.agency()) + " promised");
            assertEquals(bets.stored().subList(0, own.size()), own, who + "a prefix of its bets, in order");
        }
        assertEquals(counted, lines.size(), "lines of bets.csv that belong to an agency");
        assertEquals(List.of(), promises.broken(), "broken promises");
    }

    private long promisable(Bets bets) {
        return Math.min(bets.count(), promises.sent(bets.agency()));
    }

    private static List<String> linesOf(Bets bets, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(bets.agency() + ","))
                .toList();
    }

    /** The same as {@link #whole}, where nobody could hear the promises on their way. */
    void unheard() throws IOException {
        List<String> lines = Files.readAllLines(dataDir.resolve("bets.csv"));
        List<String> winners = Files.readAllLines(dataDir.resolve("winners.csv"));
        for (Bets bets : all) {
            assertEquals(bets.stored(), linesOf(bets, lines), "bets of agency " + bets.agency());
            assertEquals(winningLines(bets), linesOf(bets, winners), "winners.csv of agency " + bets.agency());
        }
        assertEquals(all.stream().mapToInt(Bets::count).sum(), lines.size(), "lines of bets.csv");
        assertEquals(List.of(), new Audit(dataDir, Bets.WINNING_NUMBER).run().findings(), "findings of the audit");
    }

    private static List<String> winningLines(Bets bets) {
        return bets.winners().stream()
                .map(document -> bets.agency() + "," + document)
                .toList();
    }

    /** After the draw and an orderly end: every bet once, the model's winners, and nothing that an audit finds. */
    void whole() throws IOException {
        partial();
        List<String> winners = Files.readAllLines(dataDir.resolve("winners.csv"));
        int counted = 0;
        for (Bets bets : all) {
            int agency = bets.agency();
            assertEquals(bets.count(), promises.promised(agency), "bets promised to agency " + agency);
            assertEquals(bets.winners(), promises.winners(agency), "winners told to agency " + agency);
            assertEquals(winningLines(bets), linesOf(bets, winners), "winners.csv of agency " + agency);
            counted += bets.winners().size();
        }
        assertEquals(counted, winners.size(), "lines of winners.csv");
        assertEquals(List.of(), new Audit(dataDir, Bets.WINNING_NUMBER).run().findings(), "findings of the audit");
    }
}
