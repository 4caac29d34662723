package loteria.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** The files of a store while it is opened: all are closed again, unless the last step went well. For one thread. */
final class OpenFiles implements Closeable {
    private final List<FileChannel> channels = new ArrayList<>();

    FileChannel add(FileChannel channel) {
        channels.add(channel);
        return channel;
    }

    /** Somebody else closes them from now on. */
    void keep() {
        channels.clear();
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : channels) {
            channel.close();
        }
    }
}
