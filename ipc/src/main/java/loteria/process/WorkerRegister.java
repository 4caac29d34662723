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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code workers.lock}: which generation of workers may open the store, whose they are, and who they are.
 *
 * <pre>
 *  7,4700,123400,BOOT-ID      the generation and its coordinator; an empty file is generation 0
 *  4711,123456,BOOT-ID        a line per worker started: pid, start time, boot id
 * </pre>
 *
 * What lies behind an empty line is no longer meant. A register of version 1.0.0 does not name its coordinator.
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
        this(PrivateFiles.open(
                dataDir.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** The register in an open file. */
    WorkerRegister(FileChannel channel) {
        this.channel = channel;
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
        if (lines.isEmpty()) {
            return 0;
        }
        String line = lines.get(0);
        int comma = line.indexOf(',');
        try {
            return Long.parseLong(comma < 0 ? line : line.substring(0, comma));
        } catch (NumberFormatException e) {
            throw new IOException(FILE + ": expected a generation, found '" + line + "'", e);
        }
    }

    /** The coordinator that began the generation, dead or alive; empty if the register does not say. */
    public Optional<ProcessIdentity> coordinator() throws IOException {
        List<String> lines = lines();
        int comma = lines.isEmpty() ? -1 : lines.get(0).indexOf(',');
        return comma < 0 ? Optional.empty() : Optional.of(identity(lines.get(0).substring(comma + 1)));
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
            workers.add(identity(line));
        }
        return workers;
    }

    private static ProcessIdentity identity(String text) throws IOException {
        try {
            return ProcessIdentity.ofLine(text);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(FILE + ": expected pid,start,boot, found '" + text + "'", e);
        }
    }

    /**
     * Begins a generation, without workers. Under the exclusive lock. Written whole or not at all: over the old one,
     * which needs no room on a full disk and is put back if it fails; the empty line ends it until the rest is cut.
     */
    public void begin(long generation, ProcessIdentity coordinator) throws IOException {
        byte[] before = bytes();
        byte[] line = (generation + "," + coordinator.toLine() + "\n").getBytes(US_ASCII);
        replace(before, 0, line, line.length - 1L);
    }

    /** Adds a worker of this generation, before it is told to start; whole or not at all. */
    public void add(ProcessIdentity worker) throws IOException {
        byte[] line = worker.toLine().getBytes(US_ASCII);
        long size = channel.size();
        replace(new byte[0], size, line, size + line.length);
    }

    /** Writes {@code bytes} and cuts what lies behind {@code length}; if that fails, {@code before} is there again. */
    private void replace(byte[] before, long at, byte[] bytes, long length) throws IOException {
        try {
            write(bytes, at);
            channel.truncate(length);
        } catch (IOException e) {
            try {
                write(before, at);
                channel.truncate(at + before.length);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw new IOException(FILE + ": cannot be written: " + Reason.of(e), e);
        }
    }

    private void write(byte[] bytes, long position) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left, position + left.position());
        }
    }

    private byte[] bytes() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // Until all of it is read.
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private List<String> lines() throws IOException {
        byte[] bytes = bytes();
        return lines(bytes, bytes.length);
    }

    /** The whole lines up to an empty one; a torn last one was never acted upon. */
    private static List<String> lines(byte[] bytes, int length) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < length; at++) {
            if (bytes[at] == '\n' && at == from) {
                return lines;
            }
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
