package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import loteria.wire.ErrorCode;
import loteria.wire.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGTERM, SIGINT or SIGHUP at any moment: an orderly end, soon, with nothing left behind. */
class TerminationTest {
    /** Their numbers are their bits in a mask, from 1. */
    private enum Signal {
        HUP,
        INT
    }

    @TempDir
    private Path folder;

    /** Asserts an orderly end soon after a signal. */
    private static void assertEnds(JvmProcess process, String signal) throws Exception {
        process.signal(signal);
        assertTrue(
                process.endsWithin(JvmProcess.SOON),
                () -> "expected an end within " + JvmProcess.SOON + process.transcript());
        AgencyEnd.assertDone(process);
        assertEquals(List.of(), LogFormat.failures(process.lines()), process::transcript);
    }

    /** A signal, unless nobody here hears it: a shell's background job ignores SIGINT, and what nohup starts SIGHUP. */
    private static String ifHeard(Signal signal) throws IOException {
        int ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToInt(line -> Integer.parseInt(line.substring(line.length() - 1), 16))
                .sum();
        return (ignored & 1 << signal.ordinal()) == 0 ? signal.name() : "TERM";
    }

    /** Lets a process go on for a while, in which it does not end. */
    private static void assertLives(JvmProcess process, int millis) throws Exception {
        assertFalse(process.endsWithin(Duration.ofMillis(millis)), process::transcript);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 50, 80, 120, 160, 200, 300, 400})
    void shouldEndACoordinatorThatStarts(int millis) throws Exception {
        Path data = folder.resolve("data");
        try (JvmProcess coordinator = CentralFixture.launch(data, 3, "--log-level", "DEBUG")) {
            coordinator.awaitLine("action: config");
            assertLives(coordinator, millis);
            assertEnds(coordinator, millis % 100 == 0 ? ifHeard(Signal.INT) : "TERM");
            CentralFixture.assertCleanEnd(coordinator, data);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 250, 400, 600})
    void shouldEndACoordinatorThatRecovers(int millis) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        List<String> lines = Bets.generate(1, 10_000, new Random(1)).stored();
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            many.addAll(lines);
        }
        Files.write(data.resolve("bets.csv"), many);
        try (JvmProcess coordinator = CentralFixture.launch(data, 3, "--log-level", "DEBUG")) {
            coordinator.awaitLine("action: config");
            assertLives(coordinator, millis);
            assertEnds(coordinator, "TERM");
            CentralFixture.assertCleanEnd(coordinator, data);
        }
        try (CentralFixture central = CentralFixture.start(data, 3);
                RawAgency agency = central.connect()) {
            assertEquals(many.size(), agency.hello(1).stored());
        }
    }

    @Test
    void shouldEndWhileAgenciesSellAndWait() throws Exception {
        Path data = folder.resolve("data");
        List<Bets> all = Bets.generateAll(2, 200);
        Bets many = Bets.generate(3, 30_000, new Random(2));
        try (CentralFixture central = CentralFixture.start(data, 3);
                RawAgency waiting = central.connect();
                RawAgency idle = central.connect();
                JvmProcess selling =
                        central.agency(3, many.write(folder), "--window", "1", "--batch-max-amount", "3")) {
            waiting.sell(all.get(0));
            waiting.send(new Message.Query(true));
            idle.hello(2);
            idle.send(all.get(1).batch(1, 1));
            idle.awaitAck(1);
            central.coordinator().awaitLines("action: apuesta_recibida", 30);
            assertEnds(central.coordinator(), "TERM");
            waiting.awaitFailure(ErrorCode.STOPPING);
            idle.awaitFailure(ErrorCode.STOPPING);
            assertEnds(selling, "TERM");
        }
        try (CentralFixture central = CentralFixture.start(data, 3);
                RawAgency agency = central.connect()) {
            agency.sell(many);
        }
    }

    @Test
    void shouldEndWhenTheTerminalHangsUp() throws Exception {
        Path file = Bets.generate(1, 10, new Random(6)).write(folder);
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 2);
                JvmProcess agency = central.agency(1, file)) {
            agency.awaitLine("action: apuestas_enviadas | result: success");
            ProcessHandle worker = central.coordinator().children().get(0);
            // A hangup reaches the whole group; a worker ends when its coordinator says so.
            Signals.send(ifHeard(Signal.HUP), worker);
            assertEnds(agency, ifHeard(Signal.HUP));
            assertTrue(worker.isAlive(), "a worker that a signal ends");
            assertEnds(central.coordinator(), ifHeard(Signal.HUP));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void shouldEndASampleAtOnce(String signal) throws Exception {
        try (JvmProcess sample = JvmProcess.start(
                "agency", folder, "sample", "--agencies", "9", "--bets", "900000000", "--dir", "made")) {
            Path part = folder.resolve("made/agency-1.csv.part");
            while (!Files.exists(part)) {
                assertLives(sample, 10);
            }
            sample.signal(signal.equals("INT") ? ifHeard(Signal.INT) : signal);
            assertEquals(0, sample.awaitExit(), sample::transcript);
            try (Stream<Path> left = Files.list(folder.resolve("made"))) {
                assertEquals(List.of(), left.toList());
            }
        }
    }

    @Test
    void shouldEndAfterTheDraw() throws Exception {
        Bets bets = Bets.generateAll(1, 500).get(0);
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 1);
                JvmProcess agency = central.agency(1, bets.write(folder))) {
            AgencyEnd.assertDone(agency);
            central.coordinator().awaitLine("action: sorteo | result: success");
            assertEnds(central.coordinator(), "TERM");
        }
    }

    @Test
    void shouldEndDespiteClientsThatSayNothing() throws Exception {
        List<RawAgency> clients = new ArrayList<>();
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 1, "--listen-backlog", "50")) {
            for (int i = 0; i < 50; i++) {
                clients.add(central.connect());
            }
            central.coordinator().awaitLines("action: accept_connections | result: success", 50);
            assertEnds(central.coordinator(), "TERM");
        }
        for (RawAgency client : clients) {
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30, 60, 100, 150, 250})
    void shouldEndAnAgencyThatLooksForItsCentral(int millis) throws Exception {
        Path file = Bets.generate(1, 10, new Random(3)).write(folder);
        try (JvmProcess agency =
                JvmProcess.start("agency", folder, "--id", "1", "--server", "127.0.0.1:1", "--bets", file.toString())) {
            agency.awaitLine("action: config");
            assertLives(agency, millis);
            assertEnds(agency, millis % 60 == 0 ? ifHeard(Signal.INT) : "TERM");
        }
    }

    @Test
    void shouldEndAnAgencyThatSellsOrWaits() throws Exception {
        Bets many = Bets.generate(1, 30_000, new Random(4));
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 2)) {
            central.tolerateFail("protocol: the stream ends inside a frame");
            // The next process can come before the end of the last one's connection is seen.
            central.tolerateFail("error: superseded: ");
            Path file = many.write(folder);
            try (JvmProcess agency = central.agency(1, file, "--window", "1", "--batch-max-amount", "3")) {
                central.coordinator().awaitLines("action: apuesta_recibida", 30);
                assertEnds(agency, "TERM");
            }
            for (String winners : new String[] {"wait", "poll"}) {
                try (JvmProcess agency = central.agency(1, file, "--winners", winners)) {
                    agency.awaitLine("action: apuestas_enviadas | result: success | cantidad: " + many.count());
                    assertLives(agency, 300);
                    assertEnds(agency, "TERM");
                }
            }
            central.assertStored(List.of(many));
        }
    }

    @Test
    void shouldEndAnAgencyBetweenTwoEchoes() throws Exception {
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 0);
                JvmProcess agency = central.pausingAgency()) {
            assertEnds(agency, "TERM");
        }
    }

    @Test
    void shouldEndAWorkerWhoseCoordinatorIsKilled() throws Exception {
        Path data = folder.resolve("data");
        try (CentralFixture central = CentralFixture.start(data, 2);
                RawAgency agency = central.session(1)) {
            central.kill();
            agency.drain();
        }
        CentralFixture.start(data, 2).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void shouldEndAnAuditAtOnce(String signal) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        List<String> lines = Bets.generate(1, 10_000, new Random(1)).stored();
        for (int i = 0; i < 60; i++) {
            Files.write(data.resolve("bets.csv"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        try (JvmProcess audit = JvmProcess.start("coordinator", folder, "audit", "--data-dir", data.toString())) {
            Await.until("its child is there", () -> !audit.children().isEmpty());
            ProcessHandle child = audit.children().get(0);
            audit.signal(signal.equals("INT") ? ifHeard(Signal.INT) : signal);
            assertTrue(audit.endsWithin(JvmProcess.SOON), audit::transcript);
            assertEquals(1, audit.awaitExit(), audit::transcript);
            audit.awaitLine("ended by a signal before it was done");
            assertFalse(child.isAlive());
        }
    }
}
