package loteria.worker;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import loteria.board.BoardView;
import loteria.board.BoardWords;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.FileIdentity;
import loteria.process.NoThreadException;
import loteria.process.Reason;
import loteria.process.Threads;
import loteria.process.WorkerRegister;
import loteria.sealing.Receipts;
import loteria.store.CorruptStoreException;
import loteria.store.Store;
import loteria.store.StoreHost;
import loteria.store.file.BetStore;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;
import loteria.wire.ErrorCode;
import loteria.wire.FrameChannel;
import loteria.wire.MessageChannel;
import loteria.wire.Watchdog;

/**
 * A worker from its start to its end: takes sessions from the coordinator and does what the control channel says.
 *
 * <p>Its own thread opens the store and accepts; every session has a thread; the {@link ControlLoop} has one, and never
 * waits for the store.
 */
final class Worker implements Orders {
    /** Frames that one commit may store: the more, the fewer forces. Of all agencies together, on all workers. */
    private static final int BUFFERS_BYTES = 16 * 1024 * 1024;

    private static final int LARGEST_BUFFER_BYTES = 128 * 1024;
    private static final int SMALLEST_BUFFER_BYTES = 16 * 1024;

    /** For sessions to end in order when the worker stops. */
    private static final long SESSION_END_MS = 1_000;

    private final ControlChannel control;
    private final ControlMessage.UseStore elsewhere;
    private final ControlMessage.Start start;
    private final LastResort lastResort;
    private final Watchdog watchdog = new Watchdog();
    private final Map<Long, AgencySession> sessions = new ConcurrentHashMap<>();
    private final Map<Long, Thread> threads = new ConcurrentHashMap<>();
    private Store store;
    private WaitingRoom waitingRoom;
    private SessionListener listener;
    private Thread drawing;
    private boolean stopping;

    /** @param elsewhere the store, or null if it is in the data directory */
    Worker(
            ControlChannel control,
            ControlMessage.UseStore elsewhere,
            ControlMessage.Start start,
            LastResort lastResort) {
        this.control = control;
        this.elsewhere = elsewhere;
        this.start = start;
        this.lastResort = lastResort;
    }

    /**
     * Works until told to stop.
     *
     * @return the exit code
     * @throws IOException if the store cannot be opened or sessions cannot be accepted
     */
    int run(WorkerRegister register) throws IOException, InterruptedException {
        register.join();
        if (register.generation() != start.generation()) {
            return ExitCode.FAILED;
        }
        Threads.start("control", new ControlLoop(control, this, watchdog, lastResort));
        try (Store opened = openStore();
                SessionListener opening = new SessionListener(start.sessions())) {
            if (opened != null && admit(opened, opening)) {
                control.send(new ControlMessage.Ready());
                accept(opening);
            }
            endSessions();
            awaitDraw();
        }
        ActionLog.success("close", "resource", "store");
        return ExitCode.DONE;
    }

    /** Null if it had to be waited for, and there is a reason to end. */
    private Store openStore() throws IOException {
        FileIdentity lock = new FileIdentity(start.dataDir().resolve(BetStore.LOCK), start.lock());
        if (elsewhere != null) {
            return StoreElsewhere.open(elsewhere, start, lock, new Others());
        }
        return start.recover()
                ? BetStore.recover(start.dataDir(), lock, start.generation(), start.terms())
                : BetStore.open(
                        start.dataDir(),
                        lock,
                        new FileIdentity(start.dataDir().resolve(BetStore.BETS), start.bets()),
                        new FileIdentity(start.dataDir().resolve(BoardWords.FILE), start.board()));
    }

    /** Opens the doors, unless told to stop meanwhile. */
    private synchronized boolean admit(Store opened, SessionListener opening) {
        store = opened;
        waitingRoom = new WaitingRoom(new BoardView(opened.board()));
        listener = opening;
        return !stopping;
    }

    private void accept(SessionListener opening) throws IOException {
        SocketChannel socket = opening.accept();
        while (socket != null) {
            begin(socket);
            socket = opening.accept();
        }
    }

    private void begin(SocketChannel socket) throws IOException {
        try {
            Threads.start("session", new SessionThread(socket));
        } catch (NoThreadException e) {
            ActionLog.fail("session", "error", e.getMessage());
            socket.close();
        }
    }

    private void endSessions() throws InterruptedException, IOException {
        long deadline = System.nanoTime() + SESSION_END_MS * 1_000_000;
        for (Map.Entry<Long, Thread> entry : threads.entrySet()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            entry.getValue().join(Math.max(1, left));
            AgencySession session = sessions.get(entry.getKey());
            if (session != null) {
                session.abandon();
                entry.getValue().join();
            }
        }
    }

    /** A draw that has begun ends before the store closes; a coordinator that waits too long for it kills. */
    private void awaitDraw() throws InterruptedException {
        Thread begun;
        synchronized (this) {
            begun = drawing;
        }
        if (begun != null) {
            begun.join();
        }
    }

    @Override
    public synchronized void stop() throws IOException {
        stopping = true;
        for (AgencySession session : sessions.values()) {
            session.end(ErrorCode.STOPPING, "the central is stopping");
        }
        if (listener != null) {
            waitingRoom.close();
            listener.close();
        }
    }

