package loteria.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The file {@code workers.lock}: which generation of workers may open the store, and who they are.
 *
 * <pre>
 *  7                          the generation; an empty file is generation 0
 *  4711,123456,BOOT-ID        a line per worker started: pid, start time, boot id
 * </pre>
 *
 * Every worker holds its lock shared, for life; a starting coordinator holds it exclusive, and so knows that no worker
 * of an older generation lives. Nobody upgrades a lock. All of it goes through this one channel: closing any channel of
 * a locked file can drop the process's locks. One thread at a time.
 */
public final class WorkerRegister implements Closeable {
    private static final String FILE = "workers.lock";

    private final FileChannel channel;

    /** Opens the register of a data directory, which exists. */
    public WorkerRegister(Path dataDir) throws IOException {
        channel = PrivateFiles.open(
                dataDir.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Takes the lock shared, for life; waits for a coordinator that holds it. */
    public void join() throws IOException {
        channel.lock(0, Long.MAX_VALUE, true);
    }

    /** Takes the lock exclusive if no worker lives; null if one does. */
    public FileLock tryExclusive() throws IOException {
        return channel.tryLock();
    }

    /** The generation written there. */
    public long generation() throws IOException {
        List<String> lines = lines();
        try {
            return lines.isEmpty() ? 0 : Long.parseLong(lines.get(0));
        } catch (NumberFormatException e) {
            throw new IOException(FILE + ": expected a generation, found '" + lines.get(0) + "'", e);
        }
    }

    /** The workers written there, dead or alive. */
    public List<ProcessIdentity> workers() throws IOException {
        return workers(lines());
    }

    /** The workers in the register of a data directory, to look at: for a process that holds none of its locks. */
    public static List<ProcessIdentity> workers(Path dataDir) throws IOException {
        byte[] bytes = Files.readAllBytes(dataDir.resolve(FILE));
        return workers(lines(bytes, bytes.length));
    }

    private static List<ProcessIdentity> workers(List<String> lines) throws IOException {
        List<ProcessIdentity> workers = new ArrayList<>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            try {
                workers.add(ProcessIdentity.ofLine(line));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IOException(FILE + ": expected pid,start,boot, found '" + line + "'", e);
            }
        }
        return workers;
    }

    /** Begins a generation, without workers. Under the exclusive lock. */
    public void begin(long generation) throws IOException {
        channel.truncate(0);
        append(generation + "\n");
    }

    /** Adds a worker of this generation, before it is told to start. */
    public void add(ProcessIdentity worker) throws IOException {
        append(worker.toLine());
    }

    private void append(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(US_ASCII));
        long at = channel.size();
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private List<String> lines() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // Until all of it is read.
        }
        return lines(bytes.array(), bytes.position());
    }

    /** The whole lines; a torn last one was never acted upon. */
    private static List<String> lines(byte[] bytes, int length) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < length; at++) {
            if (bytes[at] == '\n') {
                lines.add(new String(bytes, from, at - from, US_ASCII));
                from = at + 1;
            }
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
