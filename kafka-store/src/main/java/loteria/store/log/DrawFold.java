package loteria.store.log;

import java.util.HashMap;
import java.util.Map;
import loteria.manifest.Manifest;
import loteria.store.CorruptStoreException;

/**
 * What the partition of the draw says: of each kind the first record stands. Pure; not safe for several threads.
 */
public final class DrawFold {
    private final String name;
    private final Map<Integer, LogRecord.Closed> closed = new HashMap<>();
    private long next;
    private Manifest lottery;
    private LogRecord.Drawn drawn;

    /** @param name of the partition, for people */
    public DrawFold(String name) {
        this.name = name;
    }

    /**
     * Takes the next record.
     *
     * @param record null if it is none of ours: such count for nobody
     * @throws CorruptStoreException if records are missing before it, or it is another draw than the one that stands
     */
    public void take(long offset, LogRecord record) throws CorruptStoreException {
        if (offset != next) {
            throw new CorruptStoreException(
                    name + ": offset " + next + ": expected a record, the next is at " + offset);
        }
        next = offset + 1;
        if (record instanceof LogRecord.Lottery found) {
            lottery = lottery == null ? found.manifest() : lottery;
        } else if (record instanceof LogRecord.Closed sales) {
            closed.putIfAbsent(sales.agency(), sales);
        } else if (record instanceof LogRecord.Drawn draw) {
            requireEqual(offset, draw);
            drawn = draw;
        }
    }

    private void requireEqual(long offset, LogRecord.Drawn draw) throws CorruptStoreException {
        if (drawn != null && !drawn.equals(draw)) {
            throw new CorruptStoreException(
                    name + ": offset " + offset + ": expected the draw that stands, " + drawn + ", found " + draw);
        }
    }

    /** The offset of the record that comes next. */
    public long next() {
        return next;
    }

    /** Which lottery it is; null while nobody has said so. */
    public Manifest lottery() {
        return lottery;
    }

    /** How an agency closed its sales; null if it has not. */
    public LogRecord.Closed closed(int agency) {
        return closed.get(agency);
    }

    /** How many agencies have closed their sales. */
    public int closedAgencies() {
        return closed.size();
    }

    /** The draw; null if it has not happened. */
    public LogRecord.Drawn drawn() {
        return drawn;
    }
}
