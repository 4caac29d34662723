package loteria.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The store's lock: one holder among all threads of all processes. The file lock keeps processes apart and is let go by
 * the kernel when its process dies; it does not see threads, so a mutex keeps those apart.
 *
 * <p>The one channel on {@code bets.lock} of this process: closing any other would drop the lock.
 */
final class StoreLock implements Closeable {
    private final ReentrantLock mutex = new ReentrantLock();
    private final FileChannel channel;

    StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for the lock. */
    Hold acquire() throws IOException {
        mutex.lock();
        try {
            return new Hold(channel.lock());
        } catch (IOException | RuntimeException e) {
            mutex.unlock();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The lock while it is held. */
    final class Hold implements AutoCloseable {
        private final FileLock fileLock;

        private Hold(FileLock fileLock) {
            this.fileLock = fileLock;
        }

        @Override
        public void close() throws IOException {
            try {
                fileLock.release();
            } finally {
                mutex.unlock();
            }
        }
    }
}
