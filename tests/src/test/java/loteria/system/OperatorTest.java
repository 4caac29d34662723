package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import loteria.wire.AgencyState;
import loteria.wire.ErrorCode;
import loteria.wire.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code coordinator agencies}: who may sell, and sales that the operator closes. */
class OperatorTest {
    private static final int BETS = 20_000;

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void nameData() {
        data = folder.resolve("data");
    }

    private String operator(int exitCode, String... words) throws Exception {
        return OperatorCommand.run(exitCode, data, words);
    }

    @Test
    void shouldEndTheSessionOfADisabledAgencyAndGoOnExactlyOnceWhenItIsEnabled() throws Exception {
        List<Bets> all = List.of(Bets.generate(1, BETS, new Random(1)), Bets.generate(2, 200, new Random(2)));
        Path file = all.get(0).write(folder);
        Promises promises = new Promises();
        String[] slow = {"--batch-max-amount", "1", "--window", "1"};
        try (CentralFixture central = CentralFixture.start(data, 2);
                CutProxy proxy = new CutProxy(central.port(), promises);
                RawAgency other = new RawAgency(proxy.port())) {
            other.hello(2);
            central.announceFail("error: disabled: the operator has disabled agency 1");
            try (JvmProcess agency = agency(proxy, file, slow)) {
                promises.awaitPromised(1, 500);
                operator(0, "disable", "1");
                assertTrue(agency.endsWithin(JvmProcess.SOON), agency::transcript);
                assertDisabled(agency);
            }
            long promised = promises.promised(1);
            assertTrue(promised < BETS, "disabled in the middle");
            try (JvmProcess again = agency(proxy, file)) {
                assertDisabled(again);
            }
            other.send(all.get(1).batch(1, 100));
            other.awaitAck(100);
            assertEquals("action: enable | result: success | agency: 1", operator(0, "enable", "1"));
            central.coordinator().awaitLine("action: enable | result: success | agency: 1");
            try (JvmProcess agency = agency(proxy, file)) {
                other.send(all.get(1).batch(101, 200));
                other.awaitAck(200);
                other.send(all.get(1).finished());
                assertEquals(new Message.Closed(200), other.read());
                assertEquals(all.get(1).winners(), other.awaitWinners());
                assertEquals(0, agency.awaitExit(), agency::transcript);
            }
            central.assertStored(all);
            new StoreCheck(data, all, promises).whole();
            assertEquals(List.of("disable,1,", "enable,1,"), OperatorCommand.acts(data));
        }
    }

    private JvmProcess agency(CutProxy proxy, Path file, String... flags) throws Exception {
        List<String> args = new ArrayList<>(
                List.of("--id", "1", "--server", "127.0.0.1:" + proxy.port(), "--bets", file.toString()));
        args.addAll(List.of(flags));
        return JvmProcess.start("agency", folder, args.toArray(String[]::new));
    }

    private static void assertDisabled(JvmProcess agency) throws Exception {
        assertEquals(1, agency.awaitExit(), agency::transcript);
        List<String> failures = agency.lines("| result: fail");
        assertEquals(1, failures.size(), agency::transcript);
        assertTrue(failures.get(0).endsWith("error: disabled: the operator has disabled agency 1"), failures.get(0));
    }

    /** Its session ends so that it comes back, and is told then how things are. */
    @Test
    void shouldCloseTheSalesOfAnAgencyOnWhatIsStoredSoThatTheDrawGoesOn() throws Exception {
        List<Bets> all = List.of(Bets.generate(1, 100, new Random(3)), Bets.generate(2, 100, new Random(4)));
        Bets stored = new Bets(1, all.get(0).records().subList(0, 60));
        try (CentralFixture central = CentralFixture.start(data, 2);
                RawAgency lost = central.session(1);
                RawAgency other = central.connect()) {
            central.announceFail("agency: 1 | error: starting: the operator is about to close the sales of agency 1");
            lost.send(all.get(0).batch(1, 50));
            lost.awaitAck(50);
            other.sell(all.get(1));
            String refusal = operator(1, "close", "1", "--total", "60");
            assertTrue(refusal.contains("error: agency 1 has 50 bets stored, and not 60: "), refusal);
            lost.send(all.get(0).batch(51, 60));
            lost.awaitAck(60);

            assertEquals(
                    "action: close_sales | result: success | agency: 1 | total: 60 | before: false",
                    operator(0, "close", "1", "--total", "60"));
            lost.awaitFailure(ErrorCode.STARTING);
            central.coordinator()
                    .awaitLine("action: close_sales | result: success | agency: 1 | total: 60 | by: operator");
            assertEquals(all.get(1).winners(), other.awaitWinners());
            assertEquals(
                    "action: close_sales | result: success | agency: 1 | total: 60 | before: true",
                    operator(0, "close", "1", "--total", "60"));
            try (RawAgency back = central.connect()) {
                assertEquals(new Message.Welcome(60, AgencyState.DRAWN, 256), back.hello(1));
                back.send(stored.finished());
                assertEquals(new Message.Closed(60), back.read());
                assertEquals(stored.winners(), back.awaitWinners());
            }
            central.assertStored(List.of(stored, all.get(1)));
            assertEquals(List.of("close,1,60"), OperatorCommand.acts(data));
        }
    }

