package loteria.store.log;

import loteria.store.CorruptStoreException;

/**
 * What an agency's partition says: the fence. The order of the log decides, for every reader alike:
 *
 * <ol>
 *   <li>the newest OPEN so far is the agency's session, its number the offset of that record;
 *   <li>BETS count only if they are that session's, and begin at exactly the next position;
 *   <li>FINISHED counts only if it is that session's, and of exactly the bets that count;
 *   <li>nothing but OPEN counts behind a FINISHED that counted.
 * </ol>
 *
 * So an append that comes late, twice, or from a session that was given up changes nothing. Pure; not safe for several
 * threads.
 */
public final class SalesFold {
    /** In place of an offset. */
    public static final long NONE = -1;

    private final String name;
    private long next;
    private long session = NONE;
    private long client;
    private String central = "";
    private long count;
    private int checksum;
    private long finished = NONE;

    /** @param name of the partition, for people */
    public SalesFold(String name) {
        this.name = name;
    }

    /**
     * Takes the next record.
     *
     * @param record null if it is none of ours: such count for nobody
     * @return whether it counts
     * @throws CorruptStoreException if records are missing before it
     */
    public boolean take(long offset, LogRecord record) throws CorruptStoreException {
        if (offset != next) {
            throw new CorruptStoreException(
                    name + ": offset " + next + ": expected a record, the next is at " + offset);
        }
        next = offset + 1;
        if (record instanceof LogRecord.Open open) {
            session = offset;
            client = open.client();
            central = open.central();
            return true;
        } else if (record instanceof LogRecord.Bets bets) {
            return take(bets);
        } else if (record instanceof LogRecord.Finished sales) {
            return take(sales);
        }
        return false;
    }

    private boolean take(LogRecord.Bets bets) throws CorruptStoreException {
        if (bets.session() != session || isFinished()) {
            return false;
        }
        requireNoLoss(bets.first() - 1);
        if (bets.first() != count + 1) {
            return false;
        }
        count += bets.count();
        checksum = bets.checksum();
        return true;
    }

    private boolean take(LogRecord.Finished sales) throws CorruptStoreException {
        if (sales.session() != session || isFinished()) {
            return false;
        }
        requireNoLoss(sales.total());
        if (sales.total() != count || sales.checksum() != checksum) {
            return false;
        }
        finished = next - 1;
        return true;
    }

    /** A session appends only behind what was acknowledged to it: who knows of more has seen what is gone. */
    private void requireNoLoss(long known) throws CorruptStoreException {
        if (known > count) {
            throw new CorruptStoreException(name + ": offset " + (next - 1) + ": goes on behind bet " + known
                    + " of its session, expected at most bet " + count + ": the log has lost records");
        }
    }

    /** The offset of the record that comes next. */
    public long next() {
        return next;
    }

    /** The agency's session, or {@link #NONE}. */
    public long session() {
        return session;
    }

    /** Whose the session is; 0 if that is not known. */
    public long client() {
        return client;
    }

    /** The central that the session is with. */
    public String central() {
        return central;
    }

    /** How many bets count. */
    public long count() {
        return count;
    }

    /** Their checksum. */
    public int checksum() {
        return checksum;
    }

    public boolean isFinished() {
        return finished != NONE;
    }

    /** The offset of the FINISHED that counts, or {@link #NONE}. */
    public long finished() {
        return finished;
    }
}
