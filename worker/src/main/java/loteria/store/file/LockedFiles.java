package loteria.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A data directory under the store's lock, for those who add files to it that are not the store's. What they write is
 * whole and on disk, or not there.
 *
 * <p>For one thread. No other store of this directory may be open in this process: closing this would drop its lock.
 */
public final class LockedFiles implements Closeable {
    private final StoreFiles files;
    private final StoreLock lock;
    private final StoreLock.Hold hold;

    private LockedFiles(StoreFiles files, StoreLock lock) throws IOException {
        this.files = files;
        this.lock = lock;
        this.hold = lock.acquire();
    }

    /** Waits for the lock of a directory, which exists. */
    public static LockedFiles open(Path dataDir) throws IOException {
        return open(new StoreFiles(dataDir));
    }

    static LockedFiles open(StoreFiles files) throws IOException {
        try (OpenFiles open = new OpenFiles()) {
            LockedFiles locked = new LockedFiles(files, new StoreLock(open.add(files.open(files.lock()))));
            open.keep();
            return locked;
        }
    }

    /** Writes a file whole, in the place of another if there is one, durably: temporary, force, rename, directory. */
    public void replace(String name, byte[] bytes) throws IOException {
        files.replace(files.dataDir().resolve(name), ByteBuffer.wrap(bytes));
    }

    /** Forces a file that may have been renamed into its place by somebody who died before the directory was forced. */
    public void force(String name) throws IOException {
        files.force(files.dataDir().resolve(name));
        files.force(files.dataDir());
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            hold.close();
        }
    }
}
