package loteria.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ActivityTest {
    private final Owners board = Owners.of(3);
    private final Activity activity = board.activity(2);
    private final ActivityView view = board.register.activity(2);

    @Test
    void shouldBeNoneAtFirst() {
        assertEquals(0, view.lastSeen());
        assertEquals(0, view.acknowledgements().count());
        assertFalse(view.isAnswered());
        assertEquals(0, view.forces().totalNanos());
        for (int code = 1; code <= ActivityView.REFUSAL_CODES; code++) {
            assertEquals(0, view.refused(code));
        }
    }

    @Test
    void shouldAddUpWhatSessionsDo() {
        long before = System.currentTimeMillis();
        activity.seen();
        activity.acknowledged(3, 20_000, 10_000);
        board.activity(2).acknowledged(1, 20_000, 10_000);
        activity.refused(4, 1);
        activity.refused(1, 4);
        activity.refused(1, 2);
        activity.answered();

        assertTrue(view.lastSeen() >= before && view.lastSeen() <= System.currentTimeMillis());
        assertEquals(4, view.acknowledgements().count());
        assertEquals(1, view.refused(4));
        assertEquals(6, view.refused(1));
        assertEquals(0, view.refused(10));
        assertTrue(view.isAnswered());
        assertEquals(4, view.acknowledgements().count(1), "each batch is acknowledged");
        assertEquals(80_000, view.acknowledgements().totalNanos());
        assertEquals(2, view.forces().count(0), "a force is one for all batches of a commit");
        assertEquals(20_000, view.forces().totalNanos());
    }

    @Test
    void shouldCountNoCodeThatIsNone() {
        for (int code : new int[] {0, ActivityView.REFUSAL_CODES + 1}) {
            assertThrows(IllegalArgumentException.class, () -> activity.refused(code, 1));
            assertThrows(IllegalArgumentException.class, () -> view.refused(code));
        }
    }

    @Test
    void shouldTouchNothingButItsOwnAgencysActivity() {
        board.store.setAgency(1, 1, 1, true);
        board.store.setAgency(2, 2, 2, true);
        board.store.setAgency(3, 3, 3, true);
        board.register.openSession(2, 7);
        board.register.openSession(3, 8);
        ByteBuffer before = ByteBuffer.allocate(BoardDescriptor.length(3))
                .put(board.words.bytes())
                .flip();
        activity.seen();
        activity.answered();
        for (int code = 1; code <= ActivityView.REFUSAL_CODES; code++) {
            activity.refused(code, 9);
        }
        for (int bits = 0; bits < 63; bits++) {
            activity.acknowledged(1, 1L << bits, 1L << bits);
        }
        int from = BoardDescriptor.activity(3, 2);
        int to = BoardDescriptor.sessions(3, 3);
        assertEquals(before.slice(0, from), board.words.bytes().slice(0, from));
        assertEquals(before.slice(to, before.limit() - to), board.words.bytes().slice(to, before.limit() - to));
    }

    @Test
    void shouldCountADurationWhereItIsAtMostTheLongest() {
        for (int index = 0; index < Durations.COUNTS - 1; index++) {
            assertEquals(index, Durations.index(Durations.longestNanos(index)));
            assertEquals(index + 1, Durations.index(Durations.longestNanos(index) + 1));
        }
        assertEquals(16_384, Durations.longestNanos(0));
        assertEquals(1L << 32, Durations.longestNanos(Durations.COUNTS - 2));
        assertEquals(0, Durations.index(0));
        assertEquals(0, Durations.index(1));
        assertEquals(Durations.COUNTS - 1, Durations.index(Long.MAX_VALUE));
    }
}
