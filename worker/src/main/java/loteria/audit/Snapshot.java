package loteria.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import loteria.board.BoardView;
import loteria.board.BoardWords;
import loteria.board.BootId;
import loteria.board.Commit;

/**
 * Up to where the files can be read beside a central that goes on writing: the lengths of its last commit. Without a
 * board of this boot nobody writes, and all of it counts.
 *
 * @param betsLength bytes of {@code bets.csv}
 * @param finishedLength bytes of {@code finished.csv}
 */
record Snapshot(long betsLength, long finishedLength) {

    static Snapshot of(Path dataDir) throws IOException {
        BoardView board = map(dataDir.resolve(BoardWords.FILE));
        if (board == null || !board.bootId().equals(BootId.current())) {
            return new Snapshot(Files.size(dataDir.resolve("bets.csv")), Files.size(dataDir.resolve("finished.csv")));
        }
        Commit commit = board.lastCommit();
        Commit again = board.lastCommit();
        // Two commits may pass while one is read: what is read twice alike was there.
        while (!commit.equals(again)) {
            commit = again;
            again = board.lastCommit();
        }
        return new Snapshot(commit.betsLength(), commit.finishedLength());
    }

    private static BoardView map(Path file) throws IOException {
        try {
            return BoardView.of(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
