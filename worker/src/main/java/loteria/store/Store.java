package loteria.store;

import java.io.Closeable;
import java.io.IOException;
import loteria.board.BoardWords;

/**
 * Where bets, closed sales and the draw are kept, as sessions see it, whatever keeps them. What it answers is durable
 * as that store understands the word: nothing of it is taken back, whoever dies. A session's number says which of an
 * agency's sessions is the newer one; the store lets the newest alone change anything.
 *
 * <p>Safe for all threads. No caller may be interrupted. A {@link RefusedException} ends a session and leaves the store
 * as it was; a {@link CorruptStoreException} ends the process.
 */
public interface Store extends Closeable {

    /**
     * The board that goes with this store: a cache of what it holds, for the processes of one central. Whether the draw
     * has happened is read there, by whoever waits for it.
     */
    BoardWords board();

    /**
     * Begins a session: how its agency stands, durably.
     *
     * @throws RefusedException if a newer session of the agency has begun
     */
    Standing enter(int agency, long session) throws CorruptStoreException, RefusedException;

    /**
     * Stores what of a group is new, durably when this returns.
     *
     * @throws RefusedException with nothing stored: an older session, closed sales, a gap, or no room
     * @throws CorruptStoreException if nothing can be promised any more
     */
    Committed commit(BetGroup group, long session) throws CorruptStoreException, RefusedException;

    /**
     * Closes an agency's sales, durably; closing them again with the same total and checksum does nothing.
     *
     * @throws RefusedException if the store holds other bets than the agency says it sent
     */
    void finish(int agency, long session, long total, int checksum) throws CorruptStoreException, RefusedException;

    /**
     * Draws the lottery's own number, durably, once all sales are closed; a draw that has happened stands.
     *
     * @return the number of winning bets
     * @throws CorruptStoreException if the bets are not those of the closed sales
     */
    long draw() throws IOException;

    /** An agency's winning bets, once drawn: as many at a time as are asked for, however many there are. */
    AgencyWinners winners(int agency) throws CorruptStoreException, RefusedException;

    /** Lets go of everything, between two entries: not under anybody's feet. What an interrupted draw left goes too. */
    @Override
    void close() throws IOException;
}
