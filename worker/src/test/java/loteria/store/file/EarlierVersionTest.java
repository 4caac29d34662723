package loteria.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import loteria.manifest.Manifest;
import loteria.manifest.ManifestFile;
import loteria.manifest.Terms;
import loteria.store.CorruptStoreException;
import loteria.store.OtherLotteryException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A directory that version 1.0.0 wrote: two agencies, five bets, the draw done with number 1111, no manifest. */
@Timeout(60)
class EarlierVersionTest {
    private static final List<String> FILES =
            List.of("bets.csv", "finished.csv", "winners.csv", "draw.board", "workers.lock");

    @TempDir
    Path dir;

    @BeforeEach
    void copy() throws IOException {
        for (String name : FILES) {
            try (InputStream sample = getClass().getResourceAsStream("/version-1.0.0/" + name)) {
                Files.copy(sample, dir.resolve(name));
            }
        }
    }

    private BetStore recover(int agencies, int number, boolean given) throws IOException {
        return BetStore.recover(new StoreFiles(dir), 2, new Terms(agencies, OptionalInt.of(number), given));
    }

    private String refusal(int agencies, int number, boolean given) {
        return assertThrows(OtherLotteryException.class, () -> recover(agencies, number, given))
                .getMessage();
    }

    @Test
    void shouldGoOnWithItsDraw() throws Exception {
        try (BetStore store = recover(2, 1111, true)) {
            assertTrue(store.state().isDrawn());
            assertEquals(3, store.draw());
            assertEquals(List.of("30904465"), store.winners(1).next(10));
            assertEquals(List.of("20000001", "20000002"), store.winners(2).next(10));
        }
        Manifest manifest = ManifestFile.read(dir);
        assertEquals(2, manifest.agencies());
        assertEquals(OptionalInt.of(1111), manifest.winningNumber());
        try (BetStore store = recover(2, 7574, false)) {
            assertEquals(manifest, ManifestFile.read(dir));
        }
    }

    @Test
    void shouldRefuseANumberThatHasOtherWinners() throws Exception {
        for (boolean given : new boolean[] {false, true}) {
            assertEquals(
                    dir.resolve("winners.csv") + ": agency 1 has 1 winning bets, which are not the 1 on number 7574:"
                            + " start it with the --winning-number that was drawn",
                    refusal(2, 7574, given));
        }
        assertFalse(Files.exists(dir.resolve(ManifestFile.NAME)));
        try (var left = Files.list(dir)) {
            assertTrue(left.noneMatch(file -> file.toString().endsWith(".tmp")));
        }
    }

    /** The layout of the board is another one since: what it says of the disk still counts. */
    @Test
    void shouldBelieveItsBoardHowFarTheBetsWereForced() throws Exception {
        Files.writeString(dir.resolve("bets.csv"), "1,Eva,Paz,20000002,1991-06-07,1111\n");
        CorruptStoreException refused = assertThrows(CorruptStoreException.class, () -> recover(2, 1111, true));
        assertTrue(refused.getMessage().contains("expected at least the 210 once forced"), refused::getMessage);
    }

    @Test
    void shouldRefuseADrawOfOtherAgencies() {
        String said = refusal(3, 1111, true);
        assertTrue(said.contains("of a lottery of 2 agencies, --agencies is 3"), said);
    }

    @Test
    void shouldTakeSalesThatGoOnForTheLotteryThatIsAskedFor() throws Exception {
        Files.delete(dir.resolve("winners.csv"));
        Files.delete(dir.resolve("draw.board"));
        try (BetStore store = recover(3, 42, false)) {
            assertFalse(store.state().isDrawn());
            assertEquals(OptionalInt.of(42), ManifestFile.read(dir).winningNumber());
        }
        assertTrue(refusal(2, 42, false).contains("of a lottery of 3 agencies"));
    }
}
