package loteria.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import loteria.board.BoardWords;
import loteria.board.Commit;
import loteria.board.DiskState;
import loteria.board.StoreState;
import loteria.draw.Draw;
import loteria.draw.Lottery;
import loteria.draw.WinnerSpool;
import loteria.process.FileIdentity;
import loteria.process.Reason;
import loteria.store.CorruptStoreException;
import loteria.store.Refusal;
import loteria.store.RefusedException;

/**
 * {@code bets.csv} and {@code finished.csv} up to the lengths that the board commits, and their way to the disk.
 *
 * <p>Under the store's lock, but for {@link #force} and {@link #requireSound}, which need none. So the bets are forced
 * one at a time: the kernel tells a channel of a failure once, and no success may count before another's failure is on
 * the board. Threads that wait meanwhile share the next force.
 */
final class CommittedFiles implements Closeable {
    private final FileChannel bets;
    private final FileChannel finished;
    private final FileIdentity betsFile;
    private final FileIdentity finishedFile;
    private final BoardWords words;
    private final StoreState board;
    private final DiskState disk;

    /** How many forces of the bets have begun. */
    private volatile long forcesBegun;

    /** Which of them was the last to succeed; the first is 1. */
    private long forceDone;

    /** Bytes of the bets that this process has forced, or a few less: no board can take them back. */
    private volatile long forcedHere;

    /** @param bets opened by its name in {@code files}, as is {@code finished} */
    CommittedFiles(StoreFiles files, FileChannel bets, FileChannel finished, BoardWords words) throws IOException {
        this.bets = bets;
        this.finished = finished;
        this.betsFile = FileIdentity.of(files.bets());
        this.finishedFile = FileIdentity.of(files.finished());
        this.words = words;
        this.board = new StoreState(words);
        this.disk = new DiskState(words);
    }

    /**
     * Makes good what a writer that died left: its commit may not have reached its agency's slot, its bytes may lie
     * behind the last commit. Before anything else under the lock.
     */
    Commit repair() throws IOException {
        requireSound();
        Commit last = board.lastCommit();
        if (!words.isPlausible() || last.betsLength() < Math.max(forcedHere, board.forcedLength())) {
            // Cutting to its lengths would cut acknowledged bets.
            throw new CorruptStoreException(BoardWords.FILE + ": somebody has written over it");
        }
        board.apply(last);
        long betsLength = bets.size();
        long finishedLength = finished.size();
        if (betsLength < last.betsLength() || finishedLength < last.finishedLength()) {
            disk.poison();
            throw new CorruptStoreException("bets.csv has " + betsLength + " bytes and finished.csv " + finishedLength
                    + ", expected at least the committed " + last.betsLength() + " and " + last.finishedLength());
        }
        boolean longer = betsLength > last.betsLength() || finishedLength > last.finishedLength();
        if (longer && isClosed()) {
            throw new CorruptStoreException("bets.csv has " + betsLength + " bytes and finished.csv " + finishedLength
                    + ", expected no more than the committed " + last.betsLength() + " and " + last.finishedLength()
                    + ": all sales are closed");
        }
        if (longer || board.isCutPending()) {
            cut(last);
        }
        return last;
    }

    /** Once all sales are closed nobody begins to write: what lies behind the last commit is no dead writer's. */
    private boolean isClosed() {
        return board.agencies() > 0 && board.finishedAgencies() == board.agencies();
    }

    /**
     * Cuts both files to the last commit. The cut itself must reach the disk before anything is written over it, or a
     * power loss could bring back a mix of old and new.
     */
    private synchronized void cut(Commit last) throws IOException {
        board.setCutPending(true);
        try {
            StoreFiles.cut(bets, "bets.csv", last.betsLength());
            StoreFiles.cut(finished, "finished.csv", last.finishedLength());
            bets.force(true);
            finished.force(true);
        } catch (IOException e) {
            throw poisoned("cut", e);
        }
        board.setCutPending(false);
    }

    /** Writes bets behind the last commit, or leaves the file as it was. */
    void appendBets(ByteBuffer lines, Commit last) throws IOException, RefusedException {
        append(bets, "bets.csv", lines, last.betsLength(), last);
    }

    /** Writes a closed sale behind the last commit and forces it, or leaves the file as it was. */
    void appendSale(ByteBuffer line, Commit last) throws IOException, RefusedException {
        append(finished, "finished.csv", line, last.finishedLength(), last);
        force(finished, "finished.csv");
        requireFound(finishedFile);
    }

    private void append(FileChannel file, String name, ByteBuffer bytes, long position, Commit last)
            throws IOException, RefusedException {
        try {
            StoreFiles.write(file, bytes, position);
        } catch (IOException e) {
            cut(last);
            throw new RefusedException(Refusal.UNAVAILABLE, name + ": cannot be written: " + Reason.of(e));
        }
    }

    /** Forces the bets, then says on the board that {@code written}, which was read before, is on disk. */
    void force(long written) throws CorruptStoreException, RefusedException {
        forceAfter(forcesBegun);
        requireSound();
        requireFound(betsFile);
        forcedHere = Math.max(forcedHere, written);
        disk.raiseForcedLength(written);
    }

    /**
     * Forces the bets, unless that was done while this thread waited for its turn: by a force that began after {@code
     * begunBefore} others, and so after all that this thread wants on disk was written.
     */
    private synchronized void forceAfter(long begunBefore) throws CorruptStoreException, RefusedException {
        if (forceDone <= begunBefore) {
            long force = ++forcesBegun;
            force(bets, "bets.csv");
            forceDone = force;
        }
    }

    private void force(FileChannel file, String name) throws CorruptStoreException, RefusedException {
        try {
            file.force(false);
        } catch (ClosedChannelException e) {
            throw new RefusedException(Refusal.CLOSED, "the store is closed");
        } catch (IOException e) {
            throw poisoned("force of " + name, e);
        }
    }

    /** After a failed force nobody knows what is on disk: from now on nobody acknowledges anything. */
    CorruptStoreException poisoned(String what, IOException cause) {
        disk.poison();
        return new CorruptStoreException(what + " failed: " + Reason.of(cause), cause);
    }

    /** What is on disk must be found by its name, too: a file that somebody has deleted goes with its last channel. */
    private void requireFound(FileIdentity file) throws CorruptStoreException {
        String wrong = file.look(0);
        if (wrong != null) {
            disk.poison();
            throw new CorruptStoreException(wrong);
        }
    }

    /** @throws CorruptStoreException if nothing may be acknowledged any more */
    void requireSound() throws CorruptStoreException {
        if (disk.isPoisoned()) {
            throw new CorruptStoreException("a write did not reach the disk: nothing is acknowledged until a restart");
        }
    }

    /** Draws over the bets of a commit. */
    Draw draw(Lottery lottery, WinnerSpool.Place spools, Commit last, SealedLines sealed) throws IOException {
        return new DrawScan(bets, lottery, board.agencies(), spools, sealed).run(last.betsLength());
    }

    /** Where the lines of an agency are, in words. */
    String place(int agency, Commit last) throws IOException {
        return AgencyPlace.find(bets, last.betsLength(), agency);
    }

    /** The closed sales of a commit. */
    Sales sales(Commit last) throws IOException {
        return Sales.read(finished, last.finishedLength());
    }

    /** Waits for a force that goes on. */
    @Override
    public synchronized void close() throws IOException {
        bets.close();
        finished.close();
    }
}