    /** A stolen terminal: nothing more from it, and the draw does not wait for it. */
    @Test
    void shouldShowWhatTheOperatorDidAlsoAfterARestart() throws Exception {
        Bets bets = Bets.generate(1, 100, new Random(5));
        try (CentralFixture central = CentralFixture.start(data, 3)) {
            central.announceFail("error: disabled: the operator has disabled agency 1");
            try (RawAgency stolen = central.session(1)) {
                stolen.send(bets.batch(1, 100));
                stolen.awaitAck(100);
                operator(0, "disable", "1");
                operator(0, "disable", "2");
                stolen.awaitFailure(ErrorCode.DISABLED);
            }
            operator(0, "close", "1", "--total", "100");
            assertEquals(List.of("closed", "disabled", "absent"), states());
        }
        assertEquals(List.of("closed", "disabled", "absent"), states(), "of a central that has ended");
        try (CentralFixture central = CentralFixture.start(data, 3);
                RawAgency disabled = central.connect()) {
            central.announceFail("error: disabled: the operator has disabled agency 2");
            disabled.sendHello(2);
            disabled.awaitFailure(ErrorCode.DISABLED);
            assertEquals(List.of("closed", "disabled", "absent"), states());
            try (JvmProcess list = OperatorCommand.start(data, "list")) {
                assertEquals(0, list.awaitExit(), list::transcript);
                assertEquals(
                        List.of(
                                "agency  enabled        bets  sales",
                                "     1  no              100  closed by the operator",
                                "     2  no                0  open",
                                "     3  yes               0  open"),
                        list.lines());
            }
            try (JvmProcess audit = JvmProcess.start("coordinator", folder, "audit", "--data-dir", "" + data)) {
                assertEquals(0, audit.awaitExit(), audit::transcript);
            }
        }
    }

    private List<String> states() throws Exception {
        try (JvmProcess status = JvmProcess.start("coordinator", folder, "status", "--json", "--data-dir", "" + data)) {
            assertEquals(0, status.awaitExit(), status::transcript);
            return JsonParser.parseString(status.lines().get(0))
                    .getAsJsonObject()
                    .getAsJsonArray("agencies")
                    .asList()
                    .stream()
                    .map(agency -> agency.getAsJsonObject().get("state").getAsString())
                    .toList();
        }
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() throws Exception {
        CentralFixture.start(data, 2).close();
        String outside = operator(2, "disable", "3");
        assertTrue(outside.endsWith("agencies: expected a whole number from 1 to 2, found '3'"), outside);
        String alone = operator(1, "close", "1", "--total", "0");
        assertTrue(alone.contains(data + ": no central runs on it, which alone can close sales: "), alone);
        Files.writeString(data.resolve("agencies.csv"), "1,false\n2,perhaps\n");
        String damaged = "agencies.csv: line 2: expected agency,enabled: an agency from 1 to 2, then true or false";
        assertTrue(operator(2, "enable", "1").endsWith(damaged));
        assertEquals(List.of(), OperatorCommand.acts(data), "nothing was done");
        try (JvmProcess start = CentralFixture.launch(data, 2)) {
            assertEquals(2, start.awaitExit(), start::transcript);
            assertTrue(start.lines().get(start.lines().size() - 1).endsWith(damaged), start::transcript);
        }
    }

    @Test
    void shouldGoOnWithWhatWasSaidWhileTheFileIsDamaged() throws Exception {
        try (CentralFixture central = CentralFixture.start(data, 2)) {
            central.announceFail("agencies.csv: line 1: expected agency,enabled");
            central.announceFail("error: disabled: ");
            operator(0, "disable", "1");
            central.coordinator().awaitLine("action: disable | result: success | agency: 1");
            Files.writeString(data.resolve("agencies.csv"), "2;false\n");
            central.coordinator().awaitLine("agencies.csv: line 1: expected agency,enabled");
            try (RawAgency one = central.connect();
                    RawAgency two = central.session(2)) {
                one.sendHello(1);
                one.awaitFailure(ErrorCode.DISABLED);
                Files.writeString(data.resolve("agencies.csv"), "2,false\n");
                two.awaitFailure(ErrorCode.DISABLED);
                central.session(1).close();
            }
        }
    }
}
