package loteria.store.file;

import java.io.IOException;
import java.util.Arrays;
import loteria.store.CorruptStoreException;
import loteria.store.RefusedException;
import loteria.store.SalesState;
import loteria.store.Standing;

/** All agencies of a test and what was promised to them. {@link StoreInvariants} holds the store to it. */
final class Ledger {
    private static final int TOTAL = 20;

    private final long[] sessions;
    private final long[] sent;
    private final long[] acknowledged;
    private final boolean[] closed;
    private boolean drawn;
    private long lastSession;

    Ledger(int agencies) {
        sessions = new long[agencies + 1];
        sent = new long[agencies + 1];
        acknowledged = new long[agencies + 1];
        closed = new boolean[agencies + 1];
    }

    int agencies() {
        return sent.length - 1;
    }

    long sent(int agency) {
        return sent[agency];
    }

    long acknowledged(int agency) {
        return acknowledged[agency];
    }

    boolean isClosed(int agency) {
        return closed[agency];
    }

    boolean isDrawn() {
        return drawn;
    }

    long session(int agency) {
        return sessions[agency];
    }

    /** What the coordinator does: names a new session on the board. */
    synchronized long number(BetStore store, int agency) {
        sessions[agency] = ++lastSession;
        FaultyWords.register(store).setNewestSession(agency, lastSession, 0);
        return lastSession;
    }

    Standing enter(BetStore store, int agency) throws CorruptStoreException, RefusedException {
        return enterNumbered(store, agency, number(store, agency));
    }

    Standing enterNumbered(BetStore store, int agency, long session) throws CorruptStoreException, RefusedException {
        Standing standing = store.enter(agency, session);
        acknowledged[agency] = Math.max(acknowledged[agency], standing.stored());
        closed[agency] |= standing.state() != SalesState.SELLING;
        return standing;
    }

    long sell(BetStore store, int agency, long first, long last) throws CorruptStoreException, RefusedException {
        sent[agency] = Math.max(sent[agency], last);
        long through = store.commit(SampleBets.group(agency, first, last), sessions[agency])
                .through();
        acknowledged[agency] = Math.max(acknowledged[agency], through);
        return through;
    }

    /** Bets up to there will be sent by other means. */
    void expect(int agency, long last) {
        sent[agency] = Math.max(sent[agency], last);
    }

    void finish(BetStore store, int agency, long total) throws CorruptStoreException, RefusedException {
        store.finish(agency, sessions[agency], total, SampleBets.checksum(agency, total));
        closed[agency] = true;
    }

    void draw(BetStore store) throws IOException {
        store.draw();
        drawn = true;
    }

    /** Every agency comes again, sells what is left, closes; then the draw. Whatever happened before. */
    void complete(BetStore store) throws IOException, RefusedException {
        for (int agency = 1; agency <= agencies(); agency++) {
            Standing standing = enter(store, agency);
            long total = Math.max(TOTAL, sent[agency]);
            if (standing.state() == SalesState.SELLING) {
                if (standing.stored() < total) {
                    sell(store, agency, standing.stored() + 1, total);
                }
            } else {
                total = standing.stored();
            }
            finish(store, agency, total);
        }
        draw(store);
    }

    @Override
    public String toString() {
        return "sent " + Arrays.toString(sent) + ", acknowledged " + Arrays.toString(acknowledged) + ", closed "
                + Arrays.toString(closed) + ", drawn " + drawn;
    }
}
