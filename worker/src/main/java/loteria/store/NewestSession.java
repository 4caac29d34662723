package loteria.store;

import loteria.board.BoardView;

/** That an agency's newest session alone writes, as a central's board has it. Stateless; safe for all threads. */
public final class NewestSession {
    private NewestSession() {}

    /** @throws RefusedException if a newer session has begun, or none of the agency may */
    public static void require(BoardView board, int agency, long session) throws RefusedException {
        long newest = board.newestSession(agency);
        if (newest == BoardView.NO_SESSION) {
            throw new RefusedException(Refusal.DISABLED, "the operator has disabled agency " + agency);
        }
        if (newest != session) {
            throw new RefusedException(
                    Refusal.SUPERSEDED,
                    "a newer session of agency " + agency + " has begun, this one has done nothing wrong");
        }
    }
}
