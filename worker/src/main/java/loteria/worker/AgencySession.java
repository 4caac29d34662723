package loteria.worker;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import loteria.board.Activity;
import loteria.board.BoardView;
import loteria.log.ActionLog;
import loteria.process.Reason;
import loteria.store.CorruptStoreException;
import loteria.store.RefusedException;
import loteria.store.SalesState;
import loteria.store.Standing;
import loteria.store.Store;
import loteria.wire.AgencyState;
import loteria.wire.ControlMessage;
import loteria.wire.ErrorCode;
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

    /** Between two signs of life to an agency that waits for the draw. */
    private static final long HEARTBEAT_MS = 1_000;

    private final int agency;
    private final long session;
    private final long client;
    private final MessageChannel channel;
    private final Store store;
    private final WaitingRoom waitingRoom;
    private final SessionHost host;
    private final Activity activity;
    private final BetTaker bets;
    private final Incoming incoming;
    private final DrawAnswers answers;
    private boolean closed;
    private volatile SessionOver ended;

    /**
     * @param opening whose session it is
     * @param groupBytes of lines to store with one commit
     */
    AgencySession(
            ControlMessage.OpenSession opening,
            MessageChannel channel,
            Store store,
            WaitingRoom waitingRoom,
            SessionHost host,
            int groupBytes) {
        this.agency = opening.agency();
        this.session = opening.session();
        this.client = opening.client();
        this.channel = channel;
        this.store = store;
        this.waitingRoom = waitingRoom;
        this.host = host;
        this.activity = new Activity(store.board(), agency);
        this.bets = new BetTaker(agency, session, channel, store, activity, groupBytes);
        this.incoming = new Incoming(channel, bets);
        this.answers = new DrawAnswers(agency, channel, store, host, activity);
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
            } catch (SessionOver e) {
                refuse(isSupersededByItself(e) ? e.becauseOf(ErrorCode.STARTING, "the same client has come again") : e);
            } catch (MalformedFrameException | EOFException e) {
                refuse(new SessionOver(ErrorCode.PROTOCOL, Reason.of(e)));
            } catch (SocketTimeoutException e) {
                refuse(new SessionOver(ErrorCode.TIMEOUT, Reason.of(e)));
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

    /** Ends the session as soon as its thread looks up, with what its agency is told. */
    void end(ErrorCode code, String reason) {
        ended = new SessionOver(code, reason);
        channel.endInput();
    }

    /** Drops the connection, whatever the session is doing with it. */
    void abandon() throws IOException {
        channel.close();
    }

    private void talk() throws IOException, SessionOver, InterruptedException {
        activity.seen();
        enter();
        boolean open = true;
        while (open) {
            try {
                open = takeWhatHasArrived();
            } finally {
                // What was whole and valid before a fault is stored and acknowledged.
                bets.commit();
            }
            requireNotEnded();
        }
    }

    private void enter() throws IOException, SessionOver {
        try {
            Standing standing = store.enter(agency, session);
            closed = standing.state() != SalesState.SELLING;
            bets.promise(standing.stored());
            channel.send(new Message.Welcome(standing.stored(), word(standing.state()), WINDOW));
        } catch (RefusedException e) {
            throw new SessionOver(e);
        }
    }

    /** The store's word in the protocol's. */
    private static AgencyState word(SalesState state) {
        return switch (state) {
            case SELLING -> AgencyState.SELLING;
            case FINISHED -> AgencyState.FINISHED;
            case DRAWN -> AgencyState.DRAWN;
        };
    }

    /** Waits for a frame, then takes all that came with it; false at the end of the stream. */
    private boolean takeWhatHasArrived() throws IOException, SessionOver, InterruptedException {
        Message message = read();
        boolean open = message != null;
        if (open) {
            activity.seen();
        }
        while (message != null) {
            take(message);
            message = incoming.poll();
        }
        return open;
    }

    /** Waits for a frame. Being ended looks like the end of the stream, or like a frame that was cut. */
    private Message read() throws IOException, SessionOver {
        try {
            return incoming.read(!closed);
        } catch (EOFException e) {
            requireNotEnded();
            throw e;
        }
    }

    private void requireNotEnded() throws SessionOver {
        SessionOver over = ended;
        if (over != null) {
            throw over;
        }
    }

    private void take(Message message) throws IOException, SessionOver, InterruptedException {
        if (message instanceof Message.Batch batch) {
            bets.take(batch);
        } else if (message instanceof Message.Bet bet) {
            bets.take(bet);
        } else if (message instanceof Message.Finished finished) {
            bets.commit();
            finish(finished);
        } else if (message instanceof Message.Query query) {
            bets.commit();
            answer(query);
        } else if (message instanceof Message.ReceiptQuery) {
            sendReceipt();
        } else {
            throw new SessionOver(
                    ErrorCode.PROTOCOL, "an unexpected " + message.getClass().getSimpleName());
        }
    }

    private void finish(Message.Finished finished) throws IOException, SessionOver {
        try {
            store.finish(agency, session, finished.total(), finished.checksum());
        } catch (RefusedException e) {
            throw new SessionOver(e);
        }
        closed = true;
        host.salesClosed(agency);
        channel.send(new Message.Closed(finished.total()));
    }

    private void answer(Message.Query query) throws IOException, SessionOver, InterruptedException {
        if (!closed) {
            throw new SessionOver(ErrorCode.PROTOCOL, "QUERY while selling, expected FINISHED first");
        }
        boolean drawn = waitingRoom.isDrawn();
        while (query.waiting() && !drawn) {
            drawn = waitingRoom.await(HEARTBEAT_MS);
            requireNotEnded();
            if (!drawn) {
                channel.send(waitingRoom.notDrawn());
            }
        }
        if (drawn) {
            answers.sendWinners();
        } else {
            channel.send(waitingRoom.notDrawn());
        }
    }

    private void sendReceipt() throws IOException, SessionOver {
        if (!waitingRoom.isDrawn()) {
            throw new SessionOver(ErrorCode.PROTOCOL, "RECEIPT_QUERY before the draw");
        }
        answers.sendReceipt();
    }

    /** A connection that its client gave up may arrive late: no reason to end the client's good one for ever. */
    private boolean isSupersededByItself(SessionOver over) {
        return over.failure().code() == ErrorCode.SUPERSEDED
                && new BoardView(store.board()).hasComeAgain(agency, session, client);
    }

    /** Says why the session ends, to the log and to the agency. */
    private void refuse(SessionOver over) {
        Message.Failure failure = over.failure();
        String error = failure.code() + ": " + failure.reason();
        if (over.batches() > 0) {
            activity.refused(failure.code().number(), over.batches());
            ActionLog.fail("apuesta_recibida", "cantidad", over.bets(), "agency", agency, "error", error);
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
