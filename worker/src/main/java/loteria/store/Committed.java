package loteria.store;

/**
 * What a commit did.
 *
 * @param through the position up to which all bets of the agency are on disk
 * @param added how many of the group's bets were new
 * @param forceNanos how long bringing them to the disk took
 */
public record Committed(long through, int added, long forceNanos) {}
