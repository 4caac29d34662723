package loteria.worker;

import loteria.store.RefusedException;
import loteria.wire.ErrorCode;
import loteria.wire.Message;

/** A session is over: what its agency is told, and what of its bets is refused with it. */
final class SessionOver extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Message.Failure failure;
    private final int batches;
    private final int bets;

    /** Over for what is no fault of any bet. */
    SessionOver(ErrorCode code, String reason) {
        this(new Message.Failure(code, 0, 0, reason), 0, 0);
    }

    /** Over because the store refused what the session asked. */
    SessionOver(RefusedException refused) {
        this(refused, 0, 0);
    }

    /** Over because the store refused bets that came in that many batches. */
    SessionOver(RefusedException refused, int batches, int bets) {
        this(
                new Message.Failure(code(refused), refused.position(), refused.index(), refused.getMessage()),
                batches,
                bets);
    }

    private SessionOver(Message.Failure failure, int batches, int bets) {
        super(failure.reason(), null, false, false);
        this.failure = failure;
        this.batches = batches;
        this.bets = bets;
    }

    /** The same end for another reason. */
    SessionOver becauseOf(ErrorCode code, String reason) {
        return new SessionOver(new Message.Failure(code, failure.position(), failure.index(), reason), batches, bets);
    }

    /** The store's word in the protocol's. */
    private static ErrorCode code(RefusedException refused) {
        return switch (refused.refusal()) {
            case UNAVAILABLE -> ErrorCode.STORAGE;
            case CLOSED -> ErrorCode.STOPPING;
            case SUPERSEDED -> ErrorCode.SUPERSEDED;
            case DISABLED -> ErrorCode.DISABLED;
            case INVALID -> ErrorCode.REJECTED;
            case OUT_OF_ORDER -> ErrorCode.PROTOCOL;
            case MISMATCH -> ErrorCode.MISMATCH;
        };
    }

    /** What the agency is told. */
    Message.Failure failure() {
        return failure;
    }

    /** Batches that are refused, or 0. */
    int batches() {
        return batches;
    }

    /** Bets in them. */
    int bets() {
        return bets;
    }
}
