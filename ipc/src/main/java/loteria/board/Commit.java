package loteria.board;

/**
 * The state that one commit leaves, as a commit slot holds it: absolute values, so that applying it twice is harmless.
 *
 * @param agency whose bets or sales it was, or 0 for the state that recovery left
 * @param session that committed
 * @param betsLength committed bytes of {@code bets.csv}
 * @param finishedLength committed bytes of {@code finished.csv}
 * @param count the agency's bets
 * @param checksum of the agency's bets
 * @param finished whether the agency's sales are closed
 */
public record Commit(
        int agency, long session, long betsLength, long finishedLength, long count, int checksum, boolean finished) {}
