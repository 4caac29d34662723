package loteria.worker;

import loteria.board.BoardView;
import loteria.wire.Message;

/** Where sessions wait for the draw. The bell is only a bell: the board says whether the draw has happened. */
final class WaitingRoom {
    private final BoardView board;
    private boolean closed;

    WaitingRoom(BoardView board) {
        this.board = board;
    }

    /** Rings: whoever waits looks at the board. */
    synchronized void ring() {
        notifyAll();
    }

    /** Sends everybody home. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Waits for the draw, for the closing, or for so long; returns whether the draw has happened. */
    synchronized boolean await(long millis) throws InterruptedException {
        if (!board.isDrawn() && !closed) {
            wait(millis);
        }
        return board.isDrawn();
    }

    /** Whether the draw has happened. */
    boolean isDrawn() {
        return board.isDrawn();
    }

    /** How far the agencies are, to one of them that waits. */
    Message notDrawn() {
        return new Message.NotDrawn(board.finishedAgencies(), board.agencies());
    }
}
