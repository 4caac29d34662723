package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import loteria.board.BoardView;
import loteria.board.BoardWords;
import loteria.wire.ErrorCode;
import loteria.wire.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agencies that are killed, started again in another way, or twice: each bet is stored once. */
class AgencyFaultTest {
    private static final int KILLS = 10;
    private static final int BETS = 20_000;

    @TempDir
    private Path folder;

    private final Promises promises = new Promises();
    private Path data;

    @BeforeEach
    void nameDataDirectory() {
        data = folder.resolve("data");
    }

    private CentralFixture central(int agencies) throws Exception {
        CentralFixture central = CentralFixture.start(data, agencies);
        central.tolerateFail("protocol: the stream ends inside a frame");
        return central;
    }

    private JvmProcess agency(CentralFixture central, CutProxy proxy, int id, Path file, String... flags)
            throws IOException {
        List<String> all = new ArrayList<>(List.of(flags));
        all.addAll(0, List.of("--id", "" + id, "--server", "127.0.0.1:" + proxy.port(), "--bets", file.toString()));
        return JvmProcess.start("agency", central.dataDir().getParent(), all.toArray(String[]::new));
    }

    /** Faults 16 and 17. */
    @Test
    void shouldStoreEachBetOnceHoweverOftenAnAgencyIsKilledAndInWhateverBatchesItComesBack() throws Exception {
        List<Bets> all = List.of(Bets.generate(1, BETS, new Random(1)), Bets.generate(2, BETS / 10, new Random(2)));
        Path file = all.get(0).write(folder);
        try (CentralFixture central = central(2);
                CutProxy proxy = new CutProxy(central.port(), promises);
                JvmProcess two = agency(central, proxy, 2, all.get(1).write(folder))) {
            for (int kill = 1; kill <= KILLS; kill++) {
                long before = promises.promised(1);
                try (JvmProcess one = agency(
                        central,
                        proxy,
                        1,
                        file,
                        "--batch-max-amount",
                        "" + 7 * kill,
                        "--window",
                        "" + (1 + kill % 3))) {
                    // One acknowledgement at least in each life: it has come back before it is killed again.
                    promises.awaitPromised(1, Math.max(before + 1, BETS * kill / (KILLS + 1)));
                    one.signal("KILL");
                    one.awaitExit();
                    assertTrue(promises.promised(1) < BETS, "killed in the middle");
                }
            }
            assertEquals(0, exitCode(agency(central, proxy, 1, file)));
            assertEquals(0, exitCode(two));
            central.assertStored(all);
            new StoreCheck(data, all, promises).whole();
            assertTrue(promises.resumes() >= KILLS, "resumes: " + promises.resumes());
        }
    }

    /** A data directory that is brought to another machine: of its central's two addresses one has nobody. */
    @Test
    void shouldGoOnWithTheNextCentralThatItsServerNames() throws Exception {
        Bets bets = Bets.generate(1, BETS, new Random(9));
        try (CentralSite old = new CentralSite(data, 1);
                CentralSite next = new CentralSite(data, 1);
                CutProxy proxy = new CutProxy(old.port(), promises)) {
            old.start();
            String both = "127.0.0.1:" + proxy.port() + ",127.0.0.1:" + next.port();
            try (JvmProcess agency = JvmProcess.start(
                    "agency",
                    folder,
                    "--id",
                    "1",
                    "--server",
                    both,
                    "--bets",
                    bets.write(folder).toString(),
                    "--batch-max-amount",
                    "5",
                    "--window",
                    "2")) {
                promises.awaitPromised(1, 500);
                old.killAll();
                next.start();
                assertEquals(0, agency.awaitExit(), agency::transcript);
            }
            next.stop();
            assertTrue(promises.promised(1) < BETS, "killed in the middle");
            assertEquals(bets.stored(), Files.readAllLines(data.resolve("bets.csv")));
        }
    }

    /** Who is slow, or was stopped for a while, has done nothing wrong. */
    @Test
    void shouldComeAgainWhenAFrameWasTooLongOnItsWay() throws Exception {
        Bets bets = Bets.generate(1, BETS, new Random(8));
        try (CentralFixture central = central(1);
                CutProxy proxy = new CutProxy(central.port(), promises);
                JvmProcess agency =
                        agency(central, proxy, 1, bets.write(folder), "--batch-max-amount", "10", "--window", "2")) {
            central.announceFail("error: timeout: a frame that has come to a halt");
            promises.awaitPromised(1, 500);
            proxy.awaitLinks(0).get(0).stall();
            assertEquals(0, agency.awaitExit(), agency::transcript);
            central.assertStored(List.of(bets));
            assertEquals(2, promises.sessions());
        }
    }

    private static int exitCode(JvmProcess process) throws InterruptedException {
        try (process) {
            return process.awaitExit();
        }
    }

