package loteria.worker;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.NoThreadException;
import loteria.process.Reason;
import loteria.process.Threads;
import loteria.sealing.Receipts;
import loteria.store.CorruptStoreException;
import loteria.store.Store;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;
import loteria.wire.ErrorCode;
import loteria.wire.FrameChannel;
import loteria.wire.MessageChannel;
import loteria.wire.Watchdog;

/** The sessions of a worker, each in a thread of its own. Safe for all threads. */
final class Sessions {
    /** Frames that one commit may store: the more, the fewer forces. Of all agencies together, on all workers. */
    private static final int BUFFERS_BYTES = 16 * 1024 * 1024;

    private static final int LARGEST_BUFFER_BYTES = 128 * 1024;
    private static final int SMALLEST_BUFFER_BYTES = 16 * 1024;

    /** For sessions to end in order when the worker stops. */
    private static final long END_MS = 1_000;

    private static final String STOPPING = "the central is stopping";

    private final ControlChannel control;
    private final ControlMessage.Start start;
    private final Store store;
    private final WaitingRoom waitingRoom;
    private final Watchdog watchdog;
    private final WorkerExit exit;
    private final Map<Long, AgencySession> sessions = new ConcurrentHashMap<>();
    private final Map<Long, Thread> threads = new ConcurrentHashMap<>();
    private boolean stopping;

    Sessions(
            ControlChannel control,
            ControlMessage.Start start,
            Store store,
            WaitingRoom waitingRoom,
            Watchdog watchdog,
            WorkerExit exit) {
        this.control = control;
        this.start = start;
        this.store = store;
        this.waitingRoom = waitingRoom;
        this.watchdog = watchdog;
        this.exit = exit;
    }

    /** Begins the session that a connection is for; without a thread for it the connection is closed. */
    void begin(SocketChannel socket) throws IOException {
        try {
            Threads.start("session", new SessionThread(socket));
        } catch (NoThreadException e) {
            ActionLog.fail("session", "error", e.getMessage());
            socket.close();
        }
    }

    /** Has one end; false if it is over. */
    boolean end(ControlMessage.EndSession order) {
        AgencySession session = sessions.get(order.session());
        if (session != null) {
            session.end(order.code(), order.reason());
        }
        return session != null;
    }

    /** Has all end, those too that are just about to begin. */
    synchronized void stop() {
        stopping = true;
        for (AgencySession session : sessions.values()) {
            session.end(ErrorCode.STOPPING, STOPPING);
        }
    }

    /**
     * Waits for those that were told to end; after a while their connections go. What is left then is a commit, whose
     * disk may take its time: the coordinator has the bound for that, and kills.
     */
    void awaitNone() throws InterruptedException, IOException {
        long deadline = System.nanoTime() + END_MS * 1_000_000;
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

    private synchronized void enter(long number, AgencySession session) {
        sessions.put(number, session);
        threads.put(number, Thread.currentThread());
        if (stopping) {
            session.end(ErrorCode.STOPPING, STOPPING);
        }
    }

    /** From its connection's first frame, in which the coordinator says whose it is. */
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
                exit.fail(ExitCode.CORRUPT, e.getMessage());
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
                enter(opening.session(), session);
                session.run();
            } finally {
                sessions.remove(opening.session());
                threads.remove(opening.session());
                control.send(new ControlMessage.SessionEnded(opening.session()));
            }
        }
    }

    /** What a session needs of what is around it. */
    private final class Hall implements SessionHost {
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
