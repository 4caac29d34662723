package loteria.coordinator.supervision;

import loteria.board.SessionRegister;
import loteria.coordinator.event.Child;
import loteria.coordinator.event.Worker;
import loteria.wire.ControlMessage;

/**
 * Has one worker draw when all agencies have finished, another if that one dies, and tells all when it is done. The
 * messages are doorbells: what has happened is on the board. The supervisor's thread alone uses it.
 */
final class DrawDirector {
    private final SessionRegister board;
    private final Workers workers;
    private final boolean othersDraw;
    private final Effects effects;
    private Child drawing;
    private boolean announced;

    /** @param othersDraw whether no worker draws: it is seen on the board when somebody has */
    DrawDirector(SessionRegister board, Workers workers, boolean othersDraw, Effects effects) {
        this.board = board;
        this.workers = workers;
        this.othersDraw = othersDraw;
        this.effects = effects;
    }

    /** At the start: a draw that is done already is not done again. */
    void begin() {
        if (board.isDrawn()) {
            announced = true;
            effects.success("sorteo_recuperado");
        }
        look();
    }

    /** Looks at the board, and does what is to be done. */
    void look() {
        if (announced || drawing != null || board.agencies() == 0) {
            return;
        }
        if (board.isDrawn()) {
            announced = true;
            effects.success("sorteo");
            workers.tellAll(new ControlMessage.Announce());
        } else if (!othersDraw && board.finishedAgencies() == board.agencies()) {
            Place<Worker> place = workers.anyReady();
            if (place != null) {
                drawing = place.child();
                place.child().tell(new ControlMessage.Draw());
            }
        }
    }

    /** A worker has done what it was asked. */
    void drawn(Child worker) {
        leave(worker);
        look();
    }

    /** A worker could not do it; the next look asks again. */
    void failed(Child worker, String reason) {
        effects.fail("sorteo", "error", reason);
        leave(worker);
    }

    /** A worker is no more. */
    void exited(Child worker) {
        leave(worker);
        look();
    }

    private void leave(Child worker) {
        if (drawing == worker) {
            drawing = null;
        }
    }
}
