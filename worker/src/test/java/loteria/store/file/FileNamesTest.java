package loteria.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import loteria.board.BoardWords;
import loteria.process.FileIdentity;
import loteria.store.CorruptStoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
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
        store = BetStore.recover(new StoreFiles(dir), 1, SampleBets.terms(1));
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

    /** "A stale lock" is removed, and then a worker begins: a lock of its own would keep nobody from anything. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTouchNothingUnderAnotherLock(boolean replaced) throws Exception {
        Path file = dir.resolve(BetStore.LOCK);
        FileIdentity lock = FileIdentity.of(file);
        StoreStep.append(dir.resolve("bets.csv"), "1,somebody is writing");
        String bets = Files.readString(dir.resolve("bets.csv"));
        // Moved, not deleted: nobody else gets its inode.
        Files.move(file, dir.resolve("elsewhere"));
        if (replaced) {
            Files.createFile(file);
        }
        String expected = file + (replaced ? ": somebody has put another in its place" : ": somebody has deleted it");
        for (Executable begin : new Executable[] {
            () -> BetStore.open(dir, lock), () -> BetStore.recover(dir, lock, 2, SampleBets.terms(1))
        }) {
            assertEquals(
                    expected, assertThrows(CorruptStoreException.class, begin).getMessage());
        }
        assertEquals(bets, Files.readString(dir.resolve("bets.csv")));
        assertEquals(replaced, Files.exists(file), "it is not for a worker to make one");
    }

    /** Its own board or bets are what no other worker sees. */
    @ParameterizedTest
    @ValueSource(strings = {"bets.csv", "draw.board"})
    void shouldNotOpenAStoreOfOtherFiles(String name) throws Exception {
        FileIdentity lock = FileIdentity.of(dir.resolve(BetStore.LOCK));
        FileIdentity known = FileIdentity.of(dir.resolve(name));
        BetStore.open(dir, lock, known).close();
        Files.move(dir.resolve(name), dir.resolve("elsewhere"));
        Files.copy(dir.resolve("elsewhere"), dir.resolve(name));
        assertEquals(
                dir.resolve(name) + ": somebody has put another in its place",
                assertThrows(CorruptStoreException.class, () -> BetStore.open(dir, lock, known))
                        .getMessage());
    }

    /** Zeros say that nothing was committed; half of them that less was than is known to be on disk. */
    @ParameterizedTest
    @ValueSource(ints = {0, 128})
    void shouldCutNothingByABoardThatSomebodyHasWrittenOver(int from) throws Exception {
        String bets = Files.readString(dir.resolve("bets.csv"));
        try (FileChannel board = FileChannel.open(dir.resolve(BoardWords.FILE), StandardOpenOption.WRITE)) {
            board.write(ByteBuffer.allocate((int) board.size() - from), from);
        }
        CorruptStoreException wrong = assertThrows(CorruptStoreException.class, () -> ledger.enter(store, 1));
        assertEquals("draw.board: somebody has written over it", wrong.getMessage());
        assertEquals(bets, Files.readString(dir.resolve("bets.csv")));
    }

    /** It looks like a board, and says that less was ever there, or more. */
    @ParameterizedTest
    @ValueSource(longs = {1, 1_000_000})
    void shouldCutNothingByABoardThatSomebodyHasForged(long committed) throws Exception {
        String bets = Files.readString(dir.resolve("bets.csv"));
        ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        word.putLong(0, committed);
        try (FileChannel board = FileChannel.open(dir.resolve(BoardWords.FILE), StandardOpenOption.WRITE)) {
            for (int offset : new int[] {56, 128 + 16, 192 + 16}) {
                board.write(word.rewind(), offset);
            }
        }
        assertThrows(CorruptStoreException.class, () -> ledger.enter(store, 1));
        assertThrows(CorruptStoreException.class, () -> ledger.sell(store, 1, 4, 5));
        assertEquals(bets, Files.readString(dir.resolve("bets.csv")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bets.csv", "finished.csv", "bets.lock"})
    void shouldMakeNoFileThatOthersMissToo(String name) throws Exception {
        Files.delete(dir.resolve(name));
        CorruptStoreException wrong =
                assertThrows(CorruptStoreException.class, () -> BetStore.open(new StoreFiles(dir)));
        assertEquals(dir.resolve(name) + ": somebody has deleted it", wrong.getMessage());
        assertFalse(Files.exists(dir.resolve(name)));
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
