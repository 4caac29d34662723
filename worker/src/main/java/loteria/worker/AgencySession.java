package loteria.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import loteria.bet.BetLimits;
import loteria.board.Activity;
import loteria.log.ActionLog;
import loteria.log.LineGroup;
import loteria.process.Reason;
import loteria.store.BetGroup;
import loteria.store.BetStore;
import loteria.store.CorruptStoreException;
import loteria.store.RefusedException;
import loteria.store.Standing;
import loteria.wire.ErrorCode;
import loteria.wire.FrameDescriptor;
import loteria.wire.MalformedFrameException;
import loteria.wire.Message;
import loteria.wire.MessageChannel;

/**
 * One agency's session, in one thread: validates, stores, acknowledges, answers. Frames that have arrived together are
 * stored with one commit, and acknowledged only when it is on disk. Other threads may only {@link #end} it.
 */
final class AgencySession {
    /** Frames an agency may have unacknowledged. */
    private static final int WINDOW = 256;

    /** Between two signs of life to an agency that waits for the draw, or whose line is slow. */
    private static final long HEARTBEAT_MS = 1_000;

    private static final long NOT_YET = 0;

    private static final int WINNERS_PER_FRAME =
            (FrameDescriptor.MAX_PAYLOAD_BYTES - 3) / (BetLimits.MAX_DOCUMENT_DIGITS + 1);

    private final int agency;
    private final long session;
    private final MessageChannel channel;
    private final BetStore store;
    private final WaitingRoom waitingRoom;
    private final SalesClosedListener listener;
    private final BetGroup group;
    private final Activity activity;
    private final int[] batchCounts;

    /** What the agency was promised last. */
    private long promised;

    private final LineGroup lines = new LineGroup();
    private int batches;
    private int refusedBets;
    private int refusedBatches;
    private long groupBegan;
    private volatile ErrorCode endedFor;

    /** Whom a session tells that it closed its agency's sales. */
    interface SalesClosedListener {
        void salesClosed(int agency) throws IOException;
    }

    /** @param groupBytes of records to store with one commit */
    AgencySession(
            int agency,
            long session,
            MessageChannel channel,
            BetStore store,
            WaitingRoom waitingRoom,
            SalesClosedListener listener,
            int groupBytes) {
        this.agency = agency;
        this.session = session;
        this.channel = channel;
        this.store = store;
        this.waitingRoom = waitingRoom;
        this.listener = listener;
        this.group = new BetGroup(agency, groupBytes);
        this.activity = store.board().activity(agency);
        this.batchCounts = new int[groupBytes / BetLimits.MIN_RECORD_BYTES + 1];
    }

    /**
     * Talks with the agency until one of both is done.
     *
     * @throws CorruptStoreException if the worker must end
     */
    void run() throws CorruptStoreException, InterruptedException {
        try (channel) {
            try {
                talk();
            } catch (RefusedException e) {
                refuse(e.failure());
            } catch (MalformedFrameException | EOFException e) {
                refuse(new Message.Failure(ErrorCode.PROTOCOL, 0, 0, Reason.of(e)));
            } catch (SocketTimeoutException e) {
                refuse(new Message.Failure(ErrorCode.TIMEOUT, 0, 0, Reason.of(e)));
            } catch (CorruptStoreException e) {
                tell(new Message.Failure(ErrorCode.CORRUPT, 0, 0, e.getMessage()));
                throw e;
            }
        } catch (CorruptStoreException e) {
            throw e;
        } catch (IOException e) {
            ActionLog.debug("session", "fail", "agency", agency, "error", Reason.of(e));
        }
    }

    /** Ends the session as soon as its thread looks up, with that code. */
    void end(ErrorCode code) {
        endedFor = code;
        channel.endInput();
    }

    /** Drops the connection, whatever the session is doing with it. */
    void abandon() throws IOException {
        channel.close();
    }

    private void talk() throws IOException, RefusedException, InterruptedException {
        activity.seen();
        Standing standing = store.enter(agency, session);
        promised = standing.stored();
        channel.send(new Message.Welcome(standing.stored(), standing.state(), WINDOW));
        boolean open = true;
        while (open) {
            try {
                open = takeWhatHasArrived();
            } finally {
                // What was whole and valid before a fault is stored and acknowledged.
                commit();
            }
            requireNotEnded();
        }
    }

    /** Waits for a frame, then takes all that came with it; false at the end of the stream. */
    private boolean takeWhatHasArrived() throws IOException, RefusedException, InterruptedException {
        Message message = read();
        boolean open = message != null;
        if (open) {
            activity.seen();
        }
        while (message != null) {
            take(message);
            message = channel.poll();
        }
        return open;
    }

    /** Waits for a frame. Being ended looks like the end of the stream, or like a frame that was cut. */
    private Message read() throws IOException, RefusedException {
        try {
            Message message = channel.poll();
            long told = NOT_YET;
            while (message == null && channel.fill()) {
                message = channel.poll();
                if (message == null) {
                    told = tellThatItArrives(told);
                }
            }
            return message;
        } catch (EOFException e) {
            requireNotEnded();
            throw e;
        }
    }

