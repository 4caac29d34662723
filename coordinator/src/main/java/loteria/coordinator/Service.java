package loteria.coordinator;

import java.io.IOException;
import java.util.Optional;
import loteria.board.BoardWords;
import loteria.board.SessionRegister;
import loteria.coordinator.child.ControlListener;
import loteria.coordinator.child.Launcher;
import loteria.coordinator.child.PageProgram;
import loteria.coordinator.child.SealProgram;
import loteria.coordinator.child.WorkerProgram;
import loteria.coordinator.config.CoordinatorConfig;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.EventQueue;
import loteria.coordinator.files.DataDirectory;
import loteria.coordinator.files.SocketDirectory;
import loteria.coordinator.intake.Acceptor;
import loteria.coordinator.intake.Connections;
import loteria.coordinator.intake.OperatorDesk;
import loteria.coordinator.intake.Transport;
import loteria.coordinator.life.Ending;
import loteria.coordinator.life.Journal;
import loteria.coordinator.life.Stage;
import loteria.coordinator.life.StartException;
import loteria.coordinator.operator.StandingOrders;
import loteria.coordinator.supervision.Supervisor;
import loteria.coordinator.supervision.SupervisorLoop;
import loteria.process.ExitCode;
import loteria.process.ProcessIdentity;
import loteria.process.Reason;
import loteria.process.Threads;
import loteria.seal.SealFiles;
import loteria.wire.Watchdog;

/**
 * What a coordinator does once it has its port: starts supervision, waits for the workers and the page, lets the
 * agencies in, and stops in the opposite order.
 */
final class Service {
    /** For all children to end when the coordinator stops; the supervisor's own bounds lie below. */
    private static final long CHILDREN_MS = 6_000;

    /** The same when nothing can be stored any more: nobody has anything to bring to an end. */
    private static final long DAMAGED_MS = 1_500;

    /** For agencies to take the last word of their sessions. */
    private static final long FAREWELL_MS = 500;

    private final CoordinatorConfig config;
    private final Ending ending;
    private final Journal journal;
    private final DataDirectory data;
    private final SocketDirectory sockets;
    private final Acceptor acceptor;
    private final Transport transport;
    private final StandingOrders orders;
    private final Watchdog watchdog = new Watchdog();
    private final EventQueue events = new EventQueue();
    private Connections connections;

    /** @throws StartException if what operators have ordered cannot be read */
    Service(
            CoordinatorConfig config,
            Ending ending,
            Journal journal,
            DataDirectory data,
            SocketDirectory sockets,
            Acceptor acceptor,
            Transport transport)
            throws StartException {
        this.config = config;
        this.ending = ending;
        this.journal = journal;
        this.data = data;
        this.sockets = sockets;
        this.acceptor = acceptor;
        this.transport = transport;
        this.orders = new StandingOrders(data.path(), config.agencies());
    }

    /**
     * Runs until the end is asked for.
     *
     * @param page null if there is to be none
     * @param seal null if the draw is not to be sealed
     */
    void run(WorkerProgram workers, PageProgram page, SealProgram seal) throws IOException, InterruptedException {
        Launcher launcher = new Launcher(workers, page, seal, events, journal);
        Supervisor supervisor = new Supervisor(
                config.workers(), page != null, seal != null, new CentralEffects(launcher, page, ending, journal));
        Housekeeper housekeeper = new Housekeeper(config, data, watchdog, transport, ending, journal);
        try (ControlListener control = new ControlListener(workers, launcher, events, journal, watchdog)) {
            Threads.start("launcher", launcher);
            Threads.start("control-listener", control);
            Threads.start("supervisor", new SupervisorLoop(events, supervisor, housekeeper));
            serve(control, housekeeper, page != null);
            housekeeper.stop();
            stop(launcher);
        }
    }

    private void serve(ControlListener control, Housekeeper housekeeper, boolean hasPage) throws InterruptedException {
        try {
            if (ending.await(Stage.WORKERS_READY)) {
                BoardWords board = data.mapBoard();
                Premises premises = new Premises(
                        data.ownFiles(board, config.store() == null),
                        sockets,
                        control,
                        orders,
                        events,
                        ending,
                        journal);
                if (config.seal() != null) {
                    premises.watchFor(data.path().resolve(SealFiles.EXTRACT));
                }
                events.post(new Event.Opened(register(board)));
                if (!hasPage || ending.await(Stage.PAGE_READY)) {
                    open(control, housekeeper, premises);
                    ending.await();
                }
            }
        } catch (IOException e) {
            ending.request(ExitCode.FAILED, Reason.of(e));
        }
    }

    /** The coordinator's own part of the board that the first worker has published; says there who it is. */
    private SessionRegister register(BoardWords board) throws IOException {
        SessionRegister register = new SessionRegister(board);
        Optional<ProcessIdentity> self =
                ProcessIdentity.of(ProcessHandle.current().pid(), register.bootId());
        if (self.isPresent()) {
            register.setCoordinator(self.get());
        }
        orders.show(register);
        return register;
    }

    /** Lets the agencies in. */
    private void open(ControlListener control, Housekeeper housekeeper, Premises premises)
            throws IOException, InterruptedException {
        connections = new Connections(events, config.agencies(), watchdog, transport);
        orders.tell(events);
        control.serveOperators(new OperatorDesk(connections));
        acceptor.start(connections);
        data.markReady();
        housekeeper.start(premises);
    }

    /** Each step has a bound, and {@code StopBound} one for all. */
    private void stop(Launcher launcher) throws IOException, InterruptedException {
        data.clearReady();
        acceptor.close();
        journal.success("close", "resource", "listener");
        events.post(new Event.Stop());
        boolean damaged = ending.exitCode() == ExitCode.CORRUPT;
        if (!ending.await(Stage.CHILDREN_GONE, damaged ? DAMAGED_MS : CHILDREN_MS)) {
            launcher.killAll();
        }
        if (connections != null) {
            connections.end(FAREWELL_MS);
        }
    }
}
