package loteria.store;

/** How far an agency's sales are. */
public enum SalesState {
    /** Its bets are taken. */
    SELLING,
    /** They are closed; the draw has not happened. */
    FINISHED,
    /** The draw has happened. */
    DRAWN
}
