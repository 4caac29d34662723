package loteria.coordinator.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import loteria.board.BoardWords;
import loteria.board.Commit;
import loteria.board.DiskState;
import loteria.board.NewBoard;
import loteria.board.StoreState;
import loteria.manifest.ManifestFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnFilesTest {
    private static final int AGENCIES = 2;

    @TempDir
    private Path folder;

    private Path data;
    private DataDirectory directory;
    private BoardWords board;
    private OwnFiles files;

    @BeforeEach
    void makeStore() throws Exception {
        data = folder.resolve("data").toAbsolutePath();
        directory = DataDirectory.open(data);
        data = directory.path();
        for (String name : List.of("bets.csv", "finished.csv")) {
            Files.writeString(data.resolve(name), "a line\n");
        }
        Files.createFile(data.resolve("bets.lock"));
        Files.createFile(data.resolve("workers.lock"));
        Files.writeString(data.resolve(ManifestFile.NAME), "a line\n");
        NewBoard made = new NewBoard(5, new UUID(1, 2), AGENCIES);
        new StoreState(made.words()).commit(new Commit(1, 1, 7, 7, 1, 99, true));
        new DiskState(made.words()).raiseForcedLength(7);
        byte[] bytes = new byte[made.words().length()];
        made.toBytes().get(bytes);
        Files.write(data.resolve(BoardWords.FILE), bytes);
        board = directory.mapBoard();
        files = directory.ownFiles(board, true);
    }

    @AfterEach
    void close() throws IOException {
        directory.close();
    }

    @Test
    void shouldFindNothingWrongWhileTheyGrow() throws Exception {
        assertNull(files.look());
        Files.writeString(data.resolve("bets.csv"), "another\n", StandardOpenOption.APPEND);
        Files.writeString(data.resolve("winners.csv"), "1,2\n");
        assertNull(files.look());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coordinator.lock",
                "workers.lock",
                "bets.lock",
                "bets.csv",
                "finished.csv",
                BoardWords.FILE,
                ManifestFile.NAME
            })
    void shouldNameAFileThatIsDeletedOrReplaced(String name) throws Exception {
        Path file = data.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        // Held open, as a worker holds it: nobody else gets its inode.
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.READ)) {
            Files.delete(file);
            assertEquals(file + ": somebody has deleted it", files.look());
            Files.write(file, bytes);
            assertEquals(file + ": somebody has put another in its place", files.look());
        }
    }

    @Test
    void shouldNameADirectoryThatIsGone() throws Exception {
        Files.move(data, folder.resolve("elsewhere"));
        assertEquals(data + ": somebody has deleted it", files.look());
    }

    @Test
    void shouldNameAFileThatHoldsLessThanWasPromised() throws Exception {
        cut("bets.csv", 6);
        assertEquals(data.resolve("bets.csv") + ": somebody has cut it to 6 bytes, expected at least 7", files.look());
        Files.writeString(data.resolve("bets.csv"), "a line\n");
        assertNull(files.look());
        cut("finished.csv", 0);
        assertEquals(
                data.resolve("finished.csv") + ": somebody has cut it to 0 bytes, expected at least 7", files.look());
    }

    /** Whoever touches the memory of a board that was cut gets a signal; so nobody does. */
    @Test
    void shouldNameABoardThatIsCutWithoutTouchingIt() throws Exception {
        long size = Files.size(data.resolve(BoardWords.FILE));
        cut(BoardWords.FILE, 0);
        assertEquals(
                data.resolve(BoardWords.FILE) + ": somebody has cut it to 0 bytes, expected at least " + size,
                files.look());
    }

    @Test
    void shouldNameABoardThatIsWrittenOver() throws Exception {
        Files.write(data.resolve(BoardWords.FILE), new byte[board.length()], StandardOpenOption.WRITE);
        assertEquals(data.resolve(BoardWords.FILE) + ": somebody has written over it", files.look());
    }

    private void cut(String name, long size) throws IOException {
        try (FileChannel file = FileChannel.open(data.resolve(name), StandardOpenOption.WRITE)) {
            file.truncate(size);
        }
    }
}
