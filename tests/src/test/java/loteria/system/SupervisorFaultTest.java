package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Odd children, and a central without descriptors: each costs its own agencies something at most. */
class SupervisorFaultTest {
    private static final String NOT_ACCEPTED = "action: accept_connections | result: fail | error: ";

    private static final int ENOUGH = 1_024;

    private static final int KNOCKS = 300;

    private static final int CROWD = 100;

    /** Shorter than the five seconds of a hung worker. */
    private static final Duration UNDISTURBED = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void nameData() {
        data = folder.resolve("data");
    }

    /** However often it is tried meanwhile, an episode is one line. */
    @Test
    void shouldAcceptAgainWhenThereAreDescriptorsAgain() throws Exception {
        try (CentralFixture central = CentralFixture.start(data, 1)) {
            central.announceFail(NOT_ACCEPTED + "Too many open files");
            central.tolerateFail("action: ready | result: fail");
            awaitFirstLook();
            for (int episode = 1; episode <= 2; episode++) {
                central.session(1).close();
                limitDescriptors(central, nextDescriptor(central));
                List<RawAgency> waiting = new ArrayList<>();
                while (central.coordinator().lines(NOT_ACCEPTED).size() < episode) {
                    waiting.add(central.connect());
                    assertFalse(central.coordinator().endsWithin(Duration.ofMillis(100)), "the central goes on");
                }
                // Longer than the housekeeper needs to miss descriptors, too.
                assertFalse(central.coordinator().endsWithin(UNDISTURBED), central.coordinator()::transcript);
                limitDescriptors(central, ENOUGH);
                RawAgency last = waiting.get(waiting.size() - 1);
                last.hello(1);
                for (RawAgency each : waiting) {
                    each.close();
                }
                assertEquals(episode, central.coordinator().lines(NOT_ACCEPTED).size());
            }
        }
    }

    /** Before its first look after itself it has not loaded what an error line needs. */
    @Test
    void shouldLiveThroughACrowdThatComesAtOnceWithTooFewDescriptors() throws Exception {
        Path launcher = Files.writeString(
                folder.resolve("few"),
                "#!/bin/sh\nulimit -n 60\nexec " + JvmProcess.ROOT.resolve("bin/coordinator") + " \"$@\"\n");
        assertTrue(launcher.toFile().setExecutable(true));
        try (CentralFixture central = CentralFixture.startLauncher(launcher, data, 1)) {
            central.announceFail(NOT_ACCEPTED + "Too many open files");
            central.tolerateFail("action: ready | result: fail");
            List<RawAgency> crowd = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                crowd.add(central.connect());
            }
            central.coordinator().awaitLine(NOT_ACCEPTED);
            for (RawAgency each : crowd) {
                each.close();
            }
            Comeback.to(central.port(), 1, central.coordinator()).close();
        }
    }

    /** Until then what an error line needs is not loaded: a small draw would pay for it. */
    private void awaitFirstLook() throws Exception {
        Path ready = data.resolve("ready");
        Await.until("it has begun", () -> Files.exists(ready));
        FileTime begun = Files.getLastModifiedTime(ready);
        Await.until("a first look", () -> !Files.getLastModifiedTime(ready).equals(begun));
    }

    /** What it would get next; those below are taken. */
    private static int nextDescriptor(CentralFixture central) {
        Path taken = Path.of("/proc", Long.toString(central.coordinator().pid()), "fd");
        int next = 0;
        while (Files.exists(taken.resolve(Integer.toString(next)), LinkOption.NOFOLLOW_LINKS)) {
            next++;
        }
        return next;
    }

    private static void limitDescriptors(CentralFixture central, int limit) throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder(
                        "prlimit", "--pid", "" + central.coordinator().pid(), "--nofile=" + limit + ":")
                .inheritIO()
                .start();
        assertEquals(0, prlimit.waitFor(), "exit code of prlimit");
    }

    /** Of the exit codes, 2 and 3 end the central if the worker itself has said what is wrong. */
    @Test
    void shouldNotTakeTheJvmsExitCodeForOurs() throws Exception {
        Path jar = TamperedWorker.make(
                folder, "int nth = Integer.parseInt(args[1]); if (nth <= 2) { Runtime.getRuntime().halt(nth + 1); }");
        Bets bets = Bets.generate(1, 100, new Random(2));
        try (CentralFixture central = CentralFixture.startJar(jar, data, 1)) {
            central.announceFail("error: exit code 2");
            central.announceFail("error: exit code 3");
            try (RawAgency agency = central.connect()) {
                agency.sell(bets);
            }
            central.assertStored(List.of(bets));
        }
    }

    /** The machine has a process left and not the threads that a JVM needs: for longer than five children live. */
    @Test
    void shouldNotGiveUpWorkersThatDoNotComeUpForAWhileOnceTheyHave() throws Exception {
        Path jar = TamperedWorker.make(
                folder,
                "int nth = Integer.parseInt(args[1]); if (nth > 1 && nth < 8) { Runtime.getRuntime().halt(1); }");
        try (CentralFixture central = CentralFixture.startJar(jar, data, 1)) {
            central.announceFail("error: exit code 137");
            central.announceFail("error: exit code 1");
            central.tolerateFail("error: starting: ");
            Children.workers(central.coordinator()).get(0).destroyForcibly();
            central.coordinator().awaitLines("error: exit code 1", 1 + 6);
            Comeback.to(central.port(), 1, central.coordinator()).close();
        }
    }

    @Test
    void shouldServeTheOthersWhileAStoppedWorkersAgencyKnocks() throws Exception {
        Bets bets = Bets.generate(2, 2_000, new Random(3));
        try (CentralFixture central = CentralFixture.start(data, 2, "--workers", "2");
                RawAgency one = central.session(1);
                RawAgency two = central.session(2)) {
            central.announceFail("error: exit code 137");
            central.tolerateFail("error: superseded: ");
            central.tolerateFail("error: starting: ");
            ProcessHandle worker = Children.workers(central.coordinator()).get(0);
            JvmProcess.suspend(worker);
            List<RawAgency> strangers = new ArrayList<>();
            for (int i = 0; i < KNOCKS; i++) {
                RawAgency stranger = central.connect();
                stranger.sendHello(1);
                strangers.add(stranger);
            }
            int sold = 0;
            while (worker.isAlive()) {
                long start = System.nanoTime();
                two.send(bets.batch(sold + 1, sold + 1));
                two.awaitAck(sold + 1);
                Duration waited = Duration.ofNanos(System.nanoTime() - start);
                assertTrue(waited.compareTo(UNDISTURBED) < 0, "waited " + waited);
                sold++;
                assertFalse(central.coordinator().endsWithin(Duration.ofMillis(20)), "the central goes on");
            }
            assertTrue(sold > 1, "sold " + sold);
            for (RawAgency stranger : strangers) {
                stranger.close();
            }
            Comeback.to(central.port(), 1, central.coordinator()).close();
        }
    }
}
