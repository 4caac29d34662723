package loteria.store.log;

import java.io.IOException;
import loteria.store.CorruptStoreException;

/**
 * One partition of the replicated log: an order of records that is the same for all who read it. Safe for all threads.
 */
public interface LogPartition {

    /** Takes records in their order. */
    interface Reader {
        /** @param record null if it is none of ours */
        void take(long offset, LogRecord record) throws IOException;
    }

    /** What it is called, for people. */
    String name();

    /**
     * Appends a record, and waits until a majority has it.
     *
     * @return its offset
     * @throws UnansweredException if nobody knows whether it is there, or will be
     */
    long append(LogRecord record) throws UnansweredException;

    /**
     * Reads what is there from an offset to another, exclusive.
     *
     * @throws CorruptStoreException if some of it is not there any more
     * @throws IOException if it cannot be read now
     */
    void read(long from, long to, Reader reader) throws IOException;

    /** Where the next record will be, at least. */
    long end() throws IOException;
}
