package loteria.coordinator.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private static RestartPolicy afterDeaths(int deaths, boolean wasReady, long livedMs) {
        RestartPolicy policy = new RestartPolicy();
        for (int death = 0; death < deaths; death++) {
            policy = policy.afterDeath(wasReady, livedMs);
        }
        return policy;
    }

    @Test
    void shouldReplaceAWorkerAtOnceTheFirstTime() {
        assertEquals(0, afterDeaths(1, true, 100).pauseMs());
    }

    @Test
    void shouldPauseLongerWithEveryDeathUpToABound() {
        long[] expected = {0, 0, 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000};
        for (int deaths = 0; deaths < expected.length; deaths++) {
            assertEquals(expected[deaths], afterDeaths(deaths, true, 100).pauseMs(), deaths + " deaths");
        }
        assertEquals(5_000, afterDeaths(1_000, true, 100).pauseMs());
    }

    @Test
    void shouldGiveUpAWorkerThatIsNeverReady() {
        assertFalse(afterDeaths(RestartPolicy.MOST_DEATHS_BEFORE_READY - 1, false, 100)
                .givesUp());
        assertTrue(
                afterDeaths(RestartPolicy.MOST_DEATHS_BEFORE_READY, false, 100).givesUp());
    }

    @Test
    void shouldNeverGiveUpAWorkerThatComesUp() {
        assertFalse(afterDeaths(100, true, 100).givesUp());
        RestartPolicy almost = afterDeaths(RestartPolicy.MOST_DEATHS_BEFORE_READY - 1, false, 100);
        assertFalse(almost.afterDeath(true, 100).afterDeath(false, 100).givesUp(), "counted in a row");
    }

    @Test
    void shouldForgetTheDeathsBeforeALongLife() {
        assertEquals(
                0,
                afterDeaths(8, true, 100)
                        .afterDeath(true, RestartPolicy.LONG_LIFE_MS)
                        .pauseMs());
    }
}
