package loteria.coordinator;

import loteria.board.DrawBoard;
import loteria.log.ActionLog;
import loteria.wire.ControlMessage;

/**
 * Has one worker draw when all agencies have finished, another if that one dies, and tells all when it is done. The
 * messages are doorbells: what has happened is on the board. Safe for all threads.
 */
final class DrawDirector {
    private final DrawBoard board;
    private final WorkerPool workers;
    private WorkerProcess drawing;
    private boolean announced;

    DrawDirector(DrawBoard board, WorkerPool workers) {
        this.board = board;
        this.workers = workers;
    }

    /** At the start: a draw that is done already is not done again. */
    synchronized void begin() {
        if (board.isDrawn()) {
            announced = true;
            ActionLog.success("sorteo_recuperado");
        }
        look();
    }

    /** Looks at the board, and does what is to be done. */
    synchronized void look() {
        if (announced || drawing != null || board.agencies() == 0) {
            return;
        }
        if (board.isDrawn()) {
            announce();
        } else if (board.finishedAgencies() == board.agencies()) {
            drawing = workers.any();
            if (drawing != null) {
                drawing.tell(new ControlMessage.Draw());
            }
        }
    }

    private void announce() {
        announced = true;
        ActionLog.success("sorteo");
        workers.tellAll(new ControlMessage.Announce());
    }

    /** A worker has done what it was asked. */
    synchronized void drawn(WorkerProcess worker) {
        leave(worker);
        look();
    }

    /** A worker could not do it; the next look asks again. */
    synchronized void failed(WorkerProcess worker, String reason) {
        ActionLog.fail("sorteo", "error", reason);
        leave(worker);
    }

    /** A worker is no more. */
    synchronized void exited(WorkerProcess worker) {
        leave(worker);
        look();
    }

    private void leave(WorkerProcess worker) {
        if (drawing == worker) {
            drawing = null;
        }
    }
}
