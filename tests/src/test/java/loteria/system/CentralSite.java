package loteria.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A data directory and a port, on which one coordinator lives after the other: what a machine is to the real one. For
 * one thread.
 */
final class CentralSite implements AutoCloseable {
    /** Below the ports that the kernel gives to clients: a client must not sit on it while no coordinator does. */
    private static final int FIRST_PORT = 15_000;

    private static final int PORTS = 15_000;

    private final Path dataDir;
    private final int agencies;
    private final String[] flags;
    private final int port = freePort();
    private final List<JvmProcess> coordinators = new ArrayList<>();
    private final List<ProcessHandle> seen = new ArrayList<>();

    CentralSite(Path dataDir, int agencies, String... flags) {
        this.dataDir = dataDir;
        this.agencies = agencies;
        this.flags = flags;
    }

    private static int freePort() {
        Random random = new Random();
        while (true) {
            int port = FIRST_PORT + random.nextInt(PORTS);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException ignored) {
                // Taken: the next one.
            }
        }
    }

    int port() {
        return port;
    }

    Path dataDir() {
        return dataDir;
    }

    /** The coordinator that runs, or ran last. */
    JvmProcess coordinator() {
        return coordinators.get(coordinators.size() - 1);
    }

    /** Starts a coordinator and does not wait for it. */
    void launch() throws IOException {
        List<String> args = new ArrayList<>(
                List.of("--agencies", "" + agencies, "--port", "" + port, "--data-dir", dataDir.toString()));
        args.addAll(Arrays.asList(flags));
        coordinators.add(JvmProcess.start("coordinator", dataDir.getParent(), Map.of(), args));
    }

    /** Starts a coordinator and waits until it listens. */
    void start() throws IOException, InterruptedException {
        launch();
        awaitListening();
    }

    void awaitListening() throws InterruptedException {
        coordinator().awaitLine("action: accept_connections | result: in_progress | port: " + port);
    }

    /** The workers of the coordinator that live, the oldest first. */
    List<ProcessHandle> workers() {
        List<ProcessHandle> children = coordinator().children();
        seen.addAll(children);
        return children.stream()
                // Not the moment before, in which it still is a copy of the coordinator.
                .filter(child -> child.info().commandLine().orElse("").contains("worker.jar"))
                .sorted(Comparator.comparingLong(ProcessHandle::pid))
                .toList();
    }

    /** Waits until the coordinator has so many workers. */
    void awaitWorkers(int count) throws Exception {
        Await.until(count + " workers", () -> {
            assertTrue(coordinator().isAlive(), coordinator()::transcript);
            return workers().size() >= count;
        });
    }

    /** Kills the coordinator, and waits for its exit only. */
    void killCoordinator() throws IOException, InterruptedException {
        workers();
        coordinator().signal("KILL");
        if (!coordinator().endsWithin(JvmProcess.PATIENCE)) {
            throw new AssertionError(
                    "a killed coordinator lives on" + coordinator().transcript());
        }
    }

    /** Kills the coordinator and all its workers, also those it has left behind, and waits for their exits. */
    void killAll() throws IOException, InterruptedException {
        killCoordinator();
        for (ProcessHandle worker : seen) {
            worker.destroyForcibly();
        }
        for (JvmProcess each : coordinators) {
            each.awaitExit();
        }
    }

    /** Asks the coordinator to end; it must, as promised. */
    void stop() throws IOException, InterruptedException {
        coordinator().signal("TERM");
        int exitCode = coordinator().awaitExit();
        if (exitCode != 0) {
            throw new AssertionError(
                    "exit code " + exitCode + ", expected 0" + coordinator().transcript());
        }
        CentralFixture.assertCleanEnd(coordinator(), dataDir);
    }

    /** An agency's process that is told of some port. */
    JvmProcess agency(int id, Path bets, int toPort, String... more) throws IOException {
        return agency(id, bets, "127.0.0.1:" + toPort, more);
    }

    /** An agency's process that is told of some centrals. */
    JvmProcess agency(int id, Path bets, String servers, String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of("--id", "" + id, "--server", servers, "--bets", bets.toString()));
        args.addAll(Arrays.asList(more));
        return JvmProcess.start("agency", dataDir.getParent(), Map.of(), args);
    }

    /** What all coordinators and their workers have written, in order. */
    List<String> lines() {
        return coordinators.stream().flatMap(each -> each.lines().stream()).toList();
    }

    String transcript() {
        StringBuilder transcript = new StringBuilder();
        for (JvmProcess each : coordinators) {
            transcript.append(each.transcript());
        }
        return transcript.toString();
    }

    /** Leaves no process behind, whatever happened. */
    @Override
    public void close() {
        for (JvmProcess each : coordinators) {
            each.close();
        }
        for (ProcessHandle worker : seen) {
            worker.destroyForcibly();
        }
    }
}
