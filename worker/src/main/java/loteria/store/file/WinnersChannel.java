package loteria.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicReference;

/** {@code winners.csv} of a draw that has happened: one channel for all who ask, since a thousand may at once. */
public final class WinnersChannel implements Closeable {
    private final StoreFiles files;
    private final AtomicReference<FileChannel> channel = new AtomicReference<>();

    public WinnersChannel(StoreFiles files) {
        this.files = files;
    }

    /** The channel, opened by the first who asks. */
    public FileChannel get() throws IOException {
        FileChannel known = channel.get();
        if (known != null) {
            return known;
        }
        FileChannel opened = files.open(files.winners(), StandardOpenOption.READ);
        if (channel.compareAndSet(null, opened)) {
            return opened;
        }
        opened.close();
        return channel.get();
    }

    @Override
    public void close() throws IOException {
        FileChannel known = channel.get();
        if (known != null) {
            known.close();
        }
    }
}
