package loteria.store.log;

import java.io.IOException;
import loteria.process.Reason;
import loteria.store.BetGroup;
import loteria.store.Committed;
import loteria.store.CorruptStoreException;
import loteria.store.Refusal;
import loteria.store.RefusedException;

/**
 * An agency's sessions as they write to its partition, one at a time.
 *
 * <p>An append counts once it is answered <em>and</em> nothing newer than the own OPEN lies before it: what came
 * between is read. An append without an answer ends the session, whose agency comes again and is told what the log
 * says. What {@link #commit} returns stands for every reader, whoever else writes.
 *
 * <p>Safe for all threads; sessions of one agency wait for one another, as long as the partition lets an append or a
 * read wait.
 */
public final class AgencyLog {
    private final int agency;
    private final LogPartition partition;
    private final String central;
    private final SalesFold fold;

    /** The session that goes on, as its worker numbers it, and as the log does; {@link SalesFold#NONE}: none. */
    private long own = SalesFold.NONE;

    private long number;
    private long client;

    /** @param central that writes, for people */
    public AgencyLog(int agency, LogPartition partition, String central) {
        this.agency = agency;
        this.partition = partition;
        this.central = central;
        this.fold = new SalesFold(partition.name());
    }

    /** How the agency stands. */
    public record Sales(long count, boolean finished) {}

    /**
     * Begins a session, which is the agency's own from the moment its OPEN is in the log.
     *
     * @param session its number in this process
     * @param of the client that it is with, or 0
     */
    public synchronized Sales enter(long session, long of) throws CorruptStoreException, RefusedException {
        own = SalesFold.NONE;
        try {
            long offset = partition.append(new LogRecord.Open(of, central));
            // Up to OPEN and not to what was there before: an older session's bets may have come in between.
            catchUp(offset + 1);
            if (fold.session() != offset) {
                throw new CorruptStoreException(
                        partition.name() + ": offset " + offset + ": expected the session that was acknowledged there");
            }
            own = offset;
            number = session;
            client = of;
            return new Sales(fold.count(), fold.isFinished());
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** Stores what of a group is new. */
    public synchronized Committed commit(BetGroup group, long session) throws CorruptStoreException, RefusedException {
        requireOwn(session);
        if (fold.isFinished()) {
            throw new RefusedException(Refusal.OUT_OF_ORDER, "the sales of agency " + agency + " are closed");
        }
        long stored = fold.count();
        if (group.first() > stored + 1) {
            throw new RefusedException(
                    Refusal.OUT_OF_ORDER,
                    group.first(),
                    0,
                    "position " + group.first() + ", expected at most " + (stored + 1));
        }
        long through = Math.max(stored, group.last());
        int added = (int) (through - stored);
        long began = System.nanoTime();
        if (added > 0) {
            int start = group.lineStart(group.count() - added);
            append(new LogRecord.Bets(
                    own, stored + 1, added, group.checksumFrom(start, fold.checksum()), group.linesFrom(start)));
        }
        return new Committed(through, added, System.nanoTime() - began);
    }

    /**
     * Closes the sales.
     *
     * @return what the draw's partition is to be told
     */
    public synchronized LogRecord.Closed finish(long session, long total, int checksum)
            throws CorruptStoreException, RefusedException {
        requireOwn(session);
        if (fold.count() != total || fold.checksum() != checksum) {
            throw new RefusedException(Refusal.MISMATCH, otherBets(total));
        }
        if (!fold.isFinished()) {
            append(new LogRecord.Finished(own, total, checksum));
        }
        return new LogRecord.Closed(agency, fold.finished(), total, checksum);
    }

    private String otherBets(long total) {
        String state = fold.isFinished()
                ? "the sales of agency " + agency + " are closed"
                : "the sale of agency " + agency + " has begun";
        return state + " with other bets (" + fold.count() + " stored, " + total
                + " offered): go on with the bets it began with; a new draw needs a new store";
    }

    /** Appends a record of the own session, and makes sure that it counts. */
    private void append(LogRecord record) throws CorruptStoreException, RefusedException {
        long session = own;
        own = SalesFold.NONE;
        try {
            long offset = partition.append(record);
            if (offset < fold.next()) {
                throw new CorruptStoreException(partition.name() + ": a record was given offset " + offset
                        + ", expected at least " + fold.next() + ": the log has lost records");
            }
            catchUp(offset);
            if (fold.session() != session) {
                throw superseded();
            }
            if (!fold.take(offset, record)) {
                // Appended twice, and it is the second that was answered: it is there, and the next WELCOME says so.
                throw new RefusedException(Refusal.UNAVAILABLE, "a record of agency " + agency + " was appended twice");
            }
            own = session;
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** Reads up to an offset, exclusive: mostly there is nothing. */
    private void catchUp(long to) throws IOException {
        if (fold.next() < to) {
            partition.read(fold.next(), to, fold::take);
        }
    }

    private void requireOwn(long session) throws RefusedException {
        if (own == SalesFold.NONE || number != session) {
            throw new RefusedException(Refusal.UNAVAILABLE, "the session of agency " + agency + " is over");
        }
    }

    /** A central that the same client has given up may have said OPEN late: then it comes again. */
    private RefusedException superseded() {
        boolean same = client != 0 && fold.client() == client;
        return new RefusedException(
                same ? Refusal.UNAVAILABLE : Refusal.SUPERSEDED,
                "a newer session of agency " + agency + " has begun at " + fold.central());
    }

    private static RefusedException unavailable(IOException e) throws CorruptStoreException {
        if (e instanceof CorruptStoreException corrupt) {
            throw corrupt;
        }
        return new RefusedException(Refusal.UNAVAILABLE, "the store is unavailable: " + Reason.of(e));
    }
}
