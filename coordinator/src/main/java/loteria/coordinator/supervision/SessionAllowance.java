package loteria.coordinator.supervision;

/**
 * How many sessions of one agency may begin in a time: a number at once, and then one more every so often. Each costs a
 * worker a thread and a force of the disk, which others would pay who wait for it too. Pure: the caller brings the
 * time. The supervisor's thread alone uses it.
 */
final class SessionAllowance {
    /** Far more than an agency needs whose line is cut again and again, or than a script that tries every byte. */
    static final int MOST_AT_ONCE = 2_000;

    /** Milliseconds until one more may begin. */
    static final long NEXT_MS = 5;

    private long left = MOST_AT_ONCE;
    private long countedMs;

    /** Takes one; false if there is none left just now. */
    boolean take(long nowMs) {
        long earned = (nowMs - countedMs) / NEXT_MS;
        if (earned > 0) {
            left = Math.min(MOST_AT_ONCE, left + earned);
            countedMs += earned * NEXT_MS;
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
