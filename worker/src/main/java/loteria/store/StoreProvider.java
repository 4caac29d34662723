package loteria.store;

import java.io.IOException;

/** Opens a kind of store that is a jar of its own: found as a service of the class path. */
public interface StoreProvider {

    /**
     * Opens the store; waits for it while it does not answer.
     *
     * @return null if the process was told to end meanwhile
     * @throws UnfitStoreException if there is no such store, or it is of another lottery
     * @throws CorruptStoreException if it has lost what was promised
     */
    Store open(StoreRequest request, StoreHost host) throws IOException;

    /**
     * Makes a new store, for a lottery of as many agencies.
     *
     * @throws UnfitStoreException if there is one
     */
    void create(StoreRequest request) throws IOException;

    /**
     * Writes what a store holds to a data directory, as an ordinary central would have it.
     *
     * @throws UnfitStoreException if there is no such store, or the directory holds one
     */
    void export(StoreRequest request) throws IOException;
}
