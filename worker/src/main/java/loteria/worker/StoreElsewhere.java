package loteria.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import loteria.process.FileIdentity;
import loteria.store.Store;
import loteria.store.StoreHost;
import loteria.store.StoreProvider;
import loteria.store.StoreRequest;
import loteria.store.UnfitStoreException;
import loteria.wire.ControlMessage;

/** A store that is not in the data directory: its jar lies beside the worker's, and is loaded by who needs it alone. */
final class StoreElsewhere {
    private StoreElsewhere() {}

    /** Opens it, see {@link StoreProvider#open}. */
    static Store open(ControlMessage.UseStore store, ControlMessage.Start start, FileIdentity lock, StoreHost host)
            throws IOException {
        StoreRequest request = new StoreRequest(
                store.address(),
                store.settings().isEmpty() ? null : Path.of(store.settings()),
                store.acceptWeaker(),
                start.recover(),
                start.terms(),
                start.dataDir(),
                lock,
                start.generation(),
                store.central());
        return provider().open(request, host);
    }

    /** Who knows how. */
    static StoreProvider provider() throws UnfitStoreException {
        Optional<StoreProvider> provider =
                ServiceLoader.load(StoreProvider.class).findFirst();
        if (provider.isEmpty()) {
            throw new UnfitStoreException("--store: expected the jar of that store beside the worker's");
        }
        return provider.get();
    }
}
