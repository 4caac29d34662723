package loteria.agency;

/**
 * When to try again after a lost connection: after pauses that grow, a bit at random so that many agencies do not come
 * at once, until nothing came of it for too long. Being greeted is nothing yet. Pure: the caller brings the time and
 * the chance.
 */
final class Reconnect {
    /** Instead of a pause: it has been too long. */
    static final long GIVE_UP = -1;

    static final long FIRST_PAUSE_MS = 100;
    static final long LONGEST_PAUSE_MS = 5_000;

    /** Without progress, before a person is told, and from then on until they are told again. */
    static final long FIRST_WORD_MS = 1_000;

    static final long NEXT_WORD_MS = 30_000;

    private final long retryForMillis;
    private final int centrals;
    private boolean progressing;
    private long stored;
    private boolean closed;
    private long lostAtMillis;
    private long wordDueMillis;
    private long pauseMillis = FIRST_PAUSE_MS;
    private int attempts;

    /**
     * @param retryForMillis from the loss of contact, or from the start
     * @param centrals that are tried in turn: pauses grow once all have been
     * @param nowMillis of any clock that only goes forward
     */
    Reconnect(long retryForMillis, int centrals, long nowMillis) {
        this.retryForMillis = retryForMillis;
        this.centrals = centrals;
        begin(nowMillis);
    }

    private void begin(long nowMillis) {
        lostAtMillis = nowMillis;
        wordDueMillis = nowMillis + FIRST_WORD_MS;
        attempts = 0;
    }

    /** The central says how many bets it has: progress if they are more than ever before. */
    void stored(long through) {
        if (through > stored) {
            stored = through;
            progress();
        }
    }

    /** The central has closed our sales: progress if it had not before. */
    void closed() {
        if (!closed) {
            closed = true;
            progress();
        }
    }

    /** The central did something for us: the time until giving up starts anew with the next loss, with small pauses. */
    void progress() {
        progressing = true;
        pauseMillis = FIRST_PAUSE_MS;
    }

    /**
     * The connection is lost, or did not come about.
     *
     * @param chance any number
     * @return milliseconds until the next attempt, or {@link #GIVE_UP}
     */
    long lost(long nowMillis, long chance) {
        if (progressing) {
            progressing = false;
            begin(nowMillis);
        }
        attempts++;
        long left = lostAtMillis + retryForMillis - nowMillis;
        if (left <= 0) {
            return GIVE_UP;
        }
        long half = pauseMillis / 2;
        long pause = half + Math.floorMod(chance, half + 1);
        if (attempts % centrals == 0) {
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MS);
        }
        return Math.min(pause, left);
    }

    /** Whether it is time to tell a person that nothing comes of it; once for each such time. */
    boolean isWordDue(long nowMillis) {
        if (nowMillis < wordDueMillis) {
            return false;
        }
        wordDueMillis = nowMillis + NEXT_WORD_MS;
        return true;
    }

    /** Attempts that failed since there was progress. */
    int attempts() {
        return attempts;
    }
}
