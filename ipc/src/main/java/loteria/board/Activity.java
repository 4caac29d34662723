package loteria.board;

import static loteria.board.BoardDescriptor.ACTIVITY_ACKNOWLEDGEMENTS;
import static loteria.board.BoardDescriptor.ACTIVITY_ANSWERED;
import static loteria.board.BoardDescriptor.ACTIVITY_FORCES;
import static loteria.board.BoardDescriptor.ACTIVITY_LAST_SEEN;

/**
 * Says what an agency's sessions do, for those who look: nothing is decided by it. It begins anew with each board.
 *
 * <p>Written by the thread of the agency's session, of which there is one at a time.
 */
public final class Activity {
    private final BoardWords words;
    private final int offset;

    /** @param agency whose */
    public Activity(BoardWords words, int agency) {
        this.words = words;
        this.offset = BoardDescriptor.activity(new BoardView(words).agencies(), agency);
    }

    /** The agency has sent something. */
    public void seen() {
        words.put(offset + ACTIVITY_LAST_SEEN, System.currentTimeMillis());
    }

    /**
     * Batches were stored with one commit, and acknowledged.
     *
     * @param nanos from the first of them to their acknowledgement
     * @param forceNanos of that the force, see {@link ActivityView#forces}
     */
    public void acknowledged(int batches, long nanos, long forceNanos) {
        addDuration(offset + ACTIVITY_ACKNOWLEDGEMENTS, nanos, batches);
        addDuration(offset + ACTIVITY_FORCES, forceNanos, 1);
    }

    /**
     * Batches were refused.
     *
     * @param code why, 1 to {@link ActivityView#REFUSAL_CODES}
     */
    public void refused(int code, int batches) {
        int word = ActivityView.refusedOffset(offset, code);
        words.put(word, words.get(word) + batches);
    }

    /** The agency was told its winners. */
    public void answered() {
        words.put(offset + ACTIVITY_ANSWERED, 1);
    }

    /** Counts a duration so many times. */
    private void addDuration(int durations, long nanos, int times) {
        int count = durations + Durations.countOffset(Durations.index(nanos));
        words.put(count, words.get(count) + times);
        words.put(durations, words.get(durations) + nanos * times);
    }
}
