package loteria.coordinator.supervision;

import loteria.board.SessionRegister;
import loteria.coordinator.event.Child;
import loteria.coordinator.event.SessionRequest;
import loteria.coordinator.event.Worker;
import loteria.wire.ControlMessage;
import loteria.wire.ErrorCode;

/**
 * Which session is its agency's own: the newest. The one before must have ended before it begins, so that of two
 * clients with one id never two write. The supervisor's thread alone uses it.
 */
final class Sessions {
    /** For the session before to end; the agency comes again then. Less than an agency waits for an answer. */
    static final long END_MS = 8_000;

    private final SessionRegister board;
    private final Workers workers;
    private final Slot[] slots;

    Sessions(SessionRegister board, Workers workers) {
        this.board = board;
        this.workers = workers;
        this.slots = new Slot[board.agencies() + 1];
        for (int agency = 1; agency < slots.length; agency++) {
            slots[agency] = new Slot();
        }
    }

    /** An agency, which is an expected one, asks for its session. */
    void asked(SessionRequest request, long nowMs) {
        Slot slot = slots[request.agency()];
        if (request.number() < slot.newest) {
            supersede(request);
            return;
        }
        slot.newest = request.number();
        // From here on nothing of an older session is stored.
        board.setNewestSession(request.agency(), request.number(), request.client());
        if (slot.waiting != null) {
            supersede(slot.waiting);
        }
        slot.waiting = request;
        slot.waitingSinceMs = nowMs;
        if (slot.current == null) {
            admit(slot);
        } else if (!slot.endAsked) {
            slot.endAsked = true;
            slot.worker.tell(new ControlMessage.EndSession(slot.current.number()));
        }
    }

    /** A worker says that a session is over. */
    void ended(Child worker, long session) {
        for (int agency = 1; agency < slots.length; agency++) {
            Slot slot = slots[agency];
            if (slot.current != null && slot.worker == worker && slot.current.number() == session) {
                over(slot);
            }
        }
    }

    /** A worker could not be reached for a session. */
    void notOpened(Child worker, SessionRequest request) {
        Slot slot = slots[request.agency()];
        if (slot.current == request && slot.worker == worker) {
            over(slot);
        }
    }

    /** A worker is no more: all its sessions are over. */
    void exited(Child worker) {
        for (int agency = 1; agency < slots.length; agency++) {
            Slot slot = slots[agency];
            if (slot.current != null && slot.worker == worker) {
                over(slot);
            }
        }
    }

    /** Sends those away who have waited too long for the session before theirs. */
    void tick(long nowMs) {
        for (int agency = 1; agency < slots.length; agency++) {
            Slot slot = slots[agency];
            if (slot.waiting != null && nowMs - slot.waitingSinceMs >= END_MS) {
                slot.waiting.refuse(ErrorCode.STARTING, "the session before has not ended yet");
                slot.waiting = null;
            }
        }
    }

    /** Sends all away who wait. */
    void stop() {
        for (int agency = 1; agency < slots.length; agency++) {
            Slot slot = slots[agency];
            if (slot.waiting != null) {
                slot.waiting.refuse(ErrorCode.STOPPING, "the central is stopping");
                slot.waiting = null;
            }
        }
    }

    private void admit(Slot slot) {
        SessionRequest request = slot.waiting;
        slot.waiting = null;
        Place<Worker> place = workers.of(request.agency());
        if (place.state() != Place.State.READY) {
            refuseStarting(request);
            return;
        }
        slot.current = request;
        slot.worker = place.child();
        slot.endAsked = false;
        board.openSession(request.agency(), place.pid());
        slot.worker.open(request);
    }

    private void over(Slot slot) {
        // Of a session that never began; one that has begun has its answer.
        refuseStarting(slot.current);
        board.endSession(slot.current.agency());
        slot.current = null;
        slot.worker = null;
        if (slot.waiting != null) {
            admit(slot);
        }
    }

    private static void refuseStarting(SessionRequest request) {
        request.refuse(ErrorCode.STARTING, "the worker of the agency is being replaced");
    }

    private void supersede(SessionRequest request) {
        if (board.hasComeAgain(request.agency(), request.number(), request.client())) {
            request.refuse(ErrorCode.STARTING, "the same client has come again");
        } else {
            request.refuse(ErrorCode.SUPERSEDED, "a newer session of agency " + request.agency() + " has begun");
        }
    }

    /** The sessions of one agency: at most one goes on and one waits. */
    private static final class Slot {
        private long newest;
        private SessionRequest current;
        private Worker worker;
        private boolean endAsked;
        private SessionRequest waiting;
        private long waitingSinceMs;
    }
}
