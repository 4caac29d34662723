package loteria.coordinator.supervision;

import loteria.board.SessionRegister;
import loteria.coordinator.event.Child;
import loteria.coordinator.event.SessionRequest;
import loteria.coordinator.event.Worker;
import loteria.wire.ControlMessage;
import loteria.wire.ErrorCode;

/**
 * Which session is its agency's own: the newest, if the agency may have one. The one before must have ended before it
 * begins, so that of two clients with one id never two write: at most one goes on and one waits. The operator's goes
 * before the agency's own, which end, or are sent away, and come again. The supervisor's thread alone uses it.
 */
final class SessionSlot {
    /** For the session before to end; the agency comes again then. Less than an agency waits for an answer. */
    static final long END_MS = 8_000;

    private final int agency;
    private final SessionRegister board;
    private final Workers workers;
    private final Effects effects;
    private final SessionAllowance allowance = new SessionAllowance();
    private boolean disabled;
    private long newest;
    private SessionRequest current;
    private Worker worker;
    private boolean endAsked;
    private boolean closedBefore;
    private SessionRequest waiting;
    private long waitingSinceMs;

    SessionSlot(int agency, SessionRegister board, Workers workers, Effects effects) {
        this.agency = agency;
        this.board = board;
        this.workers = workers;
        this.effects = effects;
    }

    int agency() {
        return agency;
    }

    /** Whose session goes on; null if none does. */
    SessionRequest current() {
        return current;
    }

    /** Whether a session goes on with that worker. */
    boolean isWith(Child one) {
        return current != null && worker == one;
    }

    /** Somebody asks for the session. */
    void asked(SessionRequest request, long nowMs) {
        if (request.isByOperator()) {
            takeOver(request, nowMs);
        } else if (disabled) {
            request.refuse(ErrorCode.DISABLED, disabledReason());
        } else if (isOperators(current) || isOperators(waiting)) {
            request.refuse(ErrorCode.STARTING, takenOverReason());
        } else if (request.number() < newest) {
            supersede(request);
        } else if (!allowance.take(nowMs)) {
            request.refuse(ErrorCode.STARTING, "too many sessions of agency " + agency + " in a short time");
        } else {
            makeNewest(request, nowMs);
        }
    }

    private void makeNewest(SessionRequest request, long nowMs) {
        newest = request.number();
        // From here on nothing of an older session is stored.
        board.setNewestSession(agency, newest, request.client());
        if (waiting != null) {
            supersede(waiting);
        }
        end(ErrorCode.SUPERSEDED, supersededReason());
        queue(request, nowMs);
    }

    /** What the agency's own session has taken by the time it looks up is stored and acknowledged. */
    private void takeOver(SessionRequest request, long nowMs) {
        sendAway(waiting, ErrorCode.STARTING, takenOverReason());
        end(ErrorCode.STARTING, takenOverReason());
        queue(request, nowMs);
    }

    private void queue(SessionRequest request, long nowMs) {
        waiting = request;
        waitingSinceMs = nowMs;
        if (current == null) {
            admit();
        }
    }

    /** Whether the operator has disabled the agency. */
    void setDisabled(boolean now) {
        if (now == disabled) {
            return;
        }
        disabled = now;
        board.setDisabled(agency, now);
        effects.success(now ? "disable" : "enable", "agency", agency);
        if (now && !isOperators(waiting)) {
            sendAway(waiting, ErrorCode.DISABLED, disabledReason());
            waiting = null;
        }
        if (now && !isOperators(current)) {
            // From here on nothing of the agency's own is stored.
            board.setNoSession(agency);
            end(ErrorCode.DISABLED, disabledReason());
        }
    }

    /** The session that goes on is over. */
    void over() {
        // One that never began; one that has begun has its answer.
        sendAway(current, ErrorCode.STARTING, replacedReason());
        if (isOperators(current)) {
            lookWhatTheOperatorDid();
        } else {
            board.endSession(agency);
        }
        current = null;
        worker = null;
        if (waiting != null) {
            admit();
        }
    }

    /** Sends whoever waits away if that is too long. */
    void tick(long nowMs) {
        if (waiting != null && nowMs - waitingSinceMs >= END_MS) {
            sendAway(waiting, ErrorCode.STARTING, "the session before has not ended yet");
            waiting = null;
        }
    }

    /** The central stops. */
    void stop() {
        sendAway(waiting, ErrorCode.STOPPING, "the central is stopping");
        waiting = null;
    }

    private void admit() {
        SessionRequest request = waiting;
        waiting = null;
        Place<Worker> place = workers.of(agency);
        if (place.state() != Place.State.READY) {
            sendAway(request, ErrorCode.STARTING, replacedReason());
            return;
        }
        current = request;
        worker = place.child();
        endAsked = false;
        closedBefore = board.isFinished(agency);
        board.setNewestSession(agency, request.number(), request.client());
        if (!isOperators(request)) {
            board.openSession(agency, place.pid());
        }
        worker.open(request);
    }

    /** Asks the session that goes on, if there is one, to end; it is told the first reason that there was. */
    private void end(ErrorCode code, String reason) {
        if (current != null && !endAsked) {
            endAsked = true;
            worker.tell(new ControlMessage.EndSession(current.number(), code, reason));
        }
    }

    /** Whoever died meanwhile: what was done is on the board. */
    private void lookWhatTheOperatorDid() {
        if (!closedBefore && board.isFinished(agency)) {
            board.setClosedByOperator(agency);
            effects.success("close_sales", "agency", agency, "total", board.count(agency), "by", "operator");
        }
    }

    private static boolean isOperators(SessionRequest request) {
        return request != null && request.isByOperator();
    }

    private void supersede(SessionRequest request) {
        if (board.hasComeAgain(agency, request.number(), request.client())) {
            request.refuse(ErrorCode.STARTING, "the same client has come again");
        } else {
            request.refuse(ErrorCode.SUPERSEDED, supersededReason());
        }
    }

    private static void sendAway(SessionRequest request, ErrorCode code, String reason) {
        if (request != null) {
            request.refuse(code, reason);
        }
    }

    private String disabledReason() {
        return "the operator has disabled agency " + agency;
    }

    private String takenOverReason() {
        return "the operator is about to close the sales of agency " + agency;
    }

    private String supersededReason() {
        return "a newer session of agency " + agency + " has begun, this one has done nothing wrong";
    }

    private static String replacedReason() {
        return "the worker of the agency is being replaced";
    }
}
