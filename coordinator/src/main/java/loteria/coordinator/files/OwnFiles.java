package loteria.coordinator.files;

import java.io.IOException;
import java.nio.file.Path;
import loteria.board.BoardView;
import loteria.board.BoardWords;
import loteria.board.Commit;
import loteria.board.DiskState;
import loteria.manifest.ManifestFile;
import loteria.process.FileIdentity;

/**
 * Whether the files of the data directory are still those that this coordinator began with. What is acknowledged once
 * they are deleted, replaced or cut would be found by nobody. A look is nine calls of the system.
 *
 * <p>One thread at a time.
 */
public final class OwnFiles {
    private final FileIdentity[] unchanging;
    private final FileIdentity bets;
    private final FileIdentity finished;
    private final FileIdentity boardFile;
    private final BoardWords words;
    private final BoardView board;
    private final long generation;
    private long forced;

    /** @param holdsStore whether the bets are in this directory */
    OwnFiles(Path dataDir, FileIdentity directory, FileIdentity lock, BoardWords words, boolean holdsStore)
            throws IOException {
        this.unchanging = new FileIdentity[] {
            directory,
            lock,
            FileIdentity.of(dataDir.resolve("workers.lock")),
            FileIdentity.of(dataDir.resolve(DataDirectory.STORE_LOCK)),
            FileIdentity.of(dataDir.resolve(ManifestFile.NAME))
        };
        this.bets = holdsStore ? FileIdentity.of(dataDir.resolve("bets.csv")) : null;
        this.finished = holdsStore ? FileIdentity.of(dataDir.resolve("finished.csv")) : null;
        this.boardFile = FileIdentity.of(dataDir.resolve(BoardWords.FILE));
        this.words = words;
        this.board = new BoardView(words);
        this.generation = board.generation();
    }

    /**
     * Looks. The board's memory is touched only after its file was seen to be whole.
     *
     * @return null if all are there and whole, or else what is wrong, beginning with the file's name
     */
    public String look() {
        for (FileIdentity file : unchanging) {
            String wrong = file.look(0);
            if (wrong != null) {
                return wrong;
            }
        }
        String wrong = boardFile.look(words.length());
        return wrong != null ? wrong : lookAtStore();
    }

    /** Forbids every further acknowledgement. */
    public void poison() {
        try {
            new DiskState(words).poison();
        } catch (InternalError e) {
            // The JVM's word for a signal: the board was cut, and its workers die of the same.
        }
    }

    private String lookAtStore() {
        long now = board.forcedLength();
        if (!words.isPlausible() || board.generation() != generation || now < forced) {
            return boardFile.file() + ": somebody has written over it";
        }
        forced = now;
        if (bets == null) {
            return null;
        }
        String wrong = bets.look(forced);
        return wrong != null ? wrong : finished.look(finishedLength());
    }

    /** What was committed; read without the store's lock, it counts if it is the same twice. */
    private long finishedLength() {
        Commit commit = board.lastCommit();
        return commit.equals(board.lastCommit()) ? commit.finishedLength() : 0;
    }
}
