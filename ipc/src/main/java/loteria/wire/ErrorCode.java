package loteria.wire;

/** Why the central ends a session, grouped by what the agency does next: retry, or end. */
public enum ErrorCode {
    STORAGE("storage", true),
    STARTING("starting", true),
    STOPPING("stopping", true),
    REJECTED("rejected", false),
    PROTOCOL("protocol", false),
    UNKNOWN_AGENCY("unknown agency", false),
    SUPERSEDED("superseded", false),
    MISMATCH("mismatch", false),
    CORRUPT("corrupt", false),
    TIMEOUT("timeout", true),
    UNAUTHENTICATED("unauthenticated", false),
    DISABLED("disabled", false);

    private final String text;
    private final boolean retryable;

    ErrorCode(String text, boolean retryable) {
        this.text = text;
        this.retryable = retryable;
    }

    /** The code's number on the wire, from 1. */
    public int number() {
        return ordinal() + 1;
    }

    static ErrorCode of(int number) throws MalformedFrameException {
        if (number < 1 || number > values().length) {
            throw new MalformedFrameException("error code " + number + ", expected 1 to " + values().length);
        }
        return values()[number - 1];
    }

    /** Whether the agency may come again with the same bets. */
    public boolean retryable() {
        return retryable;
    }

    @Override
    public String toString() {
        return text;
    }
}
