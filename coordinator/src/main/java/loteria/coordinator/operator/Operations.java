package loteria.coordinator.operator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import loteria.process.PrivateFiles;

/**
 * {@code operations.csv} in a data directory: what operators did, a line an {@link Operation}, only ever longer. A line
 * is on disk before what it tells of is done. The file's lock keeps commands apart: whoever has it open is the only one
 * who changes it or {@link Agencies}. What a writer that died left behind the last line end is cut by the next.
 *
 * <p>For one thread.
 */
final class Operations implements Closeable {
    static final String FILE = "operations.csv";

    /** For another command to end; each has a smaller bound of its own but while it closes sales. */
    private static final long LOCK_MS = 5_000;

    private static final long POLL_MS = 10;

    private final FileChannel file;

    private Operations(FileChannel file) {
        this.file = file;
    }

    /**
     * Opens the file for this process alone.
     *
     * @throws IOException if another command does not end, too
     */
    static Operations open(Path dataDir) throws IOException {
        Path path = dataDir.resolve(FILE);
        FileChannel file =
                PrivateFiles.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            long deadline = System.nanoTime() + LOCK_MS * 1_000_000;
            while (file.tryLock() == null) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException(
                            path + ": another command is at work and has not ended in " + LOCK_MS + " ms");
                }
                LockSupport.parkNanos(POLL_MS * 1_000_000);
            }
            PrivateFiles.forceDirectory(dataDir);
            return new Operations(file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** All that were recorded, the oldest first; what is no such line is left to an audit. */
    static List<Operation> all(Path dataDir) throws IOException {
        return parse(Files.readAllBytes(dataDir.resolve(FILE)));
    }

    private static List<Operation> parse(byte[] bytes) {
        List<Operation> all = new ArrayList<>();
        String text = new String(bytes, US_ASCII);
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            Operation operation = Operation.parse(text.substring(from, end));
            if (operation != null) {
                all.add(operation);
            }
            from = end + 1;
        }
        return all;
    }

    /** Records an order, unless the last one of its kind for its agency was the same: then that is done again. */
    void record(Operation.Act act, int agency, long total) throws IOException {
        Operation operation = new Operation(Instant.now().truncatedTo(ChronoUnit.MILLIS), act, agency, total);
        Operation last = null;
        byte[] before = read();
        for (Operation each : parse(before)) {
            boolean sameKind = (each.act() == Operation.Act.CLOSE) == (act == Operation.Act.CLOSE);
            last = sameKind && each.agency() == agency ? each : last;
        }
        if (last == null || !last.isSameOrder(operation)) {
            append(operation, lengthOfLines(before));
        }
    }

    private byte[] read() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {
            // On to the rest.
        }
        return bytes.array();
    }

    private static int lengthOfLines(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] != '\n') {
            length--;
        }
        return length;
    }

    private void append(Operation operation, long at) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((operation.toLine() + "\n").getBytes(US_ASCII));
        file.truncate(at);
        try {
            while (line.hasRemaining()) {
                file.write(line, at + line.position());
            }
            file.force(true);
        } catch (IOException e) {
            file.truncate(at);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
