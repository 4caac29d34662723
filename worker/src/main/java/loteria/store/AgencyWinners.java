package loteria.store;

import java.util.List;

/**
 * An agency's own winning bets on their way from the store to the agency: never more than asked for in memory, and no
 * lock held. Not safe for several threads.
 */
public interface AgencyWinners {

    /** How many are still to come. */
    int left();

    /**
     * The documents of the next winning bets.
     *
     * @param most how many at most; fewer only if there are no more
     * @throws RefusedException if they cannot be read now
     * @throws CorruptStoreException if the store does not hold them any more
     */
    List<String> next(int most) throws CorruptStoreException, RefusedException;
}
