package loteria.board;

import static loteria.board.BoardDescriptor.ACTIVITY_ACKNOWLEDGEMENTS;
import static loteria.board.BoardDescriptor.ACTIVITY_ANSWERED;
import static loteria.board.BoardDescriptor.ACTIVITY_FORCES;
import static loteria.board.BoardDescriptor.ACTIVITY_LAST_SEEN;
import static loteria.board.BoardDescriptor.ACTIVITY_REFUSED;

import loteria.wire.ErrorCode;

/**
 * What an agency's sessions do, for those who look: nothing is decided by it. It begins anew with each board.
 *
 * <p>Written by the thread of the agency's session, of which there is one at a time, and read by all.
 */
public final class Activity {
    private final DrawBoard board;
    private final int offset;
    private final Durations acknowledgements;
    private final Durations forces;

    Activity(DrawBoard board, int offset) {
        this.board = board;
        this.offset = offset;
        this.acknowledgements = new Durations(board, offset + ACTIVITY_ACKNOWLEDGEMENTS);
        this.forces = new Durations(board, offset + ACTIVITY_FORCES);
    }

    /** The agency has sent something. */
    public void seen() {
        board.put(offset + ACTIVITY_LAST_SEEN, System.currentTimeMillis());
    }

    /**
     * Batches were stored with one commit, and acknowledged.
     *
     * @param nanos from the first of them to their acknowledgement
     * @param forceNanos of that the force, see {@link #forces}
     */
    public void acknowledged(int batches, long nanos, long forceNanos) {
        acknowledgements.add(nanos, batches);
        forces.add(forceNanos, 1);
    }

    /** Batches were refused. */
    public void refused(ErrorCode code, int batches) {
        board.put(refusedOffset(code), refused(code) + batches);
    }

    /** The agency was told its winners. */
    public void answered() {
        board.put(offset + ACTIVITY_ANSWERED, 1);
    }

    /** When the agency sent something last, in milliseconds since 1970; 0: never. */
    public long lastSeen() {
        return board.get(offset + ACTIVITY_LAST_SEEN);
    }

    /** Whether the agency was told its winners. */
    public boolean isAnswered() {
        return board.get(offset + ACTIVITY_ANSWERED) != 0;
    }

    /** Batches refused with a code. */
    public long refused(ErrorCode code) {
        return board.get(refusedOffset(code));
    }

    /**
     * By batch: from when its worker took it, or the first of those stored with it, until its acknowledgement is sent;
     * what the agency waits is longer by the way there and back. A bet on its own is a batch, and one that was there
     * already counts again.
     */
    public Durations acknowledgements() {
        return acknowledgements;
    }

    /** By commit: the force, and the wait for that of another session of the same worker. */
    public Durations forces() {
        return forces;
    }

    private int refusedOffset(ErrorCode code) {
        return offset + ACTIVITY_REFUSED + code.ordinal() * Long.BYTES;
    }
}
