package loteria.audit;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import loteria.board.BoardView;
import loteria.board.BoardWords;
import loteria.board.BootId;
import loteria.board.Commit;

/**
 * What the board knew at one moment, copied: beside a central that goes on the files are read after it, up to what was
 * committed then.
 *
 * @param central whose board it is
 * @param agencies expected; 0 if no board says
 * @param forced bytes of {@code bets.csv} once known to be on disk
 * @param betsLength committed bytes of it; 0 if the machine was started anew since, when nobody knows
 * @param finishedLength committed bytes of {@code finished.csv}, which was forced before
 * @param poisoned whether a force failed in this boot: what is not known to be on disk is not there
 * @param drawn whether winners were told to anybody
 * @param sums of the committed bets, of each agency from 1; null if not known
 */
record Snapshot(
        Central central,
        int agencies,
        long forced,
        long betsLength,
        long finishedLength,
        boolean poisoned,
        boolean drawn,
        Sums[] sums) {
    /** To find the board between two commits: each takes far longer than a look. */
    private static final int MOST_LOOKS = 10_000;

    /** Whose board it is. */
    enum Central {
        /** Nobody's: there is no board, or none of this version. */
        NONE,
        /** One's that has ended, or cannot be seen from here. */
        ENDED,
        /** One's that runs. */
        RUNNING
    }

    static Snapshot of(Path dataDir) throws IOException {
        try {
            BoardView board = BoardView.of(dataDir.resolve(BoardWords.FILE));
            return board == null ? none() : of(board);
        } catch (NoSuchFileException e) {
            return none();
        } catch (InternalError e) {
            if (BoardWords.isFault(e)) {
                // Cut in this moment: it is none any more.
                return none();
            }
            throw e;
        }
    }

    private static Snapshot none() {
        return new Snapshot(Central.NONE, 0, 0, 0, 0, false, false, null);
    }

    private static Snapshot of(BoardView board) throws IOException {
        boolean drawn = board.isDrawn();
        boolean ofThisBoot = board.bootId().equals(BootId.current());
        boolean runs = ofThisBoot && board.coordinator().isAlive(board.bootId());
        boolean poisoned = ofThisBoot && board.isPoisoned();
        // Before the commit: it can only be behind it.
        long forced = board.forcedLength();
        Sums[] sums = new Sums[board.agencies() + 1];
        Commit commit = board.lastCommit();
        boolean still = false;
        for (int look = 0; look < MOST_LOOKS && !still; look++) {
            commit = board.lastCommit();
            read(board, commit, sums);
            still = commit.equals(board.lastCommit());
        }
        return new Snapshot(
                runs ? Central.RUNNING : Central.ENDED,
                board.agencies(),
                forced,
                ofThisBoot ? commit.betsLength() : 0,
                commit.finishedLength(),
                poisoned,
                drawn,
                still && ofThisBoot && !poisoned ? sums : null);
    }

    /** The last commit may not have reached its agency's slot, or never will. */
    private static void read(BoardView board, Commit commit, Sums[] sums) {
        for (int agency = 1; agency < sums.length; agency++) {
            sums[agency] = agency == commit.agency()
                    ? new Sums(commit.count(), commit.checksum())
                    : new Sums(board.count(agency), board.checksum(agency));
        }
    }

    /** How much of {@code bets.csv} there is to read, if it has so many bytes. */
    long betsToRead(long size) {
        if (central == Central.RUNNING) {
            return betsPromised();
        }
        return poisoned ? Math.min(forced, size) : size;
    }

    /** How much of {@code finished.csv} there is to read, if it has so many bytes. */
    long finishedToRead(long size) {
        return central == Central.RUNNING ? finishedLength : size;
    }

    /** Up to where every byte of {@code bets.csv} must be there. */
    long betsPromised() {
        return poisoned ? forced : Math.max(forced, betsLength);
    }
}
