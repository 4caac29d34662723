package loteria.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History history = new History();

    private void add(long second) {
        Instant time = Instant.ofEpochSecond(second);
        history.add(new Status(
                "1.0.0",
                time,
                Life.RUNNING,
                1,
                true,
                DrawState.WAITING,
                null,
                null,
                10 * second,
                0,
                0,
                0,
                List.of(),
                null));
    }

    @Test
    void shouldTellTheBetsOfEachSecond() {
        assertEquals("{\"seconds\":[]}", history.json());
        add(0);
        add(1);
        assertEquals(
                "{\"seconds\":[{\"time\":\"1970-01-01T00:00:00.000Z\",\"bets\":0},"
                        + "{\"time\":\"1970-01-01T00:00:01.000Z\",\"bets\":10}]}",
                history.json());
    }

    @Test
    void shouldForgetWhatIsLongerAgoThanTenMinutes() {
        for (int second = 1; second <= 1_000; second++) {
            add(second);
        }
        JsonArray seconds =
                JsonParser.parseString(history.json()).getAsJsonObject().getAsJsonArray("seconds");
        assertEquals(600, seconds.size());
        assertEquals(4_010, seconds.get(0).getAsJsonObject().get("bets").getAsInt());
        assertEquals(10_000, seconds.get(599).getAsJsonObject().get("bets").getAsInt());
    }
}