    /**
     * To one whose frame is long on its way silence would look like a dead central; while it sells it expects ACKs.
     *
     * @param told when this was said last, or when the frame began; {@link #NOT_YET} if it has only begun
     */
    private long tellThatItArrives(long told) throws IOException {
        long now = System.nanoTime();
        if (told != NOT_YET && now - told < HEARTBEAT_MS * 1_000_000) {
            return told;
        }
        if (told != NOT_YET && !store.board().isFinished(agency)) {
            channel.send(new Message.Ack(promised));
        }
        return now | 1;
    }

    private void requireNotEnded() throws RefusedException {
        ErrorCode code = endedFor;
        if (code != null) {
            throw new RefusedException(
                    code,
                    code == ErrorCode.SUPERSEDED
                            ? "a newer session of agency " + agency + " has begun"
                            : "the central is stopping");
        }
    }

    private void take(Message message) throws IOException, RefusedException, InterruptedException {
        if (message instanceof Message.Batch batch) {
            gather(batch.position(), batch.count(), batch.bytes(), batch.from(), batch.to());
            batchCounts[batches++] = batch.count();
        } else if (message instanceof Message.Bet bet) {
            takeSingle(bet);
        } else if (message instanceof Message.Finished finished) {
            commit();
            store.finish(agency, session, finished.total(), finished.checksum());
            listener.salesClosed(agency);
            channel.send(new Message.Closed(finished.total()));
        } else if (message instanceof Message.Query query) {
            commit();
            answer(query);
        } else {
            throw new RefusedException(
                    ErrorCode.PROTOCOL, "an unexpected " + message.getClass().getSimpleName());
        }
    }

    private void gather(long position, int count, byte[] bytes, int from, int to) throws IOException, RefusedException {
        if (group.isFull() || !group.precedes(position)) {
            commit();
        }
        if (group.isEmpty()) {
            groupBegan = System.nanoTime();
        }
        try {
            group.add(position, count, bytes, from, to);
        } catch (RefusedException e) {
            refusedBets = count;
            refusedBatches = 1;
            throw e;
        }
    }

    private void takeSingle(Message.Bet bet) throws IOException, RefusedException {
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

    /** Stores and acknowledges what has gathered; returns how many bets were new. */
    private int commit() throws IOException, RefusedException {
        if (group.isEmpty()) {
            return 0;
        }
        try {
            long through = store.commit(group, session);
            logBatches();
            // Before the acknowledgement leaves: no agency sees a shorter time than the board.
            long nanos = System.nanoTime() - groupBegan;
            promised = through;
            channel.send(new Message.Ack(through));
            activity.acknowledged(gatheredBatches(), nanos, group.forceNanos());
            return group.count();
        } catch (RefusedException e) {
            refusedBets = group.count();
            refusedBatches = gatheredBatches();
            throw e;
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

    private void answer(Message.Query query) throws IOException, RefusedException, InterruptedException {
        if (!store.board().isFinished(agency)) {
            throw new RefusedException(ErrorCode.PROTOCOL, "QUERY while selling, expected FINISHED first");
        }
        boolean drawn = store.board().isDrawn();
        while (query.waiting() && !drawn) {
            drawn = waitingRoom.await(HEARTBEAT_MS);
            requireNotEnded();
            if (!drawn) {
                channel.send(notDrawn());
            }
        }
        if (drawn) {
            sendWinners();
        } else {
            channel.send(notDrawn());
        }
    }

    private Message notDrawn() {
        return new Message.NotDrawn(
                store.board().finishedAgencies(), store.board().agencies());
    }

    private void sendWinners() throws IOException, RefusedException {
        List<String> documents = store.winners(agency);
        int from = 0;
        while (documents.size() - from > WINNERS_PER_FRAME) {
            channel.put(new Message.Winners(false, documents.subList(from, from + WINNERS_PER_FRAME)));
            from += WINNERS_PER_FRAME;
        }
        channel.put(new Message.Winners(true, documents.subList(from, documents.size())));
        channel.flush();
        activity.answered();
    }

    /** Says why the session ends, to the log and to the agency. */
    private void refuse(Message.Failure failure) {
        String error = failure.code() + ": " + failure.reason();
        if (refusedBets > 0) {
            activity.refused(failure.code(), refusedBatches);
            ActionLog.fail("apuesta_recibida", "cantidad", refusedBets, "agency", agency, "error", error);
        } else if (failure.code() != ErrorCode.STOPPING) {
            ActionLog.fail("session", "agency", agency, "error", error);
        }
        tell(failure);
    }

    private void tell(Message.Failure failure) {
        try {
            channel.send(failure);
        } catch (IOException e) {
            ActionLog.debug("session", "fail", "agency", agency, "error", Reason.of(e));
        }
    }
}
