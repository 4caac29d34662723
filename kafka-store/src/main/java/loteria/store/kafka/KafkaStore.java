package loteria.store.kafka;

import java.io.IOException;
import loteria.board.BoardWords;
import loteria.board.StoreState;
import loteria.process.Reason;
import loteria.process.Threads;
import loteria.store.AgencyWinners;
import loteria.store.BetGroup;
import loteria.store.Committed;
import loteria.store.CorruptStoreException;
import loteria.store.NewestSession;
import loteria.store.Refusal;
import loteria.store.RefusedException;
import loteria.store.SalesState;
import loteria.store.Standing;
import loteria.store.Store;
import loteria.store.file.StoreFiles;
import loteria.store.file.StoredWinners;
import loteria.store.file.WinnersChannel;
import loteria.store.log.AgencyLog;
import loteria.store.log.LogRecord;

/**
 * The store in a replicated log: durable means on the disks of a majority of brokers. Nothing of what counts is in this
 * process or on its machine; {@link AgencyLog} has the rule that keeps the sessions of several centrals apart.
 */
final class KafkaStore implements Store {
    private final LogClient log;
    private final BoardFeed feed;
    private final BoardWords words;
    private final StoreState board;
    private final StoreFiles files;
    private final WinnersChannel winners;
    private final String central;
    private final AgencyLog[] agencies;

    /** @param feed of its board, which runs from here on */
    KafkaStore(LogClient log, BoardFeed feed, BoardWords words, StoreFiles files, String central) throws IOException {
        this.log = log;
        this.feed = feed;
        this.words = words;
        this.board = new StoreState(words);
        this.files = files;
        this.winners = new WinnersChannel(files);
        this.central = central;
        this.agencies = new AgencyLog[board.agencies()];
        Threads.start("board-feed", feed);
    }

    @Override
    public BoardWords board() {
        return words;
    }

    private AgencyLog of(int agency) {
        synchronized (agencies) {
            if (agencies[agency - 1] == null) {
                agencies[agency - 1] = new AgencyLog(agency, log.sales(agency), central);
            }
            return agencies[agency - 1];
        }
    }

    @Override
    public Standing enter(int agency, long session) throws CorruptStoreException, RefusedException {
        NewestSession.require(board, agency, session);
        AgencyLog.Sales sales = of(agency).enter(session, board.newestClient(agency));
        SalesState state = sales.finished() ? SalesState.FINISHED : SalesState.SELLING;
        return new Standing(sales.count(), board.isDrawn() ? SalesState.DRAWN : state);
    }

    @Override
    public Committed commit(BetGroup group, long session) throws CorruptStoreException, RefusedException {
        NewestSession.require(board, group.agency(), session);
        return of(group.agency()).commit(group, session);
    }

    @Override
    public void finish(int agency, long session, long total, int checksum)
            throws CorruptStoreException, RefusedException {
        NewestSession.require(board, agency, session);
        LogRecord.Closed closed = of(agency).finish(session, total, checksum);
        if (!board.isFinished(agency)) {
            // Also if the session before has died between the two: twice is harmless.
            try {
                log.ofDraw().append(closed);
            } catch (IOException e) {
                throw unavailable(e);
            }
        }
    }

    private static RefusedException unavailable(IOException e) {
        return new RefusedException(Refusal.UNAVAILABLE, "the store is unavailable: " + Reason.of(e));
    }

    @Override
    public long draw() throws IOException {
        return new LogDraw(log, files).run(board);
    }

    @Override
    public AgencyWinners winners(int agency) throws RefusedException {
        try {
            return new StoredWinners(winners.get(), agency, board);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void close() throws IOException {
        feed.close();
        winners.close();
        log.close();
    }
}
