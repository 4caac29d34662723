package loteria.store.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.UUID;
import loteria.board.BoardWords;
import loteria.board.Commit;
import loteria.board.DiskState;
import loteria.log.ActionLog;
import loteria.store.CorruptStoreException;

/**
 * What the board of an earlier generation still says: how far {@code bets.csv} is known to be on disk, how much of
 * {@code finished.csv} is, since no sale is committed before, and whether the draw was told of. Of a board of this very
 * boot also what was committed last, since nothing in the page cache was lost, and whether a force failed.
 *
 * <p>For a recovery: nobody else changes anything.
 */
final class OldBoard {
    private final DiskState board;
    private final boolean ofThisBoot;
    private final Commit last;

    private OldBoard(DiskState board, UUID bootId) {
        this.board = board;
        this.ofThisBoot = board.bootId().equals(bootId);
        this.last = board.lastCommit();
    }

    /** The one that is there, of version 1.0.0 too; null if there is none. */
    static OldBoard find(StoreFiles files, UUID bootId) throws IOException {
        try {
            BoardWords words = files.mapEarlierBoard();
            if (words == null) {
                ActionLog.warn("recover", "warning", files.board() + ": is no board, and so says nothing of the disk");
                return null;
            }
            return new OldBoard(new DiskState(words), bootId);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    long forcedLength() {
        return board.forcedLength();
    }

    /** Committed bytes of {@code finished.csv}: all of them were forced before. */
    long finishedLength() {
        return last.finishedLength();
    }

    /** Whether winners were told to anybody. */
    boolean isDrawn() {
        return board.isDrawn();
    }

    /** Whether a force failed in this boot: the kernel has forgotten which pages never reached the disk. */
    boolean isPoisoned() {
        return ofThisBoot && board.isPoisoned();
    }

    /** A force of this recovery failed. */
    void poison() {
        if (ofThisBoot) {
            board.poison();
        }
    }

    /**
     * Reads up to where the last commit ended, if that is known, and requires what it counted.
     *
     * @throws CorruptStoreException if somebody has changed it
     */
    void readCommitted(BetScan scan, FileChannel bets, StoreFiles files) throws IOException {
        if (!ofThisBoot || board.isPoisoned()) {
            return;
        }
        if (last.betsLength() < board.forcedLength()) {
            throw new CorruptStoreException(files.board() + ": somebody has written over it");
        }
        if (bets.size() < last.betsLength()) {
            throw new CorruptStoreException(files.bets() + ": ends at byte " + bets.size()
                    + ", expected at least the " + last.betsLength()
                    + " committed in this boot");
        }
        scan.read(bets, last.betsLength());
        if (scan.length() < last.betsLength()) {
            throw new CorruptStoreException(files.bets() + ": byte " + scan.length() + " of " + last.betsLength()
                    + " committed in this boot: expected a bet");
        }
        for (int agency = 1; agency <= board.agencies(); agency++) {
            boolean isLast = agency == last.agency();
            Sale counted = new Sale(
                    agency,
                    isLast ? last.count() : board.count(agency),
                    isLast ? last.checksum() : board.checksum(agency));
            scan.require(counted, files.bets(), "committed in this boot");
        }
    }
}
