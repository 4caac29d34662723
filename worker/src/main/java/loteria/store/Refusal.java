package loteria.store;

/** Why the store does not take what a session asks, by what the session does next. It ends in any case. */
public enum Refusal {
    /** Its agency may come again with the same bets: the disk could not take them now. */
    UNAVAILABLE,
    /** Its agency may come again: this process stops. */
    CLOSED,
    /** A newer session of its agency has taken its place. */
    SUPERSEDED,
    /** No session of its agency may write: an operator has disabled the agency. */
    DISABLED,
    /** A bet is none that the store takes; it never will be. */
    INVALID,
    /** It asked out of order: behind a gap, with a count that is not so, after the sales were closed. */
    OUT_OF_ORDER,
    /** Its agency sold other bets than the store holds. */
    MISMATCH
}
