package loteria.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorFilesTest {
    private static final String TIME = "2026-11-21T12:00:00.000Z,";

    @TempDir
    private Path dir;

    /** What is wrong with the two files, where agency 1 has three bets and agency 2 none. */
    private List<String> findings(String orders, String agencies) throws IOException {
        Files.writeString(dir.resolve("operations.csv"), orders);
        Files.writeString(dir.resolve("agencies.csv"), agencies);
        return findings();
    }

    private List<String> findings() throws IOException {
        Findings findings = new Findings();
        OperatorFiles files = new OperatorFiles(findings, 5);
        files.read(dir);
        AgencyAudit one = new AgencyAudit(0);
        for (int i = 0; i < 3; i++) {
            one.add(new byte[] {'x'}, false);
        }
        files.compare(new HashMap<>(Map.of(1, one)));
        return findings.first().stream().map(Finding::toString).toList();
    }

    @Test
    void shouldFindNothingWhereNobodyOrderedAnything() throws Exception {
        assertEquals(List.of(), findings());
    }

    @Test
    void shouldFindNothingWhereOrdersWereCarriedOut() throws Exception {
        String orders = TIME + "disable,1,\n" + TIME + "disable,2,\n" + TIME + "enable,2,\n" + TIME + "close,1,3\n";
        assertEquals(List.of(), findings(orders, "1,false\n2,true\n"));
    }

    @Test
    void shouldFindNothingInAnOrderThatWasGivenLastOrOnlyBegunToBeWritten() throws Exception {
        assertEquals(List.of(), findings(TIME + "enable,2,\n" + TIME + "disable,1,\n", "2,true\n"));
        assertEquals(List.of(), findings(TIME + "disable,1,\n2026-11-2", "1,false\n"));
    }

    @Test
    void shouldNameAnOrderThatDoesNotHold() throws Exception {
        String expected =
                "operations.csv: byte 0: agency 1: expected it to be disabled in agencies.csv, as was ordered last";
        assertEquals(List.of(expected), findings(TIME + "disable,1,\n" + TIME + "enable,2,\n", "2,true\n"));
    }

    @Test
    void shouldNameAnAgencyThatNobodyOrderedAnythingOf() throws Exception {
        assertEquals(
                List.of("agencies.csv: byte 0: agency 3: expected the order of it in operations.csv, found none"),
                findings("", "3,false\n"));
    }

    @Test
    void shouldNameBetsThatAreFewerThanWhenTheSalesWereClosed() throws Exception {
        String expected =
                "operations.csv: byte 0: agency 1: expected at least the 4 bets that were stored when an operator"
                        + " closed its sales, found 3";
        assertEquals(List.of(expected), findings(TIME + "close,1,4\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "2026-11-21,disable,1,", TIME + "disable,1,3", TIME + "close,1,", TIME + "sell,1,"})
    void shouldNameALineThatIsNone(String line) throws Exception {
        String expected = "operations.csv: byte 0: expected a line time,act,agency,total";
        assertEquals(List.of(expected), findings(line + "\n" + TIME + "enable,2,\n", "2,true\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"6,true", "1,yes", "01,true", ""})
    void shouldNameALineOfAgenciesThatIsNone(String line) throws Exception {
        assertEquals(
                List.of("agencies.csv: byte 7: expected a line agency,enabled of an agency of 1 to 5"),
                findings(TIME + "enable,2,\n", "2,true\n" + line + "\n"));
    }
}
