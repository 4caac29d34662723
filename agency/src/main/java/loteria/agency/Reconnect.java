package loteria.agency;

/**
 * When to try again after a lost connection: after pauses that grow, a bit at random so that many agencies do not come
 * at once, until contact was lost for too long. Pure: the caller brings the time and the chance.
 */
final class Reconnect {
    /** Instead of a pause: it has been too long. */
    static final long GIVE_UP = -1;

    static final long FIRST_PAUSE_MS = 100;
    static final long LONGEST_PAUSE_MS = 5_000;

    private final long retryForMillis;
    private boolean inContact;
    private long lostAtMillis;
    private long pauseMillis = FIRST_PAUSE_MS;
    private int attempts;

    /**
     * @param retryForMillis from the loss of contact, or from the start
     * @param nowMillis of any clock that only goes forward
     */
    Reconnect(long retryForMillis, long nowMillis) {
        this.retryForMillis = retryForMillis;
        this.lostAtMillis = nowMillis;
    }

    /** The central answered: the time until giving up starts anew with the next loss. */
    void contact() {
        inContact = true;
    }

    /** The central did something for us: the pauses start small again. A central that only greets gets no hail. */
    void progress() {
        inContact = true;
        pauseMillis = FIRST_PAUSE_MS;
    }

    /**
     * The connection is lost, or did not come about.
     *
     * @param chance any number
     * @return milliseconds until the next attempt, or {@link #GIVE_UP}
     */
    long lost(long nowMillis, long chance) {
        if (inContact) {
            inContact = false;
            lostAtMillis = nowMillis;
            attempts = 0;
        }
        attempts++;
        long left = lostAtMillis + retryForMillis - nowMillis;
        if (left <= 0) {
            return GIVE_UP;
        }
        long half = pauseMillis / 2;
        long pause = half + Math.floorMod(chance, half + 1);
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MS);
        return Math.min(pause, left);
    }

    /** Attempts that failed since contact was lost. */
    int attempts() {
        return attempts;
    }
}
