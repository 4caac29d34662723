package loteria.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loteria.board.Commit;
import loteria.board.DrawBoard;
import loteria.draw.Draw;
import loteria.draw.Lottery;
import loteria.draw.Winner;
import loteria.draw.Winners;
import loteria.process.Reason;
import loteria.wire.AgencyState;
import loteria.wire.ErrorCode;

/**
 * The store: the one place where bets, closed sales and the draw change, shared by all workers.
 *
 * <p>Every entry takes the store's lock, makes good what a writer that died left behind, and only then looks at the
 * board. What an entry returns is on disk: the force comes after the lock is let go, so that several sessions force at
 * once, and before anything is told to anybody. {@code docs/durability.md} has the argument for each step.
 *
 * <p>Safe for all threads. No caller may be interrupted: an interrupt closes a file's channel, and with it the lock.
 */
public final class BetStore implements Closeable {
    private final StoreFiles files;
    private final StoreLock lock;
    private final CommittedFiles committed;
    private final DrawBoard board;

    private BetStore(StoreFiles files, StoreLock lock, CommittedFiles committed, DrawBoard board) {
        this.files = files;
        this.lock = lock;
        this.committed = committed;
        this.board = board;
    }

    /** Opens a store that the first worker of this generation has recovered. */
    public static BetStore open(Path dataDir) throws IOException {
        return open(new StoreFiles(dataDir));
    }

    static BetStore open(StoreFiles files) throws IOException {
        DrawBoard board = files.mapBoard();
        if (board == null) {
            throw new CorruptStoreException(files.board() + ": expected the board that recovery has just published");
        }
        FileChannel bets = files.open(files.bets());
        FileChannel finished = files.open(files.finished());
        StoreLock lock = new StoreLock(files.open(files.lock()));
        return new BetStore(files, lock, new CommittedFiles(files, bets, finished, board), board);
    }

    /**
     * Recovers the store and opens it.
     *
     * @param generation of the workers that will use it
     * @param agencies expected
     * @throws CorruptStoreException if something that was promised is missing
     * @throws UnexpectedAgencyException if the store holds an agency above {@code agencies}
     */
    public static BetStore recover(Path dataDir, long generation, int agencies) throws IOException {
        return recover(new StoreFiles(dataDir), generation, agencies);
    }

    static BetStore recover(StoreFiles files, long generation, int agencies) throws IOException {
        FileChannel bets = files.open(files.bets());
        FileChannel finished = files.open(files.finished());
        StoreLock lock = new StoreLock(files.open(files.lock()));
        try (StoreLock.Hold hold = lock.acquire()) {
            new Recovery(files, bets, finished, agencies).run(generation);
        }
        DrawBoard board = files.mapBoard();
        return new BetStore(files, lock, new CommittedFiles(files, bets, finished, board), board);
    }

    /** The board, to look at. */
    public DrawBoard board() {
        return board;
    }

    /**
     * Begins a session: how many of its agency's bets are on disk, durably.
     *
     * @throws RefusedException if a newer session of the agency has begun
     */
    public Standing enter(int agency, long session) throws CorruptStoreException, RefusedException {
        Standing standing;
        long written;
        try (StoreLock.Hold hold = lock.acquire()) {
            written = committed.repair().betsLength();
            requireNewest(agency, session);
            standing = new Standing(board.count(agency), state(agency));
        } catch (IOException e) {
            throw unavailable(e);
        }
        committed.force(written);
        return standing;
    }

    private AgencyState state(int agency) {
        if (board.isDrawn()) {
            return AgencyState.DRAWN;
        }
        return board.isFinished(agency) ? AgencyState.FINISHED : AgencyState.SELLING;
    }

    /**
     * Stores what of a group is new, on disk when this returns; {@link BetGroup#count} then says how much that was.
     *
     * @return the position up to which all bets of the agency are on disk
     * @throws RefusedException with nothing stored: an older session, closed sales, a gap, or no room
     * @throws CorruptStoreException if nothing can be promised any more
     */
    public long commit(BetGroup group, long session) throws CorruptStoreException, RefusedException {
        int agency = group.agency();
        long through;
        long written;
        try (StoreLock.Hold hold = lock.acquire()) {
            Commit last = committed.repair();
            requireNewest(agency, session);
            requireSelling(agency);
            long stored = board.count(agency);
            if (group.first() > stored + 1) {
                throw new RefusedException(
                        ErrorCode.PROTOCOL,
                        group.first(),
                        0,
                        "position " + group.first() + ", expected at most " + (stored + 1));
            }
            through = Math.max(stored, group.last());
            group.dropFirst((int) Math.min(group.count(), stored - group.first() + 1));
            written = group.isEmpty() ? last.betsLength() : append(group, session, stored, last);
        } catch (IOException e) {
            throw unavailable(e);
        }
        // What was counted above was written before; the force that begins now covers it, duplicates too.
        long forceBegan = System.nanoTime();
        committed.force(written);
        group.setForceNanos(System.nanoTime() - forceBegan);
        return through;
    }

