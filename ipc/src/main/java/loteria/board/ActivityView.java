package loteria.board;

import static loteria.board.BoardDescriptor.ACTIVITY_ACKNOWLEDGEMENTS;
import static loteria.board.BoardDescriptor.ACTIVITY_ANSWERED;
import static loteria.board.BoardDescriptor.ACTIVITY_FORCES;
import static loteria.board.BoardDescriptor.ACTIVITY_LAST_SEEN;
import static loteria.board.BoardDescriptor.ACTIVITY_REFUSED;

/** What an agency's sessions did, see {@link Activity}. Safe for all threads. */
public final class ActivityView {
    /** Codes of refusals that are told apart; they count from 1. */
    public static final int REFUSAL_CODES = BoardDescriptor.REFUSAL_CODES;

    private final BoardWords words;
    private final int offset;

    /** @param offset of the agency's activity */
    ActivityView(BoardWords words, int offset) {
        this.words = words;
        this.offset = offset;
    }

    /** When the agency sent something last, in milliseconds since 1970; 0: never. */
    public long lastSeen() {
        return words.get(offset + ACTIVITY_LAST_SEEN);
    }

    /** Whether the agency was told its winners. */
    public boolean isAnswered() {
        return words.get(offset + ACTIVITY_ANSWERED) != 0;
    }

    /** Batches refused with a code, 1 to {@link #REFUSAL_CODES}. */
    public long refused(int code) {
        return words.get(refusedOffset(offset, code));
    }

    /**
     * By batch: from when its worker took it, or the first of those stored with it, until its acknowledgement is sent;
     * what the agency waits is longer by the way there and back. A bet on its own is a batch, and one that was there
     * already counts again.
     */
    public Durations acknowledgements() {
        return new Durations(words, offset + ACTIVITY_ACKNOWLEDGEMENTS);
    }

    /** By commit: the force, and the wait for that of another session of the same worker. */
    public Durations forces() {
        return new Durations(words, offset + ACTIVITY_FORCES);
    }

    /** Where the count of a code lies in the activity at an offset. */
    static int refusedOffset(int activity, int code) {
        if (code < 1 || code > REFUSAL_CODES) {
            throw new IllegalArgumentException("code " + code + ", expected 1 to " + REFUSAL_CODES);
        }
        return activity + ACTIVITY_REFUSED + (code - 1) * Long.BYTES;
    }
}
