package loteria.coordinator.supervision;

/** When a child that died is replaced: at once, then after growing pauses, at last never. Immutable. */
final class RestartPolicy {
    /** Deaths in a row before READY after which a child is given up. */
    static final int MOST_DEATHS_BEFORE_READY = 5;

    /** A child that lived so long starts with a clean record. */
    static final long LONG_LIFE_MS = 10_000;

    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 5_000;

    private final int deaths;
    private final int deathsBeforeReady;

    RestartPolicy() {
        this(0, 0);
    }

    private RestartPolicy(int deaths, int deathsBeforeReady) {
        this.deaths = deaths;
        this.deathsBeforeReady = deathsBeforeReady;
    }

    /**
     * The record with one more death.
     *
     * @param wasReady whether it had come so far
     * @param livedMs from its start
     */
    RestartPolicy afterDeath(boolean wasReady, long livedMs) {
        int before = wasReady && livedMs >= LONG_LIFE_MS ? 0 : deaths;
        return new RestartPolicy(before + 1, wasReady ? 0 : deathsBeforeReady + 1);
    }

    /**
     * The record with one more child that the machine had no room for, be it for the process or for what its JVM needs
     * to come up: it is tried again for ever, ever more slowly.
     */
    RestartPolicy afterFailedStart() {
        return new RestartPolicy(deaths + 1, deathsBeforeReady);
    }

    boolean givesUp() {
        return deathsBeforeReady >= MOST_DEATHS_BEFORE_READY;
    }

    /** Milliseconds to wait before the next start. */
    long pauseMs() {
        if (deaths <= 1) {
            return 0;
        }
        return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(deaths - 2, 10));
    }
}
