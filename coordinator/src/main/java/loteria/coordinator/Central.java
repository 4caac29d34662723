package loteria.coordinator;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Optional;
import loteria.board.DrawBoard;
import loteria.coordinator.child.ControlListener;
import loteria.coordinator.child.Nursery;
import loteria.coordinator.child.PageProgram;
import loteria.coordinator.child.WorkerProgram;
import loteria.coordinator.config.CoordinatorConfig;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.EventQueue;
import loteria.coordinator.files.DataDirectory;
import loteria.coordinator.files.SocketDirectory;
import loteria.coordinator.files.Succession;
import loteria.coordinator.intake.Acceptor;
import loteria.coordinator.intake.Connections;
import loteria.coordinator.life.Ending;
import loteria.coordinator.life.Journal;
import loteria.coordinator.life.Stage;
import loteria.coordinator.life.StartException;
import loteria.coordinator.supervision.Supervisor;
import loteria.coordinator.supervision.SupervisorLoop;
import loteria.process.ExitCode;
import loteria.process.ProcessIdentity;
import loteria.process.Reason;
import loteria.process.Threads;
import loteria.process.WorkerRegister;
import loteria.wire.Watchdog;

/**
 * The coordinator from its start to its end, in the order in which one thing needs another: the data directory, the
 * generation, the port, the workers, the board, and only then connections. It stops in the opposite order.
 */
final class Central {
    /** For all children to end when the coordinator stops; the supervisor's own bounds lie below. */
    private static final long CHILDREN_MS = 6_000;

    /** The same when nothing can be stored any more: nobody has anything to bring to an end. */
    private static final long DAMAGED_MS = 1_500;

    /** For agencies to take the last word of their sessions. */
    private static final long FAREWELL_MS = 500;

    private final CoordinatorConfig config;
    private final Ending ending;
    private final Journal journal;
    private final Watchdog watchdog = new Watchdog();
    private final EventQueue events = new EventQueue();
    private Connections connections;

    Central(CoordinatorConfig config, Ending ending, Journal journal) {
        this.config = config;
        this.ending = ending;
        this.journal = journal;
    }

    /** Runs until the end is asked for. */
    void run() throws StartException, IOException, InterruptedException {
        try (DataDirectory data = DataDirectory.open(config.dataDir());
                WorkerRegister register = new WorkerRegister(data.path())) {
            long generation = new Succession(register, data.path()).begin(ending);
            try (SocketDirectory sockets = SocketDirectory.create(data.path());
                    Acceptor acceptor = listen()) {
                WorkerProgram workers = new WorkerProgram(config, data.path(), sockets, register, generation);
                PageProgram page = config.http() == null ? null : new PageProgram(config, data.path());
                if (!ending.isRequested()) {
                    supervise(data, sockets, acceptor, workers, page);
                }
            }
        }
    }

    private Acceptor listen() throws StartException {
        try {
            return new Acceptor(config.host(), config.port(), config.listenBacklog(), journal);
        } catch (UnknownHostException e) {
            throw new StartException(ExitCode.USAGE, "--host: " + Reason.of(e));
        } catch (IOException e) {
            String where = (config.host() == null ? "" : config.host() + " ") + "port " + config.port();
            throw new StartException(ExitCode.FAILED, Reason.of(where, e));
        }
    }

    private void supervise(
            DataDirectory data, SocketDirectory sockets, Acceptor acceptor, WorkerProgram workers, PageProgram page)
            throws IOException, InterruptedException {
        Nursery nursery = new Nursery(workers, page, events, journal);
        Supervisor supervisor =
                new Supervisor(config.workers(), page != null, new Household(nursery, page, ending, journal));
        Housekeeper housekeeper = new Housekeeper(config, data, watchdog, ending);
        try (ControlListener control = new ControlListener(workers, nursery, events, journal, watchdog)) {
            Threads.start("nursery", nursery);
            Threads.start("control-listener", control);
            Threads.start("supervisor", new SupervisorLoop(events, supervisor, housekeeper));
            serve(data, sockets, control, acceptor, housekeeper, page != null);
            housekeeper.stop();
            stop(data, acceptor, nursery);
        }
    }

    private void serve(
            DataDirectory data,
            SocketDirectory sockets,
            ControlListener control,
            Acceptor acceptor,
            Housekeeper housekeeper,
            boolean hasPage)
            throws InterruptedException {
        try {
            if (ending.await(Stage.WORKERS_READY)) {
                DrawBoard board = takeBoard(data);
                Premises premises = new Premises(data.ownFiles(board), sockets, control, events, ending, journal);
                events.post(new Event.Opened(board));
                if (!hasPage || ending.await(Stage.PAGE_READY)) {
                    open(data, acceptor, housekeeper, premises);
                    ending.await();
                }
            }
        } catch (IOException e) {
            ending.request(ExitCode.FAILED, Reason.of(e));
        }
    }

    /** Takes the board that the first worker has published, and says there who the coordinator is. */
    private static DrawBoard takeBoard(DataDirectory data) throws IOException {
        DrawBoard board = data.mapBoard();
        Optional<ProcessIdentity> self =
                ProcessIdentity.of(ProcessHandle.current().pid(), board.bootId());
        if (self.isPresent()) {
            board.setCoordinator(self.get());
        }
        return board;
    }

    /** Lets the agencies in. */
    private void open(DataDirectory data, Acceptor acceptor, Housekeeper housekeeper, Premises premises)
            throws IOException {
        connections = new Connections(events, config.agencies(), watchdog);
        acceptor.start(connections);
        data.markReady();
        housekeeper.start(premises);
    }

    /** Each step has a bound, and {@code StopBound} one for all. */
    private void stop(DataDirectory data, Acceptor acceptor, Nursery nursery) throws IOException, InterruptedException {
        data.clearReady();
        acceptor.close();
        journal.success("close", "resource", "listener");
        events.post(new Event.Stop());
        boolean damaged = ending.exitCode() == ExitCode.CORRUPT;
        if (!ending.await(Stage.CHILDREN_GONE, damaged ? DAMAGED_MS : CHILDREN_MS)) {
            nursery.killAll();
        }
        if (connections != null) {
            connections.end(FAREWELL_MS);
        }
    }
}