    /** Fault 18. */
    @Test
    void shouldRefuseToCloseTheSalesOfAChangedFile() throws Exception {
        Bets bets = Bets.generate(1, BETS, new Random(3));
        List<String> records = new ArrayList<>(bets.records());
        records.set(0, "Otra,Persona,30904465,1999-03-17,2201");
        records.add("Una,Más,30904466,1999-03-17,2202");
        Bets changed = new Bets(1, records);
        try (CentralFixture central = central(1);
                CutProxy proxy = new CutProxy(central.port(), promises)) {
            central.announceFail("error: mismatch: ");
            Path file = bets.write(folder);
            try (JvmProcess first = agency(central, proxy, 1, file, "--batch-max-amount", "10", "--window", "1")) {
                promises.awaitPromised(1, 500);
                first.signal("KILL");
                first.awaitExit();
            }
            String reason = assertMismatch(agency(central, proxy, 1, changed.write(folder)));
            assertTrue(
                    reason.contains("the sale of agency 1 has begun with other bets (" + (BETS + 1) + " stored"),
                    reason);
            assertTrue(reason.contains("go on with the bets it began with"), reason);
        }
    }

    /** Fault 18: after the sales were closed. */
    @Test
    void shouldRefuseAChangedFileAfterTheDraw() throws Exception {
        Bets bets = Bets.generate(1, 500, new Random(4));
        Bets shorter = new Bets(1, bets.records().subList(0, 499));
        try (CentralFixture central = central(1);
                CutProxy proxy = new CutProxy(central.port(), promises)) {
            central.announceFail("error: mismatch: ");
            assertEquals(0, exitCode(agency(central, proxy, 1, bets.write(folder))));
            String reason = assertMismatch(agency(central, proxy, 1, shorter.write(folder)));
            assertTrue(
                    reason.contains("the draw is done, for agency 1 with other bets (500 stored, 499 offered)"),
                    reason);
            assertTrue(reason.contains("a new draw needs a new data directory (make docker-compose-down)"), reason);
            assertEquals(0, exitCode(agency(central, proxy, 1, bets.write(folder))), "the right file is welcome");
            central.assertStored(List.of(bets));
        }
    }

    private static String assertMismatch(JvmProcess process) throws InterruptedException {
        try (process) {
            assertEquals(1, process.awaitExit(), process::transcript);
            List<String> lines = process.lines("| result: fail");
            assertEquals(1, lines.size(), process::transcript);
            assertTrue(lines.get(0).contains("result: fail | error: the "), lines.get(0));
            return lines.get(0);
        }
    }

    /** Exercise 5, again and with another number. */
    @Test
    void shouldSayThatTheSalesAreClosedToWhoComesWithAnotherBet() throws Exception {
        try (CentralFixture central = central(2)) {
            central.announceFail("error: mismatch: the sales of agency 1 are closed");
            Map<String, String> bet = new HashMap<>(Map.of(
                    "CLI_ID", "1",
                    "CLI_SERVER_ADDRESS", "127.0.0.1:" + central.port(),
                    "NOMBRE", "Santiago Lionel",
                    "APELLIDO", "Lorca",
                    "DOCUMENTO", "30904465",
                    "NACIMIENTO", "1999-03-17",
                    "NUMERO", "7574"));
            for (int i = 0; i < 2; i++) {
                try (JvmProcess agency = JvmProcess.start("agency", folder, bet, List.of())) {
                    AgencyEnd.assertDone(agency);
                }
            }
            bet.put("NUMERO", "2201");
            try (JvmProcess agency = JvmProcess.start("agency", folder, bet, List.of())) {
                AgencyEnd.assertFailed(
                        agency, 1, "error: the sales of agency 1 are closed with other bets (1 stored, 1 offered)");
            }
        }
    }

    /** Fault 19. */
    @Test
    void shouldEndTheOlderOfTwoAgenciesWithOneId() throws Exception {
        Bets bets = Bets.generate(1, BETS, new Random(5));
        Path file = bets.write(folder);
        try (CentralFixture central = central(1);
                CutProxy proxy = new CutProxy(central.port(), promises);
                JvmProcess older = agency(central, proxy, 1, file, "--batch-max-amount", "5", "--window", "4")) {
            central.announceFail("error: superseded: ");
            promises.awaitPromised(1, 500);
            assertEquals(0, exitCode(agency(central, proxy, 1, file)));
            assertEquals(1, older.awaitExit(), older::transcript);
            assertEquals(
                    1,
                    older.lines("error: superseded: a newer session of agency 1")
                            .size(),
                    older::transcript);
            central.assertStored(List.of(bets));
        }
    }

    /** Fault 19: what the first has sent lies in the buffers between it and its worker while the second begins. */
    @Test
    void shouldStoreNothingOfASupersededSessionThatIsStillOnItsWay() throws Exception {
        Bets bets = Bets.generate(1, 3_000, new Random(6));
        Bets others = Bets.generate(1, 2_000, new Random(7));
        try (CentralFixture central = central(1);
                RawAgency older = central.session(1);
                RawAgency newer = central.connect()) {
            central.announceFail("error: superseded: ");
            ProcessHandle worker = central.coordinator().children().get(0);
            JvmProcess.suspend(worker);
            for (Message.Batch batch : others.batchesFrom(1, 100)) {
                older.send(batch);
            }
            BoardView board = BoardView.of(data.resolve(BoardWords.FILE));
            long session = board.newestSession(1);
            newer.sendHello(1);
            Await.until("the newer session's turn", () -> board.newestSession(1) != session);
            Signals.send("CONT", worker);
            older.awaitFailure(ErrorCode.SUPERSEDED);
            assertEquals(0, newer.awaitWelcome().stored());
            for (Message.Batch batch : bets.batchesFrom(1, 100)) {
                newer.send(batch);
            }
            newer.awaitAck(bets.count());
            central.assertStored(List.of(bets));
        }
    }
}
