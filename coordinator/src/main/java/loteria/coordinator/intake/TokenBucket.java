package loteria.coordinator.intake;

/** So many at once, and then so many a second. Pure: the caller brings the time. For one thread. */
final class TokenBucket {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final long most;
    private final long perSecond;
    private double tokens;
    private long filledNanos;

    TokenBucket(long most, long perSecond, long nowNanos) {
        this.most = most;
        this.perSecond = perSecond;
        this.tokens = most;
        this.filledNanos = nowNanos;
    }

    /** Whether there was one to be had. */
    boolean take(long nowNanos) {
        tokens = Math.min(most, tokens + (nowNanos - filledNanos) * (double) perSecond / SECOND_NANOS);
        filledNanos = nowNanos;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