    @Override
    public void end(ControlMessage.EndSession order) throws IOException {
        AgencySession old = sessions.get(order.session());
        if (old == null) {
            control.send(new ControlMessage.SessionEnded(order.session()));
        } else {
            old.end(order.code(), order.reason());
        }
    }

    @Override
    public void listen(Path sessions) {
        SessionListener opened;
        synchronized (this) {
            opened = listener;
        }
        try {
            if (opened != null) {
                opened.open(sessions);
            }
        } catch (IOException e) {
            fail(ExitCode.FAILED, Reason.of(e));
        }
    }

    @Override
    public void announce() {
        waitingRoom.ring();
    }

    /** In a thread of its own; without one it fails, and the coordinator asks again. */
    @Override
    public void draw() throws IOException {
        try {
            beginDraw();
        } catch (NoThreadException e) {
            control.send(new ControlMessage.DrawFailed(e.getMessage()));
        }
    }

    private synchronized void beginDraw() throws NoThreadException {
        if (!stopping) {
            drawing = Threads.start("draw", new DrawThread());
        }
    }

    /** Tells the coordinator why this process ends, and ends it. */
    private void fail(int exitCode, String reason) {
        try {
            control.send(new ControlMessage.Failed(exitCode, reason));
        } catch (IOException e) {
            ActionLog.fail("worker_exit", "error", reason);
        }
        Runtime.getRuntime().halt(exitCode);
    }

    private final class DrawThread implements Runnable {
        @Override
        public void run() {
            try {
                reportDraw();
            } catch (CorruptStoreException e) {
                fail(ExitCode.CORRUPT, e.getMessage());
            } catch (IOException e) {
                fail(ExitCode.FAILED, "the coordinator cannot be told of the draw: " + Reason.of(e));
            }
        }

        private void reportDraw() throws IOException {
            ControlMessage report = draw(store);
            if (report instanceof ControlMessage.Drawn) {
                waitingRoom.ring();
            }
            control.send(report);
        }
    }

    /** Draws; returns what the coordinator is to hear. Whatever goes wrong, it must not wait for ever for a draw. */
    static ControlMessage draw(Store store) throws CorruptStoreException {
        try {
            return new ControlMessage.Drawn(store.draw());
        } catch (CorruptStoreException e) {
            throw e;
        } catch (Throwable e) {
            return new ControlMessage.DrawFailed(Reason.of(e));
        }
    }

    /** A session's thread, from its connection's first frame, in which the coordinator says whose it is. */
    private final class SessionThread implements Runnable {
        private final SocketChannel socket;

        SessionThread(SocketChannel socket) {
            this.socket = socket;
        }

        @Override
        public void run() {
            int share = BUFFERS_BYTES / Math.max(1, start.terms().agencies());
            int bytes = Math.max(SMALLEST_BUFFER_BYTES, Math.min(share, LARGEST_BUFFER_BYTES));
            FrameChannel frames = new FrameChannel(socket, watchdog, FrameChannel.PATIENT, bytes, 0);
            try (frames) {
                if (new ControlChannel(frames).read() instanceof ControlMessage.OpenSession opening) {
                    run(opening, new MessageChannel(frames), bytes);
                }
            } catch (CorruptStoreException e) {
                fail(ExitCode.CORRUPT, e.getMessage());
            } catch (IOException e) {
                ActionLog.debug("session", "fail", "error", Reason.of(e));
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a session", e);
            }
        }

        private void run(ControlMessage.OpenSession opening, MessageChannel channel, int bytes)
                throws IOException, InterruptedException {
            AgencySession session = new AgencySession(opening, channel, store, waitingRoom, new Hall(), bytes);
            try {
                begin(opening.session(), session);
                session.run();
            } finally {
                sessions.remove(opening.session());
                threads.remove(opening.session());
                control.send(new ControlMessage.SessionEnded(opening.session()));
            }
        }
    }

    private synchronized void begin(long number, AgencySession session) {
        sessions.put(number, session);
        threads.put(number, Thread.currentThread());
        if (stopping) {
            session.end(ErrorCode.STOPPING, "the central is stopping");
        }
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    /** What a store that is elsewhere hears of the others. */
    private final class Others implements StoreHost {
        @Override
        public boolean isStopping() {
            return Worker.this.isStopping();
        }

        @Override
        public void salesClosed(int agency) {
            try {
                control.send(new ControlMessage.SalesClosed(agency));
            } catch (IOException e) {
                // The coordinator has gone, and the control loop ends this process.
                ActionLog.debug("control", "fail", "error", Reason.of(e));
            }
        }

        @Override
        public void corrupt(CorruptStoreException why) {
            fail(ExitCode.CORRUPT, why.getMessage());
        }
    }

    /** Where this worker's sessions take place. */
    private final class Hall implements AgencySession.Host {
        @Override
        public void salesClosed(int agency) throws IOException {
            control.send(new ControlMessage.SalesClosed(agency));
        }

        @Override
        public String receipt(int agency) throws IOException {
            return Receipts.exist(start.dataDir()) ? Receipts.of(start.dataDir(), agency) : null;
        }
    }
}
