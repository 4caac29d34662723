package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coordinators that are killed or stopped, and what their successors find. */
class CoordinatorFaultTest {
    @TempDir
    private Path folder;

    private CentralSite site;

    @BeforeEach
    void findSite() {
        site = new CentralSite(folder.resolve("data"), 2, "--workers", "2");
    }

    @AfterEach
    void leaveSite() {
        site.close();
    }

    /** Fault 11. */
    @Test
    void shouldTakeItsWorkersAlong() throws Exception {
        site.start();
        assertEquals(2, site.workers().size());
        site.killCoordinator();
        long start = System.nanoTime();
        // Its output, which the workers share, ends with the last of them.
        site.coordinator().awaitExit();
        Duration lasted = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(lasted.compareTo(JvmProcess.SOON) < 0, "the workers lived on for " + lasted);
        site.start();
        site.stop();
    }

    /** Fault 11: an old worker is stopped, and so does not end by itself; agencies come again by themselves. */
    @Test
    void shouldKillAStoppedOrphanBeforeItsOwnWorkersBegin() throws Exception {
        List<Bets> all = List.of(Bets.generate(1, 20_000, new Random(1)), Bets.generate(2, 20_000, new Random(2)));
        Promises promises = new Promises();
        site.start();
        try (CutProxy proxy = new CutProxy(site.port(), promises);
                JvmProcess one = site.agency(1, all.get(0).write(folder), proxy.port(), "--window", "2");
                JvmProcess two = site.agency(2, all.get(1).write(folder), proxy.port(), "--window", "2")) {
            promises.awaitPromised(1, 1_000);
            promises.awaitPromised(2, 1_000);
            ProcessHandle orphan = site.workers().get(0);
            JvmProcess first = site.coordinator();
            JvmProcess.suspend(orphan);
            site.killCoordinator();
            long before = Files.size(site.dataDir().resolve("bets.csv"));
            long start = System.nanoTime();
            site.start();
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(first.hasEnded(), "no worker of an older coordinator lives");
            site.coordinator().awaitLine("resource: orphan worker | pid: " + orphan.pid());
            assertTrue(waited.compareTo(Duration.ofSeconds(3)) > 0, "orphans may end by themselves: " + waited);
            assertTrue(before <= Files.size(site.dataDir().resolve("bets.csv")));
            assertEquals(0, one.awaitExit(), one::transcript);
            assertEquals(0, two.awaitExit(), two::transcript);
            site.stop();
            assertEquals(
                    1,
                    site.coordinator().lines("action: sorteo | result: success").size(),
                    "one draw");
            new StoreCheck(site.dataDir(), all, promises).whole();
        }
    }

