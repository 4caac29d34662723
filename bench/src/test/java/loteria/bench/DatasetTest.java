package loteria.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {
    @TempDir
    private Path dir;

    private final List<String> all = new ArrayList<>();

    @BeforeEach
    void writeSource() throws IOException {
        for (int agency = 1; agency <= Source.AGENCIES; agency++) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < agency; i++) {
                lines.add("Ana,Paz," + (20_000_000 + all.size() + i) + ",1990-01-01," + (i == 0 ? 7574 : 17_574));
            }
            Files.write(Source.file(dir, agency), lines);
            all.addAll(lines);
        }
    }

    @Test
    void shouldRepeatEachAgencysFile() throws Exception {
        Path folder = dir.resolve("x3");
        try (Dataset bets = Source.read(dir).repeat(3, folder)) {
            assertEquals(3 * 15, bets.bets());
            assertEquals(3 * 5, bets.winners());
            assertEquals(6, bets.bets(2));
            assertEquals(3, bets.winners(2));
            List<String> once = Files.readAllLines(Source.file(dir, 2));
            List<String> expected = new ArrayList<>(once);
            expected.addAll(once);
            expected.addAll(once);
            assertEquals(expected, Files.readAllLines(bets.file(2)));
        }
        assertFalse(Files.exists(folder));
    }

    @Test
    void shouldDealAllBetsToAnyNumberOfAgencies() throws Exception {
        for (int agencies : new int[] {1, 4, 30, 200}) {
            try (Dataset bets = Source.read(dir).deal(2, agencies, dir.resolve("dealt"))) {
                assertEquals(agencies, bets.agencies());
                assertEquals(30, bets.bets());
                assertEquals(10, bets.winners());
                List<String> dealt = new ArrayList<>();
                for (int agency = 1; agency <= agencies; agency++) {
                    assertEquals(30.0 / agencies, bets.bets(agency), 1);
                    dealt.addAll(Files.readAllLines(bets.file(agency)));
                }
                List<String> expected = new ArrayList<>(all);
                expected.addAll(all);
                assertEquals(expected, dealt);
            }
        }
    }

    @Test
    void shouldNameTheFileThatIsMissing() throws Exception {
        Files.delete(Source.file(dir, 4));
        BenchException e = assertThrows(BenchException.class, () -> Source.read(dir));
        assertTrue(e.getMessage().contains("agency-4.csv: no such file, expected"), e.getMessage());
    }
}
