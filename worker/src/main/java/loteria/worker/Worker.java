package loteria.worker;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import loteria.board.BoardView;
import loteria.board.BoardWords;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.FileIdentity;
import loteria.process.NoThreadException;
import loteria.process.Reason;
import loteria.process.Threads;
import loteria.process.WorkerRegister;
import loteria.store.CorruptStoreException;
import loteria.store.Store;
import loteria.store.StoreHost;
import loteria.store.file.BetStore;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;
import loteria.wire.Watchdog;

/**
 * A worker from its start to its end: takes sessions from the coordinator and does what the control channel says.
 *
 * <p>Its own thread opens the store and accepts; every session has a thread; the {@link ControlLoop} has one, and never
 * waits for the store.
 */
final class Worker implements Orders {
    private final ControlChannel control;
    private final ControlMessage.UseStore elsewhere;
    private final ControlMessage.Start start;
    private final LastResort lastResort;
    private final Watchdog watchdog = new Watchdog();
    private final WorkerExit exit;
    private Store store;
    private WaitingRoom waitingRoom;
    private SessionListener listener;
    private Sessions sessions;
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
        this.exit = new WorkerExit(control);
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
                sessions.awaitNone();
            }
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
        sessions = new Sessions(control, start, opened, waitingRoom, watchdog, exit);
        return !stopping;
    }

    private void accept(SessionListener opening) throws IOException {
        SocketChannel socket = opening.accept();
        while (socket != null) {
            sessions.begin(socket);
            socket = opening.accept();
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
        if (listener != null) {
            sessions.stop();
            waitingRoom.close();
            listener.close();
        }
    }

    @Override
    public void end(ControlMessage.EndSession order) throws IOException {
        Sessions begun;
        synchronized (this) {
            begun = sessions;
        }
        if (begun == null || !begun.end(order)) {
            control.send(new ControlMessage.SessionEnded(order.session()));
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
            exit.fail(ExitCode.FAILED, Reason.of(e));
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

    private final class DrawThread implements Runnable {
        @Override
        public void run() {
            try {
                reportDraw();
            } catch (CorruptStoreException e) {
                exit.fail(ExitCode.CORRUPT, e.getMessage());
            } catch (IOException e) {
                exit.fail(ExitCode.FAILED, "the coordinator cannot be told of the draw: " + Reason.of(e));
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
            exit.fail(ExitCode.CORRUPT, why.getMessage());
        }
    }
}
