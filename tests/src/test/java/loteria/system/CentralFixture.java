package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;

/**
 * A coordinator with its workers, on a port of its own. Closing it is a test in itself: it stops the coordinator and
 * asserts that nothing is left and that the log says nothing that was not to be expected.
 */
final class CentralFixture implements AutoCloseable {
    private final Path dataDir;
    private final JvmProcess coordinator;
    private final Set<String> announced = new ConcurrentSkipListSet<>();
    private final Set<String> tolerated = new ConcurrentSkipListSet<>();
    private final int port;
    private boolean closed;

    private CentralFixture(Path dataDir, JvmProcess coordinator) throws InterruptedException {
        this.dataDir = dataDir;
        this.coordinator = coordinator;
        this.port = port(coordinator.awaitLine("action: accept_connections | result: in_progress | port: "));
    }

    private static int port(String line) {
        return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
    }

    /** Starts a coordinator and waits until it listens. */
    static CentralFixture start(Path dataDir, int agencies, String... flags) throws IOException, InterruptedException {
        return awaitListening(dataDir, launch(dataDir, agencies, flags));
    }

    /** Starts a coordinator whose jar, and its workers', lies somewhere else, and waits until it listens. */
    static CentralFixture startJar(Path jar, Path dataDir, int agencies, String... flags)
            throws IOException, InterruptedException {
        return awaitListening(
                dataDir, JvmProcess.startJar(jar, dataDir.getParent(), arguments(dataDir, agencies, flags)));
    }

    /** Starts a coordinator by a launcher of a test's own, and waits until it listens. */
    static CentralFixture startLauncher(Path launcher, Path dataDir, int agencies)
            throws IOException, InterruptedException {
        String[] arguments = arguments(dataDir, agencies).toArray(new String[0]);
        return awaitListening(dataDir, JvmProcess.startLauncher(launcher, dataDir.getParent(), arguments));
    }

    private static CentralFixture awaitListening(Path dataDir, JvmProcess coordinator) throws InterruptedException {
        try {
            return new CentralFixture(dataDir, coordinator);
        } catch (AssertionError | InterruptedException e) {
            coordinator.close();
            throw e;
        }
    }

    /** Starts a coordinator on a free port and does not wait for it. */
    static JvmProcess launch(Path dataDir, int agencies, String... flags) throws IOException {
        return JvmProcess.start("coordinator", dataDir.getParent(), Map.of(), arguments(dataDir, agencies, flags));
    }

    private static List<String> arguments(Path dataDir, int agencies, String... flags) {
        List<String> args =
                new ArrayList<>(List.of("--agencies", "" + agencies, "--port", "0", "--data-dir", dataDir.toString()));
        args.addAll(Arrays.asList(flags));
        return args;
    }

    int port() {
        return port;
    }

    JvmProcess coordinator() {
        return coordinator;
    }

    Path dataDir() {
        return dataDir;
    }

    /** A connection that has said nothing yet. */
    RawAgency connect() throws IOException {
        return new RawAgency(port);
    }

    /** A session of an agency, after WELCOME. */
    RawAgency session(int agency) throws IOException {
        RawAgency raw = connect();
        raw.hello(agency);
        return raw;
    }

    /** An agency's own process, told of this central. */
    JvmProcess agency(int id, Path bets, String... flags) throws IOException {
        return agencyAt(port, id, bets, flags);
    }

    /** The same, told of another port, behind which is this central. */
    JvmProcess agencyAt(int toPort, int id, Path bets, String... flags) throws IOException {
        List<String> args =
                new ArrayList<>(List.of("--id", "" + id, "--server", "127.0.0.1:" + toPort, "--bets", bets.toString()));
        args.addAll(Arrays.asList(flags));
        return JvmProcess.start("agency", dataDir.getParent(), Map.of(), args);
    }

    /** An agency that has said one echo and pauses for an hour before the next. */
    JvmProcess pausingAgency() throws IOException, InterruptedException {
        JvmProcess agency = JvmProcess.start(
                "agency",
                dataDir.getParent(),
                Map.of("CLI_LOOP_PERIOD", "1h"),
                List.of("--id", "1", "--mode", "echo", "--server", "127.0.0.1:" + port));
        try {
            agency.awaitLine("action: receive_message");
            return agency;
        } catch (AssertionError | InterruptedException e) {
            agency.close();
            throw e;
        }
    }

    /** Says that the log is to have fail lines with that text. */
    void announceFail(String part) {
        announced.add(part);
    }

    /** Says that the log may have fail lines with that text: whether it does is a matter of who is first. */
    void tolerateFail(String part) {
        tolerated.add(part);
    }

    /** Asserts that exactly these bets are stored, each once, an agency's in the order of their positions. */
    void assertStored(List<Bets> all) throws IOException {
        List<String> lines = Files.readAllLines(dataDir.resolve("bets.csv"));
        for (Bets bets : all) {
            List<String> own = lines.stream()
                    .filter(line -> line.startsWith(bets.agency() + ","))
                    .toList();
            assertEquals(bets.stored(), own);
        }
        assertEquals(all.stream().mapToInt(Bets::count).sum(), lines.size(), "lines of bets.csv");
    }

    /** Kills the coordinator and its workers at once. Its page, which tells of it, ends by itself. */
    void kill() throws IOException, InterruptedException {
        closed = true;
        List<ProcessHandle> pages = Children.pages(coordinator);
        List<ProcessHandle> workers = new ArrayList<>(coordinator.children());
        workers.removeAll(pages);
        try (coordinator) {
            coordinator.signal("KILL");
            coordinator.awaitExit();
        } finally {
            // A stopped one does not see that its coordinator is gone.
            workers.forEach(ProcessHandle::destroyForcibly);
        }
        workers.addAll(pages);
        for (ProcessHandle child : workers) {
            child.onExit()
                    .orTimeout(JvmProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        }
    }

    /** Stops the coordinator, if it runs, and asserts that it ended as promised. */
    @Override
    public void close() throws Exception {
        if (closed) {
            return;
        }
        closed = true;
        try (coordinator) {
            if (coordinator.isAlive()) {
                Await.until("no session of its agencies is left", () -> Leftovers.ofSessions(coordinator) == 0);
                coordinator.signal("TERM");
            }
            assertEquals(0, coordinator.awaitExit(), coordinator::transcript);
            assertCleanEnd(coordinator, dataDir);
            LogFormat.assertFailures(coordinator.lines(), announced, tolerated);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + coordinator.transcript(), e);
        }
    }

    /** Asserts what holds after every orderly end, whenever it came. */
    static void assertCleanEnd(JvmProcess coordinator, Path dataDir) throws IOException {
        LogFormat.assertForm(coordinator.lines());
        LogFormat.assertExitIsLast(coordinator.lines());
        assertNothingLeft(dataDir);
    }

    /** Asserts that no process, socket or temporary file of a data directory's coordinators is left. */
    static void assertNothingLeft(Path dataDir) throws IOException {
        if (Files.isDirectory(dataDir)) {
            assertEquals(List.of(), Leftovers.of(dataDir), "left");
        }
    }
}
