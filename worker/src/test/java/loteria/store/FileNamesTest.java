package loteria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else deletes or replaces the files of a store that is open. */
class FileNamesTest {
    @TempDir(factory = MemoryDir.class)
    private Path dir;

    private final Ledger ledger = new Ledger(1);
    private BetStore store;

    @BeforeEach
    void makeStore() throws Exception {
        store = BetStore.recover(dir, 1, 1);
        ledger.enter(store, 1);
        ledger.sell(store, 1, 1, 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldAcknowledgeNothingThatNobodyWillFind(boolean replaced) throws Exception {
        Path bets = dir.resolve("bets.csv");
        Files.move(bets, dir.resolve("elsewhere"));
        if (replaced) {
            Files.copy(dir.resolve("elsewhere"), bets);
        }
        String expected = bets + (replaced ? ": somebody has put another in its place" : ": somebody has deleted it");
        CorruptStoreException wrong = assertThrows(CorruptStoreException.class, () -> ledger.sell(store, 1, 4, 5));
        assertEquals(expected, wrong.getMessage());
        assertTrue(store.state().isPoisoned(), "nor does any other worker");
    }

    @Test
    void shouldCloseNoSalesThatNobodyWillFind() throws Exception {
        Files.delete(dir.resolve("finished.csv"));
        CorruptStoreException wrong = assertThrows(CorruptStoreException.class, () -> ledger.finish(store, 1, 3));
        assertEquals(dir.resolve("finished.csv") + ": somebody has deleted it", wrong.getMessage());
    }

    @Test
    void shouldMakeAllFilesForItsUserAlone() throws Exception {
        ledger.finish(store, 1, 3);
        ledger.draw(store);
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file : files.toList()) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                        file::toString);
            }
        }
    }
}
