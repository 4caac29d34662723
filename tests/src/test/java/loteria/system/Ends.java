package loteria.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * SIGTERM at random moments to centrals that start, and to centrals that sell and draw; to some while a worker is
 * stopped, or while nobody reads the log. Each must end in order, leave nothing, and have kept its promises. The same
 * seed makes the same choices; the moments are parts of what a start and a draw take on this machine just now.
 */
final class Ends {
    /** The bound of a stop, and what a busy machine adds. */
    static final Duration BOUND = Duration.ofSeconds(8 + 4);

    private static final int AGENCIES = 2;

    private static final int BETS = 2_000;

    /** Beyond the end of what is measured: some ends come after it. */
    private static final double BEYOND = 1.3;

    /** What a JVM itself makes of SIGTERM, before the first statement of its program. */
    private static final int BEFORE_THE_PROGRAM = 128 + 15;

    /** Connections whose lines are more than a pipe holds. */
    private static final int CONNECTIONS = 600;

    /** A central whose log is full from the first line on: it is its own reader, and does not read. */
    private static final String STALLED = """
            #!/bin/sh
            mkfifo "$0.log"
            exec 3<>"$0.log"
            rm "$0.log"
            head -c 65536 /dev/zero >&3
            exec %s "$@" >&3 2>&3
            """;

    private enum Manner {
        PLAIN,
        STOPPED_WORKER,
        STALLED_LOG
    }

    private final Random random;
    private final Path folder;
    private final Path stalledCoordinator;
    private final List<Bets> all = new ArrayList<>();
    private final Tally tally = new Tally();
    private Duration longest = Duration.ZERO;
    private int round;

    Ends(long seed, Path folder) throws IOException {
        this.random = new Random(seed);
        this.folder = folder;
        this.stalledCoordinator = Files.writeString(
                folder.resolve("stalled"), String.format(STALLED, JvmProcess.ROOT.resolve("bin/coordinator")));
        assertTrue(stalledCoordinator.toFile().setExecutable(true));
        for (int agency = 1; agency <= AGENCIES; agency++) {
            Bets bets = Bets.generate(agency, BETS, random);
            bets.write(folder);
            all.add(bets);
        }
        System.out.println("ends: seed " + seed);
    }

    /** What was done, and the longest end. */
    @Override
    public String toString() {
        return "ends: " + tally + ", the longest took " + longest.toMillis() + " ms";
    }

    /** Ends so many starts, every other on a directory that an earlier one has left. */
    void starts(int count) throws Exception {
        Path data = nextData();
        long lasts = timeOfAStart(data);
        for (int i = 0; i < count; i++) {
            data = random.nextBoolean() ? data : nextData();
            Manner manner = manner(i);
            long moment = moment(lasts);
            try (JvmProcess central = launch(data, manner == Manner.STALLED_LOG)) {
                LockSupport.parkNanos(moment);
                if (manner == Manner.STOPPED_WORKER) {
                    stopAWorker(central);
                }
                assertEnds(central, data, "start", manner, moment);
            }
        }
    }

    private long timeOfAStart(Path data) throws Exception {
        long begin = System.nanoTime();
        try (JvmProcess central = launch(data, false)) {
            central.awaitLine("action: accept_connections | result: in_progress");
            long lasts = System.nanoTime() - begin;
            assertEnds(central, data, "start", Manner.PLAIN, lasts);
            return lasts;
        }
    }

    /** Ends so many draws, from the first connection to the last answer. */
    void draws(int count) throws Exception {
        long lasts = draw(Manner.PLAIN, Long.MAX_VALUE);
        for (int i = 0; i < count; i++) {
            draw(manner(i), moment(lasts));
        }
    }

