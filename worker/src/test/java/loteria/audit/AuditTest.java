package loteria.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import loteria.bet.Bet;
import loteria.store.file.MemoryDir;
import loteria.store.file.SampleBets;
import loteria.store.file.SampleStore;
import loteria.store.file.SampleStore.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditTest {
    @TempDir(factory = MemoryDir.class)
    private Path dir;

    private Report audit() throws IOException {
        return new Audit(dir, SampleBets.WINNING_NUMBER).run();
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void shouldFindNothingInAStoreThatIsAsItWasLeft(Stage stage) throws Exception {
        SampleStore.make(dir, stage);
        assertEquals(List.of(), audit().findings());
        SampleStore.reboot(dir);
        assertEquals(List.of(), audit().findings());
        Files.delete(dir.resolve("draw.board"));
        assertEquals(List.of(), audit().findings());
        Files.delete(dir.resolve("lottery.properties"));
        assertEquals(List.of(), audit().findings(), "as version 1.0.0 left it");
        assertEquals(List.of(), audit().tails());
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void shouldNameADamage(Damage damage) throws Exception {
        SampleStore.make(dir, damage.stage());
        damage.strike(dir);
        Report report = audit();
        assertTrue(
                report.findings().stream()
                        .anyMatch(finding -> finding.toString().matches(damage.named())),
                () -> damage.named() + " in " + report.findings());
        assertFalse(report.isGood());
    }

    @Test
    void shouldNameSeveralDamagesAndCountThoseBeyondAHundred() throws Exception {
        SampleStore.make(dir, Stage.DRAWN);
        String lines = "1,x\n".repeat(150);
        Files.writeString(dir.resolve("bets.csv"), lines + Files.readString(dir.resolve("bets.csv")));
        Report report = audit();
        assertEquals(Findings.MOST, report.findings().size());
        assertTrue(report.leftOut() >= 50, () -> report.leftOut() + " more");
        assertEquals(
                new Finding("bets.csv", 4, "expected 5 fields, found 1"),
                report.findings().get(1));
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void shouldNameNobody(Damage damage) throws Exception {
        SampleStore.make(dir, damage.stage());
        List<Bet> bets = bets();
        damage.strike(dir);
        Report report = audit();
        String said = report.findings() + ReportTable.of(report) + ReportJson.of(report);
        for (Bet bet : bets) {
            assertFalse(said.contains(bet.lastName()) || said.contains(bet.document()), () -> bet + " in " + said);
        }
    }

    private List<Bet> bets() throws Exception {
        List<Bet> bets = new ArrayList<>();
        for (String line : Files.readAllLines(dir.resolve("bets.csv"))) {
            byte[] record = line.getBytes(UTF_8);
            bets.add(Bet.parse(record, line.indexOf(',') + 1, record.length));
        }
        return bets;
    }

    /** What a writer that died left behind everything that was promised. */
    @Test
    void shouldTellATailFromDamage() throws Exception {
        SampleStore.make(dir, Stage.SELLING);
        long bets = Files.size(dir.resolve("bets.csv"));
        long sales = Files.size(dir.resolve("finished.csv"));
        Files.writeString(dir.resolve("bets.csv"), "1,torn", StandardOpenOption.APPEND);
        Files.writeString(dir.resolve("finished.csv"), "1,2", StandardOpenOption.APPEND);
        for (boolean board : new boolean[] {true, false}) {
            Report report = audit();
            assertEquals(List.of(), report.findings());
            assertEquals(List.of(new Tail("bets.csv", bets, 6), new Tail("finished.csv", sales, 3)), report.tails());
            assertTrue(
                    ReportTable.of(report).contains("bets.csv: 6 bytes from byte " + bets + " on were never promised"));
            if (board) {
                Files.delete(dir.resolve("draw.board"));
            }
        }
        SampleStore.goOn(dir);
        assertEquals(List.of(), audit().findings());
        assertEquals(List.of(), audit().tails());
    }

    /** Without a board nobody knows what was promised: a line in the middle that is none is not passed over. */
    @Test
    void shouldTakeNoLineInTheMiddleForATailWithoutABoard() throws Exception {
        SampleStore.make(dir, Stage.SELLING);
        Files.delete(dir.resolve("draw.board"));
        long size = Files.size(dir.resolve("bets.csv"));
        Files.writeString(dir.resolve("bets.csv"), "1,torn\n1,too\n", StandardOpenOption.APPEND);
        assertEquals(
                new Finding("bets.csv", size, "expected 5 fields, found 1"),
                audit().findings().get(0));
    }

    @Test
    void shouldSayAllAsOneJsonObject() throws Exception {
        SampleStore.make(dir, Stage.SELLING);
        Files.writeString(dir.resolve("bets.csv"), "x", StandardOpenOption.APPEND);
        Files.writeString(dir.resolve("finished.csv"), "x\n" + Files.readString(dir.resolve("finished.csv")));
        String json = ReportJson.of(audit());
        assertTrue(
                json.startsWith("{\"good\":false,\"central\":\"ended\",\"drawn\":false,\"winningNumber\":null,"), json);
        assertTrue(json.contains("{\"agency\":3,\"bets\":21,\"checksum\":\""), json);
        assertTrue(
                json.contains("\"closed\":true,\"winners\":null}],\"tails\":[{\"file\":\"bets.csv\",\"byte\":"), json);
        assertTrue(
                json.endsWith("\"findings\":[{\"file\":\"finished.csv\",\"byte\":0,\"wrong\":\"expected a line"
                        + " agency,total,checksum\"}],\"findingsLeftOut\":0}"),
                json);
    }
}
