package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import loteria.cluster.Brokers;
import loteria.wire.ErrorCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Centrals that share a store: the real client, a real broker. */
@ExtendWith(NothingLeft.class)
@Timeout(240)
class SharedStoreTest {
    @TempDir
    private static Path brokersFolder;

    private static Brokers brokers;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        brokers = Brokers.start(brokersFolder, 1);
    }

    @AfterAll
    static void stop() {
        brokers.close();
    }

    private static String store(String draw) {
        return "kafka:" + brokers.bootstrap() + "/" + draw;
    }

    /** One broker promises less than three. */
    private static String[] flags(String draw) {
        return new String[] {"--store", store(draw), "--store-accept-weaker", "--workers", "1"};
    }

    private void run(String... args) throws Exception {
        try (JvmProcess command = JvmProcess.start("coordinator", folder, args)) {
            assertEquals(0, command.awaitExit(), command::transcript);
        }
    }

    private void create(String draw, int agencies) throws Exception {
        run("store", "create", "--store", store(draw), "--agencies", "" + agencies, "--store-accept-weaker");
    }

    private CentralFixture central(String name, String draw, int agencies) throws Exception {
        return CentralFixture.start(folder.resolve(name), agencies, flags(draw));
    }

    /** Exports the log, asserts that it holds exactly these bets, and that an audit of it finds nothing wrong. */
    private void assertExported(String draw, List<Bets> all) throws Exception {
        Path exported = folder.resolve("exported");
        run("store", "export", "--store", store(draw), "--data-dir", exported.toString());
        List<String> expected =
                all.stream().flatMap(bets -> bets.stored().stream()).toList();
        assertEquals(expected, Files.readAllLines(exported.resolve("bets.csv")));
        run("audit", "--data-dir", exported.toString());
    }

    private static long draws(CentralFixture central) {
        return central.coordinator().lines("action: sorteo | result: success").size();
    }

    @Test
    void shouldGoOnWithAnotherCentralAndDrawOnceWhenOneIsKilled() throws Exception {
        create("killed", 3);
        List<Bets> all = Bets.generateAll(3, 2_000);
        Bets first = all.get(0);
        try (CentralFixture there = central("there", "killed", 3)) {
            CentralFixture here = central("here", "killed", 3);
            int half = Math.max(1, Math.min(100, first.count() / 2));
            try (RawAgency agency = here.session(1)) {
                agency.send(first.batch(1, half));
                agency.awaitAck(half);
            }
            try (RawAgency agency = here.connect()) {
                agency.sell(all.get(1));
            }
            here.kill();
            try (RawAgency one = there.connect();
                    RawAgency three = there.connect()) {
                one.sell(first);
                three.sell(all.get(2));
                assertEquals(first.winners(), one.awaitWinners());
                assertEquals(all.get(2).winners(), three.awaitWinners());
            }
            there.coordinator().awaitLine("action: sorteo | result: success");
            assertEquals(1, draws(there));
            try (CentralFixture again = central("here", "killed", 3);
                    RawAgency two = again.session(2)) {
                two.send(all.get(1).finished());
                two.read();
                assertEquals(all.get(1).winners(), two.awaitWinners());
                assertEquals(0, draws(again), "the draw has happened");
            }
        }
        assertExported("killed", all);
    }

    @Test
    void shouldAcknowledgeNothingOfAWorkerThatIsContinuedAfterAnotherCentralHasItsAgency() throws Exception {
        create("zombie", 1);
        Bets old = Bets.generate(1, 50, new Random(1));
        Bets bets = Bets.generate(1, 60, new Random(2));
        try (CentralFixture here = central("here", "zombie", 1);
                CentralFixture there = central("there", "zombie", 1);
                RawAgency agency = here.session(1)) {
            ProcessHandle worker = here.coordinator().children().get(0);
            JvmProcess.suspend(worker);
            agency.send(old.batch(1, 50));
            try (RawAgency successor = there.connect()) {
                successor.sell(bets);
                here.announceFail("superseded");
                Signals.send("CONT", worker);
                agency.awaitFailure(ErrorCode.SUPERSEDED);
                assertEquals(bets.winners(), successor.awaitWinners());
            }
        }
        assertExported("zombie", List.of(bets));
    }

    @Test
    void shouldRefuseAStoreThatCannotBeThatOfItsLottery() throws Exception {
        create("other", 2);
        assertRefused("topic other.bets: expected 3 partitions, found 2", 3, flags("other"));
        assertRefused("--store-accept-weaker takes them as they are", 2, "--store", store("other"));
        assertRefused("store create makes them", 2, flags("missing"));
        Path files = Files.createDirectories(folder.resolve("files"));
        Files.createFile(files.resolve("bets.csv"));
        assertRefused(files, "bets.csv: the directory holds a store in files", 2, flags("other"));
    }

    private void assertRefused(String why, int agencies, String... flags) throws Exception {
        assertRefused(folder.resolve("refused"), why, agencies, flags);
    }

    private static void assertRefused(Path dataDir, String why, int agencies, String... flags) throws Exception {
        try (JvmProcess coordinator = CentralFixture.launch(dataDir, agencies, flags)) {
            assertEquals(2, coordinator.awaitExit(), coordinator::transcript);
            List<String> ends = coordinator.lines("action: exit | result: fail | error: ");
            assertTrue(ends.size() == 1 && ends.get(0).contains(why), coordinator::transcript);
        }
    }

    @Test
    void shouldWaitForAStoreThatDoesNotAnswerAndNotBeReady() throws Exception {
        Path data = folder.resolve("data");
        try (JvmProcess coordinator = CentralFixture.launch(data, 1, "--store", "kafka:127.0.0.1:1/none")) {
            coordinator.awaitLine("action: store | result: in_progress | waits_for: ");
            assertFalse(Files.exists(data.resolve("ready")));
            coordinator.signal("TERM");
            assertEquals(0, coordinator.awaitExit(), coordinator::transcript);
            CentralFixture.assertCleanEnd(coordinator, data);
        }
    }

    @Test
    void shouldLoadNothingOfASharedStoreWithoutOne() throws IOException {
        try (Stream<Path> jars = Stream.of("worker", "coordinator")
                .map(name -> JvmProcess.ROOT.resolve(name).resolve("target").resolve(name + ".jar"))) {
            for (Path jar : jars.toList()) {
                try (JarFile file = new JarFile(jar.toFile())) {
                    assertFalse(file.stream()
                            .anyMatch(entry -> entry.getName().contains("kafka")
                                    && entry.getName().endsWith(".class")));
                }
            }
        }
    }
}
