package loteria.wire;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Deadlines for blocking channels, which have none of their own. Whoever owns a watchdog calls {@link #tick} about once
 * a second; a read past its deadline has its input shut down under it, a write past its deadline its channel closed.
 *
 * <p>Safe for all threads. Never used on files: ending a file's channel would drop the process's locks.
 */
public final class Watchdog {
    private static final long NONE = 0;

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    /** Begins to watch a channel, which has no deadline until one is set. */
    public Watch watch(SocketChannel channel) {
        Watch watch = new Watch(channel);
        watches.add(watch);
        return watch;
    }

    /** Ends the calls that are overdue. */
    public void tick() {
        tick(System.nanoTime());
    }

    void tick(long now) {
        for (Watch watch : watches) {
            watch.check(now);
        }
    }

    /** The deadlines of one channel. One thread sets the read's, one the write's. */
    public final class Watch implements AutoCloseable {
        private final SocketChannel channel;
        private volatile long readDueNanos = NONE;
        private volatile long writeDueNanos = NONE;
        private volatile boolean expired;

        private Watch(SocketChannel channel) {
            this.channel = channel;
        }

        /** Sets the deadline of reads to come, in milliseconds from now. */
        public void readWithin(long millis) {
            readDueNanos = dueIn(millis);
        }

        /** Reads may take for ever. */
        public void readWhenever() {
            readDueNanos = NONE;
        }

        /** Sets the deadline of writes to come, in milliseconds from now. */
        public void writeWithin(long millis) {
            writeDueNanos = dueIn(millis);
        }

        /** Writes may take for ever. */
        public void writeWhenever() {
            writeDueNanos = NONE;
        }

        /** Whether a deadline has passed and the channel was ended for it. */
        public boolean expired() {
            return expired;
        }

        /** Watches no longer. The channel stays as it is. */
        @Override
        public void close() {
            watches.remove(this);
        }

        private long dueIn(long millis) {
            return (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis)) | 1;
        }

        private void check(long now) {
            try {
                if (isPast(writeDueNanos, now)) {
                    expired = true;
                    channel.close();
                } else if (isPast(readDueNanos, now) && !expired) {
                    expired = true;
                    channel.shutdownInput();
                }
            } catch (IOException ignored) {
                // The channel was closed meanwhile: there is nothing left to end.
                close();
            }
        }

        private static boolean isPast(long due, long now) {
            return due != NONE && now - due > 0;
        }
    }
}
