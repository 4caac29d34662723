package loteria.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import loteria.board.BoardWords;
import loteria.board.Commit;
import loteria.board.StoreState;
import loteria.manifest.ManifestFile;
import loteria.manifest.Terms;
import loteria.process.FileIdentity;
import loteria.process.Reason;
import loteria.store.AgencyWinners;
import loteria.store.BetGroup;
import loteria.store.Committed;
import loteria.store.CorruptStoreException;
import loteria.store.NewestSession;
import loteria.store.OtherLotteryException;
import loteria.store.Refusal;
import loteria.store.RefusedException;
import loteria.store.SalesState;
import loteria.store.Standing;
import loteria.store.Store;

/**
 * The store in files: the one place where bets, closed sales and the draw change, shared by all workers.
 *
 * <p>Every entry takes the store's lock, makes good what a writer that died left behind, and only then looks at the
 * board. What an entry returns is on disk: the force comes after the lock is let go, so that several sessions force at
 * once, and before anything is told to anybody. {@code docs/durability.md} has the argument for each step.
 *
 * <p>Safe for all threads. No caller may be interrupted: an interrupt closes a file's channel, and with it the lock.
 */
public final class BetStore implements Store {
    /** The file of its bets in the data directory. */
    public static final String BETS = "bets.csv";

    /** The file of its lock. */
    public static final String LOCK = "bets.lock";

    private final StoreFiles files;
    private final StoreLock lock;
    private final CommittedFiles committed;
    private final BoardWords words;
    private final StoreState board;
    private final WinnersChannel winners;

    private BetStore(StoreFiles files, StoreLock lock, CommittedFiles committed, BoardWords words) {
        this.files = files;
        this.lock = lock;
        this.committed = committed;
        this.words = words;
        this.board = new StoreState(words);
        this.winners = new WinnersChannel(files);
    }

    /**
     * Opens a store that the first worker of this generation has recovered.
     *
     * @param files which of them the coordinator knows, its lock for one: nothing is touched beside others
     */
    public static BetStore open(Path dataDir, FileIdentity... files) throws IOException {
        requireFound(files);
        BetStore store = open(new StoreFiles(dataDir));
        try {
            // Between the look before and the opening somebody may have put another there.
            requireFound(files);
        } catch (CorruptStoreException e) {
            store.committed.close();
            store.lock.close();
            throw e;
        }
        return store;
    }

    static BetStore open(StoreFiles files) throws IOException {
        BoardWords words = files.mapBoard();
        if (words == null) {
            throw new CorruptStoreException(files.board() + ": expected the board that recovery has just published");
        }
        try (OpenFiles open = new OpenFiles()) {
            FileChannel bets = open.add(files.openFound(files.bets()));
            FileChannel finished = open.add(files.openFound(files.finished()));
            StoreLock lock = new StoreLock(open.add(files.openFound(files.lock())));
            CommittedFiles committed = new CommittedFiles(files, bets, finished, words);
            open.keep();
            return new BetStore(files, lock, committed, words);
        }
    }

    /**
     * Recovers the store and opens it.
     *
     * @param lock the file that is the store's lock for all workers: nothing is touched under another
     * @param generation of the workers that will use it
     * @param asked of the lottery by this start
     * @throws CorruptStoreException if something that was promised is missing
     * @throws OtherLotteryException if the store is of another one
     */
    public static BetStore recover(Path dataDir, FileIdentity lock, long generation, Terms asked) throws IOException {
        requireFound(lock);
        return recover(new StoreFiles(dataDir), generation, asked);
    }

    static BetStore recover(StoreFiles files, long generation, Terms asked) throws IOException {
        // A manifest comes after its bets.csv: to make one now would begin the same lottery once more.
        if (Files.exists(files.manifest()) && !Files.exists(files.bets())) {
            throw new CorruptStoreException(files.bets() + ": expected it beside " + ManifestFile.NAME
                    + ": it is lost, or the bets are elsewhere (--store)");
        }
        try (OpenFiles open = new OpenFiles()) {
            FileChannel bets = open.add(files.open(files.bets()));
            FileChannel finished = open.add(files.open(files.finished()));
            StoreLock lock = new StoreLock(open.add(files.open(files.lock())));
            try (StoreLock.Hold hold = lock.acquire()) {
                new Recovery(files, bets, finished, asked).run(generation);
            }
            BoardWords words = files.mapBoard();
            CommittedFiles committed = new CommittedFiles(files, bets, finished, words);
            open.keep();
            return new BetStore(files, lock, committed, words);
        }
    }

    /** Two workers with two locks would keep nobody apart, and with two boards know nothing of one another. */
    private static void requireFound(FileIdentity... files) throws CorruptStoreException {
        for (FileIdentity file : files) {
            String wrong = file.look(0);
            if (wrong != null) {
                throw new CorruptStoreException(wrong);
            }
        }
    }

    @Override
    public BoardWords board() {
        return words;
    }

    /** What the store has written there. */
    StoreState state() {
        return board;
    }

