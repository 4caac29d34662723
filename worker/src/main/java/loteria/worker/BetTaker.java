package loteria.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import loteria.bet.BetLimits;
import loteria.board.Activity;
import loteria.log.ActionLog;
import loteria.log.LineGroup;
import loteria.store.BetGroup;
import loteria.store.Committed;
import loteria.store.RefusedException;
import loteria.store.Store;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;
import loteria.wire.MessageChannel;

/**
 * Takes a session's bets: gathers those that arrived together, stores them with one commit, and acknowledges them when
 * they are on disk. For the session's thread.
 */
final class BetTaker {
    private final long session;
    private final MessageChannel channel;
    private final Store store;
    private final BetGroup group;
    private final Activity activity;
    private final int[] batchCounts;
    private final LineGroup lines = new LineGroup();
    private int batches;
    private long groupBegan;
    private long promised;

    /** @param groupBytes of lines to store with one commit */
    BetTaker(int agency, long session, MessageChannel channel, Store store, Activity activity, int groupBytes) {
        this.session = session;
        this.channel = channel;
        this.store = store;
        this.group = new BetGroup(agency, groupBytes, FrameDescriptor.MAX_PAYLOAD_BYTES);
        this.activity = activity;
        this.batchCounts = new int[groupBytes / BetLimits.MIN_RECORD_BYTES + 1];
    }

    /** Up to which position the agency is told that its bets are on disk, from now on. */
    void promise(long through) {
        promised = through;
    }

    /** What the agency was promised last. */
    long promised() {
        return promised;
    }

    /** Gathers a batch; stores what was gathered before if it does not go on from there. */
    void take(Message.Batch batch) throws IOException, SessionOver {
        gather(batch.position(), batch.count(), batch.bytes(), batch.from(), batch.to());
        batchCounts[batches++] = batch.count();
    }

    /** Stores a bet on its own, and says so in the course's words. */
    void take(Message.Bet bet) throws IOException, SessionOver {
        commit();
        byte[] line = new byte[bet.to() - bet.from() + 1];
        System.arraycopy(bet.bytes(), bet.from(), line, 0, line.length - 1);
        line[line.length - 1] = '\n';
        gather(bet.position(), 1, line, 0, line.length);
        if (commit() > 0) {
            String[] fields = new String(line, 0, line.length - 1, UTF_8).split(",");
            ActionLog.success(
                    "apuesta_almacenada", "dni", fields[fields.length - 3], "numero", fields[fields.length - 1]);
        }
    }

    private void gather(long position, int count, byte[] bytes, int from, int to) throws IOException, SessionOver {
        if (group.isFull() || !group.precedes(position)) {
            commit();
        }
        if (group.isEmpty()) {
            groupBegan = System.nanoTime();
        }
        try {
            group.add(position, count, bytes, from, to);
        } catch (RefusedException e) {
            throw new SessionOver(e, 1, count);
        }
    }

    /** Stores and acknowledges what has gathered; returns how many bets were new. */
    int commit() throws IOException, SessionOver {
        if (group.isEmpty()) {
            return 0;
        }
        try {
            Committed committed = store.commit(group, session);
            logBatches();
            // Before the acknowledgement leaves: no agency sees a shorter time than the board.
            long nanos = System.nanoTime() - groupBegan;
            promised = committed.through();
            channel.send(new Message.Ack(promised));
            activity.acknowledged(gatheredBatches(), nanos, committed.forceNanos());
            return committed.added();
        } catch (RefusedException e) {
            throw new SessionOver(e, gatheredBatches(), group.count());
        } finally {
            group.clear();
            batches = 0;
        }
    }

    /** A bet on its own is a batch, though the log has other words for it. */
    private int gatheredBatches() {
        return Math.max(1, batches);
    }

    private void logBatches() {
        for (int i = 0; i < batches; i++) {
            lines.success("apuesta_recibida", "cantidad", batchCounts[i]);
        }
        lines.flush();
    }
}
