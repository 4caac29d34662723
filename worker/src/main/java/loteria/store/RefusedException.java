package loteria.store;

/** The store does not take what a session asks. The session ends; the store is as before. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Refusal refusal;
    private final long position;
    private final int index;

    /** A refusal of what a whole session does. */
    public RefusedException(Refusal refusal, String reason) {
        this(refusal, 0, 0, reason);
    }

    /**
     * A refusal of some bets or of one.
     *
     * @param position of the first of those that came together
     * @param index of the bet among them, from 0
     */
    public RefusedException(Refusal refusal, long position, int index, String reason) {
        super(reason, null, false, false);
        this.refusal = refusal;
        this.position = position;
        this.index = index;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** Of the first of the bets that it is about, or 0. */
    public long position() {
        return position;
    }

    /** Of the bet among them, from 0. */
    public int index() {
        return index;
    }
}
