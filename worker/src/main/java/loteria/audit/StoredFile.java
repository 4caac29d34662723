package loteria.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import loteria.process.Reason;
import loteria.process.RegularFiles;

/** A file of a data directory, to read. One that is missing has no bytes. Safe for all threads. */
final class StoredFile implements Closeable {
    private final Path path;
    private final FileChannel channel;

    StoredFile(Path path) throws IOException {
        RegularFiles.require(path);
        this.path = path;
        this.channel = Files.exists(path) ? FileChannel.open(path, StandardOpenOption.READ) : null;
    }

    /** Bytes that it has now. */
    long size() throws IOException {
        return channel == null ? 0 : channel.size();
    }

    /** Reads some bytes at an offset; returns how many, or -1 at the end. */
    int read(ByteBuffer bytes, long offset) throws IOException {
        try {
            return channel == null ? -1 : channel.read(bytes, offset);
        } catch (IOException e) {
            throw new IOException(Reason.of(path, e), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
