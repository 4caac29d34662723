package loteria.coordinator.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SessionAllowanceTest {
    /** A clock begins anywhere. */
    private static final long START_MS = 1_234_567;

    private final SessionAllowance allowance = new SessionAllowance();

    private int takeAll(long nowMs) {
        int taken = 0;
        while (allowance.take(nowMs)) {
            taken++;
        }
        return taken;
    }

    @Test
    void shouldLetManyBeginAtOnce() {
        assertEquals(SessionAllowance.MOST_AT_ONCE, takeAll(START_MS));
    }

    @Test
    void shouldLetOneMoreBeginAfterEachWhile() {
        takeAll(START_MS);
        assertFalse(allowance.take(START_MS + SessionAllowance.NEXT_MS - START_MS % SessionAllowance.NEXT_MS - 1));
        assertEquals(10, takeAll(START_MS + 10 * SessionAllowance.NEXT_MS));
        assertFalse(allowance.take(START_MS + 10 * SessionAllowance.NEXT_MS));
        assertTrue(allowance.take(START_MS + 11 * SessionAllowance.NEXT_MS));
    }

    @Test
    void shouldSaveUpNoMoreThanAtOnce() {
        takeAll(START_MS);
        assertEquals(SessionAllowance.MOST_AT_ONCE, takeAll(START_MS + 3_600_000));
    }
}
