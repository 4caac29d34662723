package loteria.store;

import loteria.wire.ErrorCode;
import loteria.wire.Message;

/** The store does not take what a session asks. The session ends with this error; the store is as before. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Message.Failure failure;

    /** A refusal of what a whole session does. */
    public RefusedException(ErrorCode code, String reason) {
        this(code, 0, 0, reason);
    }

    /**
     * A refusal of one frame or one bet.
     *
     * @param position of the frame
     * @param index of the bet within the frame, from 0
     */
    public RefusedException(ErrorCode code, long position, int index, String reason) {
        super(reason, null, false, false);
        this.failure = new Message.Failure(code, position, index, reason);
    }

    /** What the agency is told. */
    public Message.Failure failure() {
        return failure;
    }
}
