package loteria.store;

/** The process that a store is open in, as a store that hears of others' doings sees it. Safe for all threads. */
public interface StoreHost {

    /** Whether the process is to end: an opening that waits for its store waits no more. */
    boolean isStopping();

    /** An agency's sales were closed, here or elsewhere, and the board says so. */
    void salesClosed(int agency);

    /** Nothing can be promised any more: ends the process. */
    void corrupt(CorruptStoreException why);
}
