package loteria.board;

import static loteria.board.BoardDescriptor.AGENCY_NEWEST_SESSION;
import static loteria.board.BoardDescriptor.COORDINATOR_PID_OFFSET;
import static loteria.board.BoardDescriptor.COORDINATOR_START_OFFSET;
import static loteria.board.BoardDescriptor.SESSIONS_CLIENT;
import static loteria.board.BoardDescriptor.SESSIONS_CLOSED_BY_OPERATOR;
import static loteria.board.BoardDescriptor.SESSIONS_DISABLED;
import static loteria.board.BoardDescriptor.SESSIONS_OPENED;
import static loteria.board.BoardDescriptor.SESSIONS_WORKER;
import static loteria.board.BoardDescriptor.WORKERS_REPLACED_OFFSET;
import static loteria.board.BoardDescriptor.agencySlot;
import static loteria.board.BoardDescriptor.sessions;

import loteria.process.ProcessIdentity;

/**
 * The coordinator's own words: who it is, which session of an agency is the newest and where it is. It alone writes
 * them, and of one agency one thread at a time.
 */
public final class SessionRegister extends BoardView {

    public SessionRegister(BoardWords words) {
        super(words);
    }

    /**
     * Makes a session its agency's newest: from here on no older one stores anything.
     *
     * @param client that it is of, 0 if that is not known; whoever sees the session sees its client
     */
    public void setNewestSession(int agency, long session, long client) {
        words.put(sessions(agencies(), agency) + SESSIONS_CLIENT, client);
        words.put(agencySlot(agency) + AGENCY_NEWEST_SESSION, session);
    }

    /** Makes no session of an agency the newest: from here on none of those that were stores anything. */
    public void setNoSession(int agency) {
        setNewestSession(agency, NO_SESSION, 0);
    }

    /** Says whether an operator has disabled an agency. */
    public void setDisabled(int agency, boolean disabled) {
        words.put(sessions(agencies(), agency) + SESSIONS_DISABLED, disabled ? 1 : 0);
    }

    /** Says that an agency's sales were closed by the operator and not by the agency. */
    public void setClosedByOperator(int agency) {
        words.put(sessions(agencies(), agency) + SESSIONS_CLOSED_BY_OPERATOR, 1);
    }

    /** Says who the coordinator is. */
    public void setCoordinator(ProcessIdentity coordinator) {
        words.put(COORDINATOR_START_OFFSET, coordinator.startTime());
        words.put(COORDINATOR_PID_OFFSET, coordinator.pid());
    }

    /** Counts a worker that took a dead one's place. Any of its threads may. */
    public void countWorkerReplaced() {
        words.increment(WORKERS_REPLACED_OFFSET);
    }

    /** Says that a session of an agency begins. */
    public void openSession(int agency, long workerPid) {
        int slot = sessions(agencies(), agency);
        words.put(slot + SESSIONS_OPENED, words.get(slot + SESSIONS_OPENED) + 1);
        words.put(slot + SESSIONS_WORKER, workerPid);
    }

    /** Says that no session of an agency goes on. */
    public void endSession(int agency) {
        words.put(sessions(agencies(), agency) + SESSIONS_WORKER, 0);
    }
}