    /** Ends a draw at a moment, or when it is done; returns how long it had lasted. */
    private long draw(Manner manner, long moment) throws Exception {
        Path data = nextData();
        Promises promises = new Promises();
        try (JvmProcess central = launch(data, false)) {
            int port = port(central);
            long begin = System.nanoTime();
            try (CutProxy proxy = new CutProxy(port, promises);
                    JvmProcess one = agency(1, proxy.port());
                    JvmProcess two = agency(2, proxy.port())) {
                if (moment == Long.MAX_VALUE) {
                    assertEquals(0, one.awaitExit(), one::transcript);
                    assertEquals(0, two.awaitExit(), two::transcript);
                } else {
                    LockSupport.parkNanos(moment);
                }
                long lasted = System.nanoTime() - begin;
                prepare(manner, central, port);
                assertEnds(central, data, "draw", manner, lasted);
                new StoreCheck(data, all, promises).partial();
                delete(data);
                return lasted;
            }
        }
    }

    private static void prepare(Manner manner, JvmProcess central, int port) throws Exception {
        if (manner == Manner.STOPPED_WORKER) {
            stopAWorker(central);
        } else if (manner == Manner.STALLED_LOG) {
            central.readNoMore();
            for (int i = 0; i < CONNECTIONS; i++) {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
            }
        }
    }

    private static void stopAWorker(JvmProcess central) throws Exception {
        List<ProcessHandle> workers = Children.workers(central);
        if (!workers.isEmpty()) {
            JvmProcess.suspend(workers.get(0));
        }
    }

    private static Manner manner(int nth) {
        return Manner.values()[nth % Manner.values().length];
    }

    private long moment(long lasts) {
        return (long) (random.nextDouble() * BEYOND * lasts);
    }

    private Path nextData() {
        round++;
        return folder.resolve("data-" + round);
    }

    private JvmProcess launch(Path data, boolean stalled) throws IOException {
        Path launcher = stalled ? stalledCoordinator : JvmProcess.ROOT.resolve("bin/coordinator");
        String workers = Integer.toString(1 + random.nextInt(AGENCIES));
        return JvmProcess.startLauncher(
                launcher,
                folder,
                "--agencies",
                "" + AGENCIES,
                "--port",
                "0",
                "--data-dir",
                data.toString(),
                "--workers",
                workers);
    }

    private JvmProcess agency(int id, int port) throws IOException {
        String bets = Bets.file(folder, id).toString();
        String[] flags = {
            "--id",
            "" + id,
            "--server",
            "127.0.0.1:" + port,
            "--bets",
            bets,
            "--batch-max-amount",
            "20",
            "--window",
            "4"
        };
        return JvmProcess.start("agency", folder, flags);
    }

    private static int port(JvmProcess central) throws InterruptedException {
        String line = central.awaitLine("action: accept_connections | result: in_progress | port: ");
        return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
    }

    private void assertEnds(JvmProcess central, Path data, String what, Manner manner, long afterNanos)
            throws Exception {
        String story = what + ", " + manner + ", SIGTERM after " + afterNanos / 1_000_000 + " ms";
        boolean begun = hasBegun(central);
        long start = System.nanoTime();
        central.signal("TERM");
        assertTrue(central.endsWithin(BOUND), () -> story + ": expected an end within " + BOUND + central.transcript());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        longest = took.compareTo(longest) > 0 ? took : longest;
        int exitCode = central.awaitExit();
        boolean early = exitCode == BEFORE_THE_PROGRAM && !begun;
        assertTrue(exitCode == 0 || early, () -> story + ": exit code " + exitCode + central.transcript());
        if (exitCode == 0 && manner != Manner.STALLED_LOG) {
            LogFormat.assertForm(central.lines());
            LogFormat.assertExitIsLast(central.lines());
        }
        CentralFixture.assertNothingLeft(data);
        tally.add(what + " " + manner + (early ? " before the program" : ""), 1);
    }

    /** Whether the program itself answers signals: it has done so before it starts its first thread. */
    static boolean hasBegun(JvmProcess central) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(central.pid()), "task"))) {
            for (Path thread : threads.toList()) {
                if (Files.readString(thread.resolve("comm"), UTF_8).equals("journal\n")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void delete(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(data);
    }
}
