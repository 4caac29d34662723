package loteria.store;

/**
 * How an agency stands as its session begins.
 *
 * @param stored its bets on disk
 */
public record Standing(long stored, SalesState state) {}