    /** Writes a group behind the last commit and commits it; returns the new length. */
    private long append(BetGroup group, long session, long stored, Commit last) throws IOException, RefusedException {
        int bytes = group.end() - group.start();
        committed.appendBets(ByteBuffer.wrap(group.lines(), group.start(), bytes), last);
        int agency = group.agency();
        int checksum = group.checksumAfter(board.checksum(agency));
        long length = last.betsLength() + bytes;
        board.commit(
                new Commit(agency, session, length, last.finishedLength(), stored + group.count(), checksum, false));
        return length;
    }

    /**
     * Closes an agency's sales, durably; closing them again with the same total and checksum does nothing.
     *
     * @throws RefusedException if the store holds other bets than the agency says it sent
     */
    public void finish(int agency, long session, long total, int checksum)
            throws CorruptStoreException, RefusedException {
        try (StoreLock.Hold hold = lock.acquire()) {
            Commit last = committed.repair();
            requireNewest(agency, session);
            if (board.count(agency) != total || board.checksum(agency) != checksum) {
                throw new RefusedException(ErrorCode.MISMATCH, otherBets(agency, total));
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

    /**
     * Draws, durably; a draw that is already on disk stands.
     *
     * @return the number of winning bets
     * @throws CorruptStoreException if an agency's bets are not as many as when its sales were closed
     */
    public int draw(int winningNumber) throws IOException {
        try (StoreLock.Hold hold = lock.acquire()) {
            Commit last = committed.repair();
            files.deleteTemporaries();
            if (Files.exists(files.winners())) {
                files.force(files.winners());
                files.force(files.dataDir());
            } else {
                files.replace(files.winners(), Winners.encode(winners(last.betsLength(), winningNumber)));
            }
            List<Winner> winners = Winners.read(files.winners());
            board.setDrawn(Winners.counts(winners, board.agencies()));
            return winners.size();
        }
    }

    private List<Winner> winners(long betsLength, int winningNumber) throws IOException {
        Draw draw = committed.draw(new Lottery(winningNumber), board.agencies(), betsLength);
        for (int agency = 1; agency <= board.agencies(); agency++) {
            if (!board.isFinished(agency) || draw.count(agency) != board.count(agency)) {
                throw new CorruptStoreException(files.bets() + ": agency " + agency + " has " + draw.count(agency)
                        + " bets, expected the " + board.count(agency) + " of its closed sales");
            }
        }
        return draw.winners();
    }

    /** The documents of an agency's winning bets, once drawn. */
    public List<String> winners(int agency) throws CorruptStoreException, RefusedException {
        List<String> documents = new ArrayList<>();
        try {
            for (Winner winner : Winners.read(files.winners())) {
                if (winner.agency() == agency) {
                    documents.add(winner.document());
                }
            }
        } catch (IOException e) {
            throw unavailable(e);
        }
        return documents;
    }

    /** Deletes what an interrupted draw may have left. */
    public void deleteTemporaries() throws IOException {
        try (StoreLock.Hold hold = lock.acquire()) {
            files.deleteTemporaries();
        }
    }

    /** What an I/O error means to a session: damage goes through, anything else may pass. */
    private static RefusedException unavailable(IOException e) throws CorruptStoreException {
        if (e instanceof CorruptStoreException corrupt) {
            throw corrupt;
        }
        return new RefusedException(ErrorCode.STORAGE, "the store is unavailable: " + Reason.of(e));
    }

    private void requireNewest(int agency, long session) throws RefusedException {
        if (board.newestSession(agency) != session) {
            throw new RefusedException(ErrorCode.SUPERSEDED, "a newer session of agency " + agency + " has begun");
        }
    }

    private void requireSelling(int agency) throws RefusedException {
        if (board.isFinished(agency) || board.isDrawn()) {
            throw new RefusedException(ErrorCode.PROTOCOL, "the sales of agency " + agency + " are closed");
        }
    }

    /** Closes the files, the lock's last, between two entries to the store: not under anybody's feet. */
    @Override
    public void close() throws IOException {
        try (StoreLock.Hold hold = lock.acquire()) {
            committed.close();
        }
        lock.close();
    }
}
