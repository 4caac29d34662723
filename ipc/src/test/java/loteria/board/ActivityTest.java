package loteria.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.UUID;
import loteria.wire.ErrorCode;
import org.junit.jupiter.api.Test;

class ActivityTest {
    private final DrawBoard board = DrawBoard.create(1, new UUID(1, 2), 3);
    private final Activity activity = board.activity(2);

    @Test
    void shouldBeNoneAtFirst() {
        assertEquals(0, activity.lastSeen());
        assertEquals(0, activity.acknowledgements().count());
        assertFalse(activity.isAnswered());
        assertEquals(0, activity.forces().totalNanos());
        for (ErrorCode code : ErrorCode.values()) {
            assertEquals(0, activity.refused(code));
        }
    }

    @Test
    void shouldAddUpWhatSessionsDo() {
        long before = System.currentTimeMillis();
        activity.seen();
        activity.acknowledged(3, 20_000, 10_000);
        board.activity(2).acknowledged(1, 20_000, 10_000);
        activity.refused(ErrorCode.REJECTED, 1);
        activity.refused(ErrorCode.STORAGE, 4);
        activity.refused(ErrorCode.STORAGE, 2);
        activity.answered();

        assertTrue(activity.lastSeen() >= before && activity.lastSeen() <= System.currentTimeMillis());
        assertEquals(4, activity.acknowledgements().count());
        assertEquals(1, activity.refused(ErrorCode.REJECTED));
        assertEquals(6, activity.refused(ErrorCode.STORAGE));
        assertEquals(0, activity.refused(ErrorCode.TIMEOUT));
        assertTrue(activity.isAnswered());
        assertEquals(4, activity.acknowledgements().count(1), "each batch is acknowledged");
        assertEquals(80_000, activity.acknowledgements().totalNanos());
        assertEquals(2, activity.forces().count(0), "a force is one for all batches of a commit");
        assertEquals(20_000, activity.forces().totalNanos());
    }

    @Test
    void shouldTouchNothingButItsOwnAgencysActivity() {
        board.setAgency(1, 1, 1, true);
        board.setAgency(2, 2, 2, true);
        board.setAgency(3, 3, 3, true);
        board.openSession(2, 7);
        board.openSession(3, 8);
        ByteBuffer before = ByteBuffer.allocate(BoardDescriptor.length(3))
                .put(board.bytes())
                .flip();
        activity.seen();
        activity.answered();
        for (ErrorCode code : ErrorCode.values()) {
            activity.refused(code, 9);
        }
        for (int bits = 0; bits < 63; bits++) {
            activity.acknowledged(1, 1L << bits, 1L << bits);
        }
        int from = BoardDescriptor.activity(3, 2);
        int to = BoardDescriptor.sessions(3, 3);
        assertEquals(before.slice(0, from), board.bytes().slice(0, from));
        assertEquals(before.slice(to, before.limit() - to), board.bytes().slice(to, before.limit() - to));
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
