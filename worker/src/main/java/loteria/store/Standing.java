package loteria.store;

import loteria.wire.AgencyState;

/**
 * How an agency stands as its session begins.
 *
 * @param stored its bets on disk
 */
public record Standing(long stored, AgencyState state) {}
