package loteria.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import loteria.board.BoardWords;

/**
 * The disk of one process that fails or halts at an operation of choice, and that knows what a power loss would leave:
 * only what was forced is sure. Nothing is really forced, which makes it fast.
 */
class FaultyDisk extends StoreFiles {
    private static final String DIRECTORY = ".";

    /** What happens at the operation of choice. */
    enum Fault {
        ERROR,
        HALT
    }

    private final List<FileChannel> channels = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private Map<String, DiskFile> names = new TreeMap<>();
    private Map<String, DiskFile> durableNames = new TreeMap<>();
    private Fault fault;
    private int operationsLeft;
    private int bytesBeforeFault;
    private int bytesAtOnce = Integer.MAX_VALUE;
    private boolean halted;
    private String failedAt;
    private String failing;

    /** Everything that is there is on disk. */
    FaultyDisk(Path dir) throws IOException {
        super(dir);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dir)) {
            for (Path file : files) {
                names.put(file.getFileName().toString(), new DiskFile(Files.readAllBytes(file)));
            }
        }
        durableNames = new TreeMap<>(names);
    }

    /** From now on the operation after so many fails; a write that does has written some bytes. */
    void failAfter(int operations, Fault what, int bytesWritten) {
        fault = what;
        operationsLeft = operations;
        bytesBeforeFault = bytesWritten;
        failedAt = null;
        failing = null;
        trace.clear();
    }

    /** As {@link #failAfter}, at the first operation of that name. */
    void failAt(String operation, Fault what, int bytesWritten) {
        failAfter(-1, what, bytesWritten);
        failing = operation;
    }

    /** Works from now on. */
    void mend() {
        fault = null;
    }

    /** Writes never more than so many bytes at once. */
    void writeAtMost(int bytes) {
        bytesAtOnce = bytes;
    }

    /** Whether the planned fault has happened. */
    boolean hasFailed() {
        return failedAt != null;
    }

    /** At which operation, or null. */
    String failedAt() {
        return failedAt;
    }

    /** What was done since the fault was planned. */
    List<String> trace() {
        return trace;
    }

    /** The process ends, if it has not: its files are closed, its locks gone. The disk works for the next one. */
    void endProcess() throws IOException {
        for (FileChannel channel : channels) {
            channel.close();
        }
        channels.clear();
        halted = false;
        mend();
    }

    int atMost(int bytes) {
        return Math.min(bytes, bytesAtOnce);
    }

    /** Before a write: how many bytes go before it fails, or -1 if it does not. */
    synchronized int shortWrite(String name, int bytes) {
        return next("write " + name) ? Math.min(bytesBeforeFault, bytes) : -1;
    }

    void step(String what) throws IOException {
        if (next(what)) {
            fail(what);
        }
    }

    /** A store to the board cannot fail, but it can be the last thing a process does. */
    void stepOfBoard(String what) {
        if (halted || fault == Fault.HALT && next(what)) {
            throw halt(what);
        }
    }

    private synchronized boolean next(String what) {
        if (halted) {
            throw new Halted(what);
        }
        trace.add(what);
        boolean due = fault != null && (failing == null ? operationsLeft-- == 0 : failing.equals(what));
        failing = due ? null : failing;
        return due;
    }

    void fail(String what) throws IOException {
        failedAt = what;
        if (fault == Fault.HALT) {
            throw halt(what);
        }
        throw new IOException("a fault at " + what);
    }

    private Halted halt(String what) {
        failedAt = what;
        halted = true;
        return new Halted(what);
    }

    DiskFile file(String name) {
        return names.get(name);
    }

    void force(String name) throws IOException {
        if (next("force " + name)) {
            if (fault == Fault.ERROR && !name.equals(DIRECTORY)) {
                file(name).forceFailed();
            }
            fail("force " + name);
        }
        if (name.equals(DIRECTORY)) {
            durableNames = new TreeMap<>(names);
        } else {
            file(name).forced();
        }
    }

    /** The kernel may bring to the disk at any time what nobody forced. */
    void writeBack(String name) {
        file(name).forced();
    }

    @Override
    FileChannel open(Path file, OpenOption... options) throws IOException {
        boolean directory = Files.isDirectory(file);
        String name = directory ? DIRECTORY : file.getFileName().toString();
        step("open " + name);
        FileChannel opened =
                directory ? FileChannel.open(file, StandardOpenOption.READ) : FileChannel.open(file, options);
        FileChannel channel = new FaultyChannel(this, opened, name);
        channels.add(channel);
        names.putIfAbsent(name, new DiskFile(new byte[0]));
        return channel;
    }

    @Override
    void move(Path from, Path to) throws IOException {
        step("move to " + to.getFileName());
        super.move(from, to);
        names.put(to.getFileName().toString(), names.remove(from.getFileName().toString()));
    }

    @Override
    BoardWords mapBoard() throws IOException {
        step("map");
        return faulty(super.mapBoard());
    }

    @Override
    BoardWords mapEarlierBoard() throws IOException {
        step("map");
        return faulty(super.mapEarlierBoard());
    }

    private BoardWords faulty(BoardWords board) throws IOException {
        if (board == null) {
            return null;
        }
        try (FileChannel channel = FileChannel.open(board(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new FaultyWords(this, channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size()));
        }
    }

    /** The power goes: the process with it, and of what was not forced any part. Then the machine starts again. */
    void losePower(Random random) throws IOException {
        endProcess();
        DiskFile mappedFile = names.get(BoardWords.FILE);
        byte[] mapped = Files.exists(board()) ? Files.readAllBytes(board()) : new byte[0];
        names.keySet().removeIf(name -> !Files.exists(dataDir().resolve(name)));
        names.remove(DIRECTORY);
        durableNames.remove(DIRECTORY);
        Map<String, DiskFile> survivors = random.nextBoolean() ? names : durableNames;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dataDir())) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Map<String, DiskFile> found = new TreeMap<>();
        for (Map.Entry<String, DiskFile> survivor : survivors.entrySet()) {
            byte[] content = survivor.getKey().equals(BoardWords.FILE)
                    ? boardAfterPowerLoss(
                            survivor.getValue().durable(),
                            // An older file under this name has nothing of what the newer one held in memory.
                            survivor.getValue() == mappedFile ? mapped : new byte[0],
                            random)
                    : survivor.getValue().afterPowerLoss(random);
            Files.write(dataDir().resolve(survivor.getKey()), content);
            found.put(survivor.getKey(), new DiskFile(content));
        }
        names = found;
        durableNames = new TreeMap<>(found);
    }

    /** The board was mapped: each word as it was forced or as it was last, or the file was lost in the crash. */
    private static byte[] boardAfterPowerLoss(byte[] forced, byte[] mapped, Random random) {
        int kind = random.nextInt(5);
        byte[] board = forced.clone();
        if (kind == 0) {
            random.nextBytes(board);
            return board;
        }
        if (mapped.length == board.length && kind > 1) {
            for (int at = 0; at < board.length; at += Long.BYTES) {
                if (kind == 2 || random.nextBoolean()) {
                    System.arraycopy(mapped, at, board, at, Long.BYTES);
                }
            }
        }
        inAnotherBoot(board);
        return board;
    }

    /** The machine has been started anew since the board was made. */
    static void inAnotherBoot(byte[] board) {
        UUID other = UUID.randomUUID();
        ByteBuffer words = ByteBuffer.wrap(board).order(ByteOrder.nativeOrder());
        if (board.length >= 32) {
            words.putLong(16, other.getMostSignificantBits()).putLong(24, other.getLeastSignificantBits());
        }
    }
}
