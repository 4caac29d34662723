package loteria.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void shouldSayAStatusInOneLineWithEveryFieldInItsOrder() {
        Instant time = Instant.parse("2026-11-21T12:00:00Z");
        AgencyStatus absent = new AgencyStatus(1, Stage.ABSENT, 0, 0, 0, 0, null, null, null);
        AgencyStatus answered = new AgencyStatus(2, Stage.ANSWERED, 5, 4, 3, 2, 123L, time, 1);
        Status status = new Status(
                "1.0.0",
                time,
                Life.RUNNING,
                3,
                true,
                DrawState.DRAWN,
                42,
                1,
                5,
                4,
                250,
                6,
                List.of(absent, answered),
                null);
        assertEquals(
                "{\"version\":\"1.0.0\",\"time\":\"2026-11-21T12:00:00.000Z\",\"running\":true,\"generation\":3,"
                        + "\"ready\":true,\"draw\":\"drawn\",\"winningNumber\":42,\"winners\":1,\"bets\":5,"
                        + "\"betsPerSecond\":4,\"forcedBytes\":250,\"workerRestarts\":6,\"agencies\":["
                        + "{\"id\":1,\"state\":\"absent\",\"bets\":0,\"betsPerSecond\":0,\"batchesRefused\":0,"
                        + "\"reconnects\":0,\"workerPid\":null,\"lastSeen\":null,\"winners\":null},"
                        + "{\"id\":2,\"state\":\"answered\",\"bets\":5,\"betsPerSecond\":4,\"batchesRefused\":3,"
                        + "\"reconnects\":2,\"workerPid\":123,\"lastSeen\":\"2026-11-21T12:00:00.000Z\","
                        + "\"winners\":1}]}",
                Json.of(status));
    }
}