    /**
     * Fault 11: a worker that was stopped before it had said a word is in nobody's way, and nobody waits for it. When
     * it comes to itself it must not be taken for a worker of the coordinator that it finds then.
     */
    @Test
    void shouldNotTakeAnOrphanThatComesLateForItsOwn() throws Exception {
        Bets bets = Bets.generate(1, 500, new Random(3));
        site.launch();
        ProcessHandle orphan = firstWorker();
        JvmProcess.suspend(orphan);
        JvmProcess first = site.coordinator();
        site.killCoordinator();
        site.launch();
        // Stopped, so that nobody else can be taken for the first worker before the orphan has tried.
        ProcessHandle own = firstWorker();
        JvmProcess.suspend(own);
        Signals.send("CONT", orphan);
        orphan.onExit().get(JvmProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Signals.send("CONT", own);
        site.awaitListening();
        first.awaitExit();
        try (Comeback agency = Comeback.to(site.port(), 1, site.coordinator())) {
            agency.sellAll(bets);
        }
        site.stop();
        assertEquals(List.of(), LogFormat.failures(site.coordinator().lines()));
        assertEquals(bets.stored(), Files.readAllLines(site.dataDir().resolve("bets.csv")));
    }

    private ProcessHandle firstWorker() throws Exception {
        Await.until("a worker", () -> !site.workers().isEmpty());
        return site.workers().get(0);
    }

    /** Of an agency's connections the newest is its own, also if all of them waited for a stopped coordinator. */
    @Test
    void shouldLetTheNewestConnectionWinAfterACoordinatorWasStopped() throws Exception {
        Bets bets = Bets.generate(1, 100, new Random(4));
        site.start();
        for (int round = 1; round <= 5; round++) {
            site.coordinator().signal("STOP");
            RawAgency[] given = new RawAgency[4];
            for (int i = 0; i < given.length; i++) {
                given[i] = new RawAgency(site.port());
                given[i].sendHello(1);
                given[i].endOutput();
            }
            try (RawAgency newest = new RawAgency(site.port())) {
                newest.sendHello(1);
                site.coordinator().signal("CONT");
                newest.awaitWelcome();
                newest.send(bets.batch(1, 100));
                newest.awaitAck(100);
            }
            for (RawAgency each : given) {
                each.close();
            }
        }
        site.stop();
    }

    /** Fault 12, and 14 where the board is concerned. */
    @ParameterizedTest
    @ValueSource(strings = {"garbage", "empty", "old", "none", "whole"})
    void shouldReplaceWhatAnOldRunLeft(String board) throws Exception {
        List<Bets> all = List.of(Bets.generate(1, 400, new Random(5)), Bets.generate(2, 300, new Random(6)));
        site.start();
        try (Comeback one = Comeback.to(site.port(), 1, site.coordinator());
                Comeback two = Comeback.to(site.port(), 2, site.coordinator())) {
            one.sell(all.get(0), 0, 200);
            two.sellAll(all.get(1));
        }
        site.killAll();
        Path data = site.dataDir();
        Files.writeString(data.resolve("winners.csv.1234.tmp"), "1,123456\n");
        Files.writeString(data.resolve("draw.board.99.tmp"), "half a board");
        assertTrue(Files.exists(data.resolve("ready")), "left by the killed coordinator");
        damage(data.resolve("draw.board"), board);
        site.start();
        try (Comeback one = Comeback.to(site.port(), 1, site.coordinator());
                Comeback two = Comeback.to(site.port(), 2, site.coordinator())) {
            assertEquals(200, one.stored());
            one.sellAll(all.get(0));
            assertEquals(all.get(0).winners(), one.agency().awaitWinners());
            two.agency().send(all.get(1).finished());
            two.agency().read();
            assertEquals(all.get(1).winners(), two.agency().awaitWinners());
        }
        site.stop();
        assertEquals(700, Files.readAllLines(data.resolve("bets.csv")).size());
    }

    private static void damage(Path board, String how) throws IOException {
        switch (how) {
            case "garbage" -> {
                byte[] bytes = new byte[(int) Files.size(board)];
                new Random(7).nextBytes(bytes);
                Files.write(board, bytes);
            }
            case "empty" -> Files.write(board, new byte[0]);
            case "old" -> {
                byte[] bytes = Files.readAllBytes(board);
                for (int i = 0; i < Long.BYTES; i++) {
                    // The word that names the version, in whatever byte order.
                    bytes[i]++;
                }
                Files.write(board, bytes);
            }
            case "none" -> Files.delete(board);
            default -> assertTrue(Files.exists(board));
        }
    }

    /** Fault 13: during commits. A batch is there whole and acknowledged, or not at all. */
    @Test
    void shouldAcknowledgeWholeOrNotAtAllWhenToldToStop() throws Exception {
        int batch = 10;
        Bets bets = Bets.generate(1, 100_000, new Random(8));
        Promises promises = new Promises();
        Path file = bets.write(folder);
        for (int round = 1; round <= 3; round++) {
            site.start();
            try (CutProxy proxy = new CutProxy(site.port(), promises);
                    JvmProcess agency = site.agency(1, file, proxy.port(), "--batch-max-amount", "" + batch)) {
                promises.awaitMore(20L * round, JvmProcess.PATIENCE.toMillis());
                long start = System.nanoTime();
                site.stop();
                Duration lasted = Duration.ofNanos(System.nanoTime() - start);
                assertTrue(lasted.compareTo(JvmProcess.SOON) < 0, "stopping took " + lasted);
                assertTrue(agency.isAlive(), "it looks for the next coordinator" + agency.transcript());
                new StoreCheck(site.dataDir(), List.of(bets), promises).partial();
            }
            int stored = Files.readAllLines(site.dataDir().resolve("bets.csv")).size();
            assertEquals(0, stored % batch, "whole batches");
            assertEquals(promises.promised(1), stored, "what is stored was acknowledged");
            assertTrue(stored < bets.count(), "it was stopped in the middle");
        }
    }

    /** Fault 13: while a worker is being replaced. */
    @Test
    void shouldStartNoChildAnyMoreWhenToldToStop() throws Exception {
        site.start();
        for (ProcessHandle worker : site.workers()) {
            worker.destroyForcibly();
        }
        site.stop();
        site.start();
        site.workers().get(0).destroyForcibly();
        site.coordinator().awaitLine("error: exit code 137");
        site.stop();
    }

    /** Fault 13: while the first workers come up. */
    @Test
    void shouldStopInOrderBeforeItHasStarted() throws Exception {
        for (int workers = 1; workers <= 2; workers++) {
            site.launch();
            site.awaitWorkers(workers);
            site.stop();
        }
    }
}
