package loteria.worker;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import loteria.board.BoardView;
import loteria.board.BoardWords;
import loteria.board.NewBoard;
import loteria.board.StoreState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WaitingRoomTest {
    private static final long LONG_MS = 60_000;

    private final BoardWords words = new NewBoard(1, new UUID(1, 2), 1).words();
    private final StoreState board = new StoreState(words);
    private final WaitingRoom room = new WaitingRoom(board);

    private CompletableFuture<Boolean> wait(WaitingRoom waitingRoom) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                answer.complete(waitingRoom.await(LONG_MS));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        thread.start();
        while (thread.getState() == Thread.State.NEW || thread.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        return answer;
    }

    @Test
    void shouldWakeEveryoneWhenTheBellRings() throws Exception {
        CompletableFuture<Boolean> first = wait(room);
        CompletableFuture<Boolean> second = wait(room);
        board.setDrawn();
        room.ring();
        assertTrue(first.get(60, TimeUnit.SECONDS));
        assertTrue(second.get(60, TimeUnit.SECONDS));
    }

    @Test
    void shouldNotWaitForABellThatHasRung() throws Exception {
        board.setDrawn();
        room.ring();
        assertTrue(room.await(LONG_MS));
    }

    /** The draw happens, and the bell rings, between the look at the board and the waiting. */
    @Test
    void shouldNotMissTheBellBetweenLookingAndWaiting() throws Exception {
        LateBoard late = new LateBoard(words);
        WaitingRoom waitingRoom = new WaitingRoom(late);
        Thread[] ringer = new Thread[1];
        late.hook = () -> {
            ringer[0] = new Thread(() -> {
                board.setDrawn();
                waitingRoom.ring();
            });
            ringer[0].start();
            Thread.State state = ringer[0].getState();
            while (state != Thread.State.BLOCKED && state != Thread.State.TERMINATED) {
                state = ringer[0].getState();
            }
        };
        assertTrue(wait(waitingRoom).get(60, TimeUnit.SECONDS));
    }

    /** Does something after somebody has looked whether the draw has happened. */
    private static final class LateBoard extends BoardView {
        private Runnable hook;

        LateBoard(BoardWords words) {
            super(words);
        }

        @Override
        public boolean isDrawn() {
            boolean drawn = super.isDrawn();
            Runnable now = hook;
            hook = null;
            if (now != null) {
                now.run();
            }
            return drawn;
        }
    }

    @Test
    void shouldSendEverybodyHomeWhenItCloses() throws Exception {
        CompletableFuture<Boolean> waiting = wait(room);
        room.close();
        assertFalse(waiting.get(60, TimeUnit.SECONDS));
        assertFalse(room.await(LONG_MS), "nobody waits in a closed room");
    }

    @Test
    void shouldWaitNoLongerThanTold() throws Exception {
        assertFalse(room.await(1));
    }
}
