package loteria.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A coordinator with its workers on a fresh data directory, its log at INFO in a file. For one thread. */
final class Server implements Closeable {
    private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long STOP_LIMIT_S = 10;
    private static final long REST_MS = 100;
    private static final String LISTENS = "action: accept_connections | result: in_progress | port: ";
    private static final String DRAWN = "action: sorteo | result: success";

    /** The draw's line is among the last of the log. */
    private static final int TAIL_BYTES = 16 * 1024;

    private final Path dataDir;
    private final Path log;
    private final Process coordinator;
    private final List<Long> workers = new ArrayList<>();
    private int port;

    private Server(Path dataDir, Path log, Process coordinator) {
        this.dataDir = dataDir;
        this.log = log;
        this.coordinator = coordinator;
    }

    /** Starts one on a free port and waits until it listens. */
    static Server start(Home home, int agencies, Map<String, String> settings)
            throws IOException, InterruptedException, BenchException {
        Path dataDir = home.work().resolve("data");
        Path log = home.work().resolve("central.log");
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("SERVER_PORT", "0");
        environment.put("SERVER_DATA_DIR", dataDir.toString());
        environment.put("SERVER_AGENCIES", "" + agencies);
        // All of them may knock at once.
        environment.put("SERVER_LISTEN_BACKLOG", "" + Math.max(5, agencies));
        Process process = home.program("coordinator", environment)
                .redirectOutput(log.toFile())
                .start();
        Server server = new Server(dataDir, log, process);
        try {
            server.awaitReady();
        } catch (BenchException | InterruptedException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private void awaitReady() throws IOException, InterruptedException, BenchException {
        long begin = System.nanoTime();
        while (!listens()) {
            if (coordinator.waitFor(1, TimeUnit.MILLISECONDS)) {
                throw new BenchException("the coordinator ended: " + Home.lastLine(log));
            }
            if (System.nanoTime() - begin > START_LIMIT_NANOS) {
                throw new BenchException("the coordinator does not listen: " + Home.lastLine(log));
            }
        }
        coordinator.descendants().forEach(worker -> workers.add(worker.pid()));
    }

    /** Whether it is ready, and its log says at which port: that may come a little later. */
    private boolean listens() throws IOException {
        if (!Files.exists(dataDir.resolve("ready"))) {
            return false;
        }
        String text = Files.readString(log);
        int at = text.indexOf(LISTENS);
        int end = at < 0 ? -1 : text.indexOf('\n', at);
        if (end < 0) {
            return false;
        }
        port = Integer.parseInt(text.substring(at + LISTENS.length(), end));
        return true;
    }

    int port() {
        return port;
    }

    Path bets() {
        return dataDir.resolve("bets.csv");
    }

    Path winners() {
        return dataDir.resolve("winners.csv");
    }

    Path dataDir() {
        return dataDir;
    }

    List<Long> workers() {
        return workers;
    }

    long coordinator() {
        return coordinator.pid();
    }

    /** Coordinator and workers. */
    List<Long> pids() {
        List<Long> pids = new ArrayList<>(workers);
        pids.add(coordinator.pid());
        return pids;
    }

    /** CPU seconds of coordinator and workers so far. */
    double cpu() throws IOException {
        double seconds = 0;
        for (long pid : pids()) {
            seconds += ProcFiles.cpu(pid);
        }
        return seconds;
    }

    /** Waits until the start is over: until no CPU time is counted between two looks. */
    void awaitRest() throws IOException, InterruptedException, BenchException {
        double before = -1;
        for (double now = cpu(); now > before; now = cpu()) {
            before = now;
            if (coordinator.waitFor(REST_MS, TimeUnit.MILLISECONDS)) {
                throw new BenchException("the coordinator ended: " + Home.lastLine(log));
            }
        }
    }

    /** What may hold of a server that runs. */
    interface Condition {
        boolean holds() throws IOException;
    }

    /** Waits until something holds, looking every millisecond. */
    void await(Condition condition) throws IOException, InterruptedException, BenchException {
        while (!condition.holds()) {
            if (coordinator.waitFor(1, TimeUnit.MILLISECONDS)) {
                throw new BenchException("the coordinator ended: " + Home.lastLine(log));
            }
        }
    }

    /** Waits for the draw's line in the log, looking every millisecond; returns the time as {@code nanoTime} has it. */
    long awaitDraw() throws IOException, InterruptedException, BenchException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            await(() -> tail(file).contains(DRAWN));
            return System.nanoTime();
        }
    }

    private static String tail(RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[(int) Math.min(TAIL_BYTES, file.length())];
        file.seek(file.length() - bytes.length);
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Ends it by SIGTERM. The data directory stays until {@link #close}. */
    void stop() throws IOException, InterruptedException, BenchException {
        coordinator.destroy();
        int code = Home.await(coordinator, "the coordinator");
        if (code != 0) {
            throw new BenchException("the coordinator ended with " + code + ": " + Home.lastLine(log));
        }
    }

    /** Ends it, if it runs, as it is meant to end, and deletes its files. */
    @Override
    public void close() throws IOException {
        coordinator.destroy();
        boolean ended = coordinator
                .onExit()
                .thenApply(process -> true)
                .completeOnTimeout(false, STOP_LIMIT_S, TimeUnit.SECONDS)
                .join();
        if (!ended) {
            kill();
        }
        if (Files.exists(dataDir)) {
            WorkFolder.delete(dataDir);
        }
        Files.deleteIfExists(log);
    }

    private void kill() {
        List<ProcessHandle> processes =
                new ArrayList<>(coordinator.descendants().toList());
        processes.add(coordinator.toHandle());
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }
}
