package loteria.coordinator.supervision;

import java.util.Set;
import loteria.board.SessionRegister;
import loteria.coordinator.event.Child;
import loteria.coordinator.event.SessionRequest;

/** The sessions of all agencies, each in its {@link SessionSlot}. The supervisor's thread alone uses it. */
final class Sessions {
    private final SessionSlot[] slots;

    Sessions(SessionRegister board, Workers workers, Effects effects) {
        slots = new SessionSlot[board.agencies()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new SessionSlot(i + 1, board, workers, effects);
        }
    }

    /** An agency, which is an expected one, or the operator in its place asks for its session. */
    void asked(SessionRequest request, long nowMs) {
        slots[request.agency() - 1].asked(request, nowMs);
    }

    /** These agencies may have no session of their own, all others may. What they have stored stays. */
    void setDisabled(Set<Integer> disabled) {
        for (SessionSlot slot : slots) {
            slot.setDisabled(disabled.contains(slot.agency()));
        }
    }

    /** A worker says that a session is over. */
    void ended(Child worker, long session) {
        for (SessionSlot slot : slots) {
            if (slot.isWith(worker) && slot.current().number() == session) {
                slot.over();
            }
        }
    }

    /** A worker could not be reached for a session. */
    void notOpened(Child worker, SessionRequest request) {
        SessionSlot slot = slots[request.agency() - 1];
        if (slot.isWith(worker) && slot.current() == request) {
            slot.over();
        }
    }

    /** A worker is no more: all its sessions are over. */
    void exited(Child worker) {
        for (SessionSlot slot : slots) {
            if (slot.isWith(worker)) {
                slot.over();
            }
        }
    }

    /** Sends those away who have waited too long for the session before theirs. */
    void tick(long nowMs) {
        for (SessionSlot slot : slots) {
            slot.tick(nowMs);
        }
    }

    /** Sends all away who wait. */
    void stop() {
        for (SessionSlot slot : slots) {
            slot.stop();
        }
    }
}
