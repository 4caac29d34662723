package loteria.coordinator.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import loteria.board.BoardWords;
import loteria.coordinator.config.CoordinatorConfig;
import loteria.coordinator.config.StoreConfig;
import loteria.coordinator.files.DataDirectory;
import loteria.coordinator.files.SocketDirectory;
import loteria.coordinator.life.StartException;
import loteria.manifest.Terms;
import loteria.process.FileIdentity;
import loteria.process.WorkerRegister;
import loteria.wire.ControlMessage;

/** How the workers of one generation are started and told to begin. The thread that starts children alone starts. */
public final class WorkerProgram {
    /** A megabyte more of heap for so many agencies of a worker: each has its buffers there. */
    private static final int AGENCIES_PER_MB = 16;

    /** The jar of a store that is not in the data directory. */
    public static final String STORE_MODULE = "kafka-store";

    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private final CoordinatorConfig config;
    private final Path dataDir;
    private final FileIdentity storeLock;
    private final SocketDirectory sockets;
    private final ChildRegister register;
    private final long generation;
    private final SiblingProgram program;
    private volatile FileIdentity bets;
    private volatile FileIdentity board;

    public WorkerProgram(
            CoordinatorConfig config,
            DataDirectory data,
            SocketDirectory sockets,
            WorkerRegister register,
            long generation)
            throws IOException, StartException {
        this.config = config;
        this.dataDir = data.path();
        this.storeLock = data.storeLock();
        this.sockets = sockets;
        this.register = new ChildRegister(register);
        this.generation = generation;
        int heapMb = heapMb(config.agencies(), config.workers());
        this.program = config.store() == null
                ? new SiblingProgram("worker", heapMb, config.childOptions())
                : new SiblingProgram("worker", heapMb, config.childOptions(), STORE_MODULE);
    }

    /** Megabytes of heap for a worker. */
    private static int heapMb(int agencies, int workers) {
        return SiblingProgram.HEAP_MB + agencies / workers / AGENCIES_PER_MB;
    }

    /** Where the workers connect to. */
    Path controlSocket() {
        return sockets.resolve(SocketDirectory.control(generation));
    }

    /** Where a worker takes its sessions. */
    Path sessionSocket(int number) {
        return sockets.resolve("worker-" + number);
    }

    /** Starts a child and writes it down. It may not be told to begin before this returns. */
    Process start(int number) throws IOException {
        return register.add(
                program.startHeard(SiblingProgram.SHORT_LIVED, controlSocket().toString(), Integer.toString(number)));
    }

    /** What a child is told of its store before it begins; null if that is in the data directory. */
    ControlMessage.UseStore store() {
        StoreConfig store = config.store();
        if (store == null) {
            return null;
        }
        String settings = store.settings() == null ? "" : store.settings().toString();
        return new ControlMessage.UseStore(store.address(), settings, store.acceptWeaker(), central());
    }

    /** What people call this central. */
    private String central() {
        String host;
        try {
            host = Files.readString(HOST_NAME).strip();
        } catch (IOException e) {
            host = "central";
        }
        return host + ":" + config.port();
    }

    /** What a child is told to begin with. */
    ControlMessage.Start beginning(int number, boolean recover) {
        return new ControlMessage.Start(
                generation,
                recover,
                terms(),
                config.logLevel().name(),
                config.logJson(),
                dataDir,
                storeLock.key(),
                recover || config.store() != null ? "" : bets.key(),
                recover ? "" : board.key(),
                sessionSocket(number));
    }

    /**
     * Remembers which files the store has, now that it is recovered: whoever begins from now on must find the same.
     *
     * @throws IOException if one is not there
     */
    void rememberStore() throws IOException {
        bets = config.store() == null ? FileIdentity.of(dataDir.resolve("bets.csv")) : null;
        board = FileIdentity.of(dataDir.resolve(BoardWords.FILE));
    }

    /** Of a sealed draw nobody knows the number yet, and nobody else may say it. */
    private Terms terms() {
        return config.seal() != null
                ? new Terms(config.agencies(), OptionalInt.empty(), true)
                : new Terms(config.agencies(), OptionalInt.of(config.winningNumber()), config.isNumberGiven());
    }
}
