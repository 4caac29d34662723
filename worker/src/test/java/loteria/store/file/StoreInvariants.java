package loteria.store.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loteria.manifest.ManifestFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** What always holds of a store at rest, whatever happened to it. Reads the files, never the board. */
final class StoreInvariants {
    private final Path dir;
    private final Ledger ledger;
    private final long[] counts;

    private StoreInvariants(Path dir, Ledger ledger) {
        this.dir = dir;
        this.ledger = ledger;
        this.counts = new long[ledger.agencies() + 1];
    }

    /** A store that has been repaired: nothing torn, nothing left over. */
    static void check(Path dir, Ledger ledger) throws IOException {
        StoreInvariants invariants = new StoreInvariants(dir, ledger);
        invariants.checkBets();
        invariants.checkSales();
        invariants.checkWinners();
        invariants.checkNothingElse();
        assertEquals(ledger.agencies(), ManifestFile.read(dir).agencies(), "agencies of the manifest");
    }

    private void checkBets() throws IOException {
        String text = Files.readString(dir.resolve("bets.csv"));
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at) + 1;
            assertTrue(end > 0, "whole lines, but for '" + text.substring(at) + "'");
            String line = text.substring(at, end);
            int agency = agencyOf(line);
            counts[agency]++;
            assertEquals(SampleBets.line(agency, counts[agency]), line, "bet " + counts[agency] + " of " + agency);
            at = end;
        }
        for (int agency = 1; agency <= ledger.agencies(); agency++) {
            assertTrue(
                    ledger.acknowledged(agency) <= counts[agency],
                    "agency " + agency + ": stored " + counts[agency] + ", " + ledger);
            assertTrue(
                    counts[agency] <= ledger.sent(agency),
                    "agency " + agency + ": stored " + counts[agency] + ", " + ledger);
        }
    }

    private int agencyOf(String line) {
        int comma = line.indexOf(',');
        assertTrue(comma > 0 && line.substring(0, comma).matches("[1-9][0-9]{0,4}"), "a bet: '" + line + "'");
        int agency = Integer.parseInt(line.substring(0, comma));
        assertTrue(agency <= ledger.agencies(), "a known agency: '" + line + "'");
        return agency;
    }

    private void checkSales() throws IOException {
        Map<Integer, Sale> sales = new HashMap<>();
        String text = Files.readString(dir.resolve("finished.csv"), US_ASCII);
        assertTrue(text.isEmpty() || text.endsWith("\n"), "whole lines: '" + text + "'");
        for (String line : text.lines().toList()) {
            Sale sale = Sale.parse(line);
            assertNotNull(sale, line);
            assertEquals(counts[sale.agency()], sale.total(), line);
            assertEquals(SampleBets.checksum(sale.agency(), sale.total()), sale.checksum(), line);
            assertEquals(null, sales.put(sale.agency(), sale), "one line for agency " + sale.agency());
        }
        for (int agency = 1; agency <= ledger.agencies(); agency++) {
            assertTrue(!ledger.isClosed(agency) || sales.containsKey(agency), "closed stays closed: " + agency);
        }
        assertTrue(
                !Files.exists(dir.resolve("winners.csv")) || sales.size() == ledger.agencies(),
                "no draw before all have finished");
    }

    private void checkWinners() throws IOException {
        Path file = dir.resolve("winners.csv");
        assertTrue(!ledger.isDrawn() || Files.exists(file), "drawn stays drawn");
        if (Files.exists(file)) {
            assertEquals(winnersByCommonsCsv(), Files.readAllLines(file, UTF_8));
        }
    }

    private List<String> winnersByCommonsCsv() throws IOException {
        Map<Integer, List<String>> winners = new TreeMap<>();
        try (CSVParser parser = CSVParser.parse(dir.resolve("bets.csv"), UTF_8, CSVFormat.RFC4180)) {
            for (CSVRecord bet : parser) {
                if (Integer.parseInt(bet.get(5)) == SampleBets.WINNING_NUMBER) {
                    winners.computeIfAbsent(Integer.valueOf(bet.get(0)), agency -> new ArrayList<>())
                            .add(bet.get(0) + "," + bet.get(3));
                }
            }
        }
        return winners.values().stream().flatMap(List::stream).toList();
    }

    private void checkNothingElse() throws IOException {
        try (var files = Files.newDirectoryStream(dir, "*.tmp")) {
            assertTrue(!files.iterator().hasNext(), "no temporary file is left");
        }
    }
}
