package loteria.agency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReconnectTest {
    private static final long START = 1_000_000;

    /** The chance that gives the longest pauses. */
    private static long most(long pause) {
        return pause / 2;
    }

    @Test
    void shouldPauseLongerAfterEachFailureUpToABound() {
        Reconnect reconnect = new Reconnect(60_000, 1, START);
        for (long pause : new long[] {100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000}) {
            assertEquals(pause, reconnect.lost(START, most(pause)));
        }
        assertEquals(8, reconnect.attempts());
    }

    @Test
    void shouldPauseLongerOnlyWhenAllCentralsHaveBeenTried() {
        Reconnect reconnect = new Reconnect(60_000, 3, START);
        for (long pause : new long[] {100, 100, 100, 200, 200, 200, 400}) {
            assertEquals(pause, reconnect.lost(START, most(pause)));
        }
    }

    @Test
    void shouldScatterPausesOverTheirUpperHalf() {
        for (long chance : new long[] {Long.MIN_VALUE, -1, 0, 1, 12_345, Long.MAX_VALUE}) {
            long pause = new Reconnect(60_000, 1, START).lost(START, chance);
            assertTrue(pause >= 50 && pause <= 100, "pause " + pause);
        }
        assertEquals(50, new Reconnect(60_000, 1, START).lost(START, 0));
    }

    @Test
    void shouldTryALastTimeWhenTheTimeIsUpAndThenGiveUp() {
        Reconnect reconnect = new Reconnect(1_000, 1, START);
        assertEquals(30, reconnect.lost(START + 970, 0));
        assertEquals(Reconnect.GIVE_UP, reconnect.lost(START + 1_000, 0));
    }

    @Test
    void shouldGiveUpAtOnceIfNothingIsToBeRetried() {
        assertEquals(Reconnect.GIVE_UP, new Reconnect(0, 1, START).lost(START, 0));
    }

    @Test
    void shouldCountTheTimeFromTheLossThatFollowsProgress() {
        Reconnect reconnect = new Reconnect(1_000, 1, START);
        reconnect.progress();
        assertTrue(reconnect.lost(START + 50_000, 0) > 0);
        assertEquals(1, reconnect.attempts());
        assertEquals(Reconnect.GIVE_UP, reconnect.lost(START + 51_000, 0));
    }

    @Test
    void shouldStartWithSmallPausesAgainOnlyAfterProgress() {
        Reconnect reconnect = new Reconnect(60_000, 1, START);
        reconnect.lost(START, 0);
        reconnect.stored(0);
        assertEquals(100, reconnect.lost(START, 0));
        reconnect.stored(1);
        assertEquals(50, reconnect.lost(START, 0));
    }

    @Test
    void shouldCallOnlyProgressWhatTheCentralDidNotHaveBefore() {
        Reconnect reconnect = new Reconnect(1_000, 1, START);
        reconnect.stored(320);
        reconnect.closed();
        assertTrue(reconnect.lost(START + 5_000, 0) > 0);
        reconnect.stored(320);
        reconnect.closed();
        assertEquals(Reconnect.GIVE_UP, reconnect.lost(START + 6_000, 0));
    }

    @Test
    void shouldTellAPersonAfterASecondAndThenSeldom() {
        Reconnect reconnect = new Reconnect(60_000, 1, START);
        assertFalse(reconnect.isWordDue(START + 999));
        assertTrue(reconnect.isWordDue(START + 1_000));
        assertFalse(reconnect.isWordDue(START + 30_999));
        assertTrue(reconnect.isWordDue(START + 31_000));
        reconnect.progress();
        reconnect.lost(START + 70_000, 0);
        assertFalse(reconnect.isWordDue(START + 70_999));
        assertTrue(reconnect.isWordDue(START + 71_000));
    }
}
