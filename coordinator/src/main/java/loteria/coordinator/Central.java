package loteria.coordinator;

import java.io.IOException;
import java.util.Optional;
import loteria.board.DrawBoard;
import loteria.coordinator.config.CoordinatorConfig;
import loteria.coordinator.files.DataDirectory;
import loteria.coordinator.files.SocketDirectory;
import loteria.coordinator.files.Succession;
import loteria.coordinator.life.Ending;
import loteria.coordinator.life.StartException;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.ProcessIdentity;
import loteria.process.WorkerRegister;
import loteria.wire.Watchdog;

/**
 * The coordinator from its start to its end, in the order in which one thing needs another: the data directory, the
 * generation, the port, the workers, the board, and only then connections. It stops in the opposite order.
 */
final class Central implements WorkerPool.Listener {
    private static final long TICK_MS = 1_000;

    /** For agencies to take the last word of their sessions when the coordinator stops. */
    private static final long FAREWELL_MS = 500;

    private final CoordinatorConfig config;
    private final Ending ending;
    private final Watchdog watchdog = new Watchdog();
    private volatile DrawBoard board;
    private volatile Sessions sessions;
    private volatile DrawDirector director;
    private Connections connections;
    private PagePlace page;

    Central(CoordinatorConfig config, Ending ending) {
        this.config = config;
        this.ending = ending;
    }

    /** Runs until the end is asked for. */
    void run() throws StartException, IOException, InterruptedException {
        try (DataDirectory data = DataDirectory.open(config.dataDir());
                WorkerRegister register = new WorkerRegister(data.path())) {
            long generation = new Succession(register, data.path()).begin(ending);
            try (SocketDirectory sockets = SocketDirectory.create(data.path());
                    Acceptor acceptor = listen()) {
                WorkerLauncher launcher = new WorkerLauncher(config, data.path(), sockets, register, generation);
                WorkerPool workers = new WorkerPool(config.workers(), launcher, ending, watchdog);
                if (config.http() != null) {
                    page = new PagePlace(config.http(), data.path(), ending);
                }
                if (!ending.isRequested()) {
                    serve(data, acceptor, workers);
                }
            }
        }
    }

    private Acceptor listen() throws StartException {
        try {
            return new Acceptor(config.port(), config.listenBacklog(), ending);
        } catch (IOException e) {
            throw new StartException(ExitCode.FAILED, "port " + config.port() + ": " + e.getMessage());
        }
    }

    private void serve(DataDirectory data, Acceptor acceptor, WorkerPool workers)
            throws IOException, InterruptedException {
        Thread ticker = new Thread(new Ticker(workers), "ticker");
        ticker.start();
        try {
            workers.start(this);
            if (ending.awaitReady(workers::isReady)) {
                takeBoard(data);
                if (awaitPage()) {
                    open(data, acceptor, workers);
                    ending.await();
                }
            }
        } catch (IOException e) {
            ending.request(ExitCode.FAILED, e.getMessage());
        }
        stop(data, acceptor, workers);
        ticker.join();
    }

    /** Takes the board that the first worker has published, and says there who the coordinator is. */
    private void takeBoard(DataDirectory data) throws IOException {
        board = data.mapBoard();
        Optional<ProcessIdentity> self =
                ProcessIdentity.of(ProcessHandle.current().pid(), board.bootId());
        if (self.isPresent()) {
            board.setCoordinator(self.get());
        }
    }

    /** Starts the page, if there is to be one, and waits until it listens; returns false if the end comes first. */
    private boolean awaitPage() throws InterruptedException {
        if (page == null) {
            return true;
        }
        page.start();
        return ending.awaitReady(page::isReady);
    }

    /** Lets the agencies in. */
    private void open(DataDirectory data, Acceptor acceptor, WorkerPool workers) throws IOException {
        sessions = new Sessions(board, workers, watchdog);
        director = new DrawDirector(board, workers);
        connections = new Connections(sessions, config.agencies(), watchdog);
        acceptor.start(connections);
        director.begin();
        data.markReady();
    }

    private void stop(DataDirectory data, Acceptor acceptor, WorkerPool workers)
            throws IOException, InterruptedException {
        data.clearReady();
        acceptor.close();
        ActionLog.success("close", "resource", "listener");
        workers.stop();
        if (connections != null) {
            connections.end(FAREWELL_MS);
        }
        if (page != null) {
            page.stop();
        }
    }

    /** Once a second: looks who hangs, on both sides, and whether a draw is due. */
    private final class Ticker implements Runnable {
        private final WorkerPool workers;

        Ticker(WorkerPool workers) {
            this.workers = workers;
        }

        @Override
        public void run() {
            try {
                while (!ending.await(TICK_MS)) {
                    workers.checkPulses();
                    watchdog.tick();
                    if (director != null) {
                        director.look();
                    }
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the ticker", e);
            }
        }
    }

    @Override
    public void workerReady() {
        if (board != null) {
            // All were ready once: this one is another's successor.
            board.countWorkerReplaced();
        }
        ending.look();
        salesClosed();
    }

    @Override
    public void salesClosed() {
        if (director != null) {
            director.look();
        }
    }

    @Override
    public void drawn(WorkerProcess worker) {
        director.drawn(worker);
    }

    @Override
    public void drawFailed(WorkerProcess worker, String reason) {
        director.failed(worker, reason);
    }

    @Override
    public void sessionEnded(long session) {
        sessions.ended(session);
    }

    @Override
    public void workerExited(WorkerProcess worker) {
        if (director != null) {
            sessions.workerExited(worker);
            director.exited(worker);
        }
    }
}
