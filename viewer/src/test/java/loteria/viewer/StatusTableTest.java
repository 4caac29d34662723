package loteria.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTableTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123Z");

    private static AgencyStatus agency(int id, Stage stage) {
        return new AgencyStatus(id, stage, 10L * id, 3, 2, 1, 4711L, NOW.minusSeconds(5), null);
    }

    private static Status status(List<AgencyStatus> agencies) {
        return new Status(
                "1.0.0",
                NOW,
                Life.RUNNING,
                3,
                true,
                DrawState.WAITING,
                null,
                null,
                60,
                7,
                3_741_000,
                4,
                agencies,
                null);
    }

    @Test
    void shouldSayTheWholeAndALinePerAgency() {
        AgencyStatus unseen = new AgencyStatus(3, Stage.ABSENT, 0, 0, 0, 0, null, null, null);
        String table =
                StatusTable.render(status(List.of(agency(1, Stage.SELLING), agency(2, Stage.FINISHED), unseen)), 0);
        String expected = """
                central: running   generation: 3   draw: waiting for 2 agencies
                bets: 60   bets/s: 7   forced: 3.7 MB   workers restarted: 4
                agencies: 1 absent, 0 disabled, 1 selling, 1 finished, 0 closed, 0 answered

                agency  state           bets    bets/s   refused  reconnects   worker  last seen  winners
                     1  selling           10         3         2           1     4711     5s ago        -
                     2  finished          20         3         2           1     4711     5s ago        -
                     3  absent             0         0         0           0        -          -        -
                """;
        assertEquals(expected, table);
    }

    @Test
    void shouldSayWhatItWasSealedWith() {
        Status sealed = new Status(
                "1.0.0", NOW, Life.ENDED, 3, false, DrawState.DRAWING, null, null, 60, 0, 999, 0, List.of(), "ROOT=");
        String headline = StatusTable.render(sealed, 0).lines().findFirst().orElseThrow();
        assertEquals("central: ended   generation: 3   draw: sealed, seal: ROOT=", headline);
        assertTrue(Json.of(sealed).endsWith(",\"agencies\":[],\"seal\":\"ROOT=\"}"), Json.of(sealed));
    }

    @Test
    void shouldSayThatItHasEndedAndWhatWasDrawn() {
        Status ended = new Status(
                "1.0.0", NOW, Life.ENDED, 3, false, DrawState.DRAWN, 7574, 10, 60, 0, 999, 0, List.of(), null);
        String headline = StatusTable.render(ended, 0).lines().findFirst().orElseThrow();
        assertEquals("central: ended   generation: 3   draw: drawn, number: 7574, winners: 10", headline);
    }

    @Test
    void shouldSayThatACentralThatRunsCannotServe() {
        Status stuck = new Status(
                "1.0.0", NOW, Life.RUNNING, 3, false, DrawState.WAITING, null, null, 60, 0, 9, 0, List.of(), null);
        assertTrue(StatusTable.render(stuck, 0).startsWith("central: running, not ready   generation: 3"));
    }

    @Test
    void shouldNotGuessWhetherACentralRunsThatCannotBeSeen() {
        Status unseen = new Status(
                "1.0.0", NOW, Life.UNSEEN, 3, false, DrawState.WAITING, null, null, 60, 0, 999, 0, List.of(), null);
        assertTrue(StatusTable.render(unseen, 0).startsWith("central: cannot be seen from here   generation: 3"));
        assertTrue(Json.of(unseen).contains("\"running\":null,\"generation\":3,"));
    }

    @Test
    void shouldFillAScreenWithThoseTheDrawWaitsForWhereNotAllHaveRoom() {
        List<AgencyStatus> agencies = new ArrayList<>();
        for (int id = 1; id <= 1_000; id++) {
            agencies.add(agency(id, id % 100 == 0 ? Stage.SELLING : Stage.FINISHED));
        }
        List<String> lines = StatusTable.render(status(agencies), 30).lines().toList();
        assertEquals(29, lines.size(), "and the cursor's");
        assertEquals("   ... and 977 more", lines.get(28));
        assertEquals(
                10, lines.stream().filter(line -> line.contains(" selling  ")).count());
        assertTrue(lines.get(5).contains("     1  finished"), "in the order of their numbers");
        assertEquals(1_005, StatusTable.render(status(agencies), 0).lines().count());
        assertFalse(StatusTable.render(status(agencies), 1_006).contains("more"));
    }

    @Test
    void shouldKeepItsColumnsWithTheGreatestNumbers() {
        AgencyStatus great =
                new AgencyStatus(1_000, Stage.ANSWERED, 9_999_999_999L, 99_999_999, 0, 0, 4_194_304L, NOW, 99_999);
        List<String> lines =
                StatusTable.render(status(List.of(great)), 0).lines().toList();
        assertEquals(lines.get(4).length(), lines.get(5).length());
    }

    @ParameterizedTest
    @CsvSource({"0, 0s ago", "-5, 0s ago", "99, 99s ago", "100, 1m ago", "6000, 1h ago", "360000, 4d ago"})
    void shouldSayHowLongAgoInFewDigits(long seconds, String expected) {
        assertEquals(expected, StatusTable.ago(NOW.minusSeconds(seconds), NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "999949, 999.9 kB",
        "999950, 1.0 MB",
        "9223372036854775807, 9.2 EB"
    })
    void shouldSayBytesInFewDigits(long bytes, String expected) {
        assertEquals(expected, StatusTable.bytes(bytes));
    }
}