    @Override
    public Standing enter(int agency, long session) throws CorruptStoreException, RefusedException {
        Standing standing;
        long written;
        try (StoreLock.Hold hold = lock.acquire()) {
            written = committed.repair().betsLength();
            NewestSession.require(board, agency, session);
            standing = new Standing(board.count(agency), salesState(agency));
        } catch (IOException e) {
            throw unavailable(e);
        }
        committed.force(written);
        return standing;
    }

    private SalesState salesState(int agency) {
        if (board.isDrawn()) {
            return SalesState.DRAWN;
        }
        return board.isFinished(agency) ? SalesState.FINISHED : SalesState.SELLING;
    }

    @Override
    public Committed commit(BetGroup group, long session) throws CorruptStoreException, RefusedException {
        int agency = group.agency();
        long through;
        int added;
        long written;
        try (StoreLock.Hold hold = lock.acquire()) {
            Commit last = committed.repair();
            NewestSession.require(board, agency, session);
            requireSelling(agency);
            long stored = board.count(agency);
            if (group.first() > stored + 1) {
                throw new RefusedException(
                        Refusal.OUT_OF_ORDER,
                        group.first(),
                        0,
                        "position " + group.first() + ", expected at most " + (stored + 1));
            }
            through = Math.max(stored, group.last());
            added = (int) (through - stored);
            written = added == 0 ? last.betsLength() : append(group, added, session, last);
        } catch (IOException e) {
            throw unavailable(e);
        }
        // What was counted above was written before; the force that begins now covers it, duplicates too.
        long forceBegan = System.nanoTime();
        committed.force(written);
        return new Committed(through, added, System.nanoTime() - forceBegan);
    }

    /** Writes the last bets of a group behind the last commit and commits them; returns the new length. */
    private long append(BetGroup group, int added, long session, Commit last) throws IOException, RefusedException {
        int agency = group.agency();
        int start = group.lineStart(group.count() - added);
        ByteBuffer lines = group.linesFrom(start);
        long length = last.betsLength() + lines.remaining();
        committed.appendBets(lines, last);
        int checksum = group.checksumFrom(start, board.checksum(agency));
        board.commit(new Commit(agency, session, length, last.finishedLength(), group.last(), checksum, false));
        return length;
    }

    @Override
    public void finish(int agency, long session, long total, int checksum)
            throws CorruptStoreException, RefusedException {
        try (StoreLock.Hold hold = lock.acquire()) {
            Commit last = committed.repair();
            NewestSession.require(board, agency, session);
            if (board.count(agency) != total || board.checksum(agency) != checksum) {
                throw new RefusedException(Refusal.MISMATCH, otherBets(agency, total));
            }
            if (!board.isFinished(agency)) {
                requireSelling(agency);
                ByteBuffer line = new Sale(agency, total, checksum).toLine();
                long length = last.finishedLength() + line.remaining();
                committed.appendSale(line, last);
                board.commit(new Commit(agency, session, last.betsLength(), length, total, checksum, true));
            }
        } catch (IOException e) {
            throw unavailable(e);
        }
        committed.requireSound();
    }

    /** Why the bets that an agency comes with do not count, and the way out, for the person who reads it. */
    private String otherBets(int agency, long total) {
        String state = "the sale of agency " + agency + " has begun";
        String wayOut = "go on with the bets it began with, or take a new data directory (make docker-compose-down)";
        if (board.isFinished(agency)) {
            state = board.isDrawn()
                    ? "the draw is done, for agency " + agency
                    : "the sales of agency " + agency + " are closed";
            wayOut = "a new draw needs a new data directory (make docker-compose-down)";
        }
        return state + " with other bets (" + board.count(agency) + " stored, " + total + " offered): " + wayOut;
    }

    @Override
    public long draw() throws IOException {
        try (StoreLock.Hold hold = lock.acquire()) {
            return new StoredDraw(files, committed, board, null).run(committed.repair());
        }
    }

    /**
     * Draws a sealed lottery, as {@link #draw} does one that is not.
     *
     * @throws CorruptStoreException also if the bets are not those that were sealed
     */
    public long draw(SealedLines sealed) throws IOException {
        try (StoreLock.Hold hold = lock.acquire()) {
            return new StoredDraw(files, committed, board, sealed).run(committed.repair());
        }
    }

    @Override
    public AgencyWinners winners(int agency) throws CorruptStoreException, RefusedException {
        try {
            return new StoredWinners(winners.get(), agency, board);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** What an I/O error means to a session: damage goes through, anything else may pass. */
    private static RefusedException unavailable(IOException e) throws CorruptStoreException {
        if (e instanceof CorruptStoreException corrupt) {
            throw corrupt;
        }
        return new RefusedException(Refusal.UNAVAILABLE, "the store is unavailable: " + Reason.of(e));
    }

    private void requireSelling(int agency) throws RefusedException {
        if (board.isFinished(agency) || board.isDrawn()) {
            throw new RefusedException(Refusal.OUT_OF_ORDER, "the sales of agency " + agency + " are closed");
        }
    }

    /** Closes the files, the lock's last, between two entries to the store: not under anybody's feet. */
    @Override
    public void close() throws IOException {
        try (StoreLock.Hold hold = lock.acquire()) {
            committed.close();
            files.deleteTemporaries();
        }
        winners.close();
        lock.close();
    }
}
