package loteria.coordinator;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Optional;
import loteria.config.ConfigException;
import loteria.coordinator.child.PageProgram;
import loteria.coordinator.child.SealProgram;
import loteria.coordinator.child.WorkerProgram;
import loteria.coordinator.config.CoordinatorConfig;
import loteria.coordinator.files.DataDirectory;
import loteria.coordinator.files.SocketDirectory;
import loteria.coordinator.files.Succession;
import loteria.coordinator.intake.Acceptor;
import loteria.coordinator.intake.PlainTransport;
import loteria.coordinator.intake.Transport;
import loteria.coordinator.life.Ending;
import loteria.coordinator.life.Journal;
import loteria.coordinator.life.StartException;
import loteria.coordinator.tls.TlsTransport;
import loteria.process.ExitCode;
import loteria.process.Reason;
import loteria.process.WorkerRegister;

/**
 * The coordinator from its start to its end. It takes what it needs in the order in which one thing needs another, the
 * data directory, the generation, the sockets, the port, and gives it back in the opposite one; between them is its
 * {@link Service}.
 */
final class Central {
    private final CoordinatorConfig config;
    private final Ending ending;
    private final Journal journal;

    Central(CoordinatorConfig config, Ending ending, Journal journal) {
        this.config = config;
        this.ending = ending;
        this.journal = journal;
    }

    /** Runs until the end is asked for. */
    void run() throws StartException, IOException, InterruptedException {
        Transport transport = transport();
        try (DataDirectory data = DataDirectory.open(config.dataDir());
                WorkerRegister register = new WorkerRegister(data.path())) {
            Optional<String> warning = data.openness();
            if (warning.isPresent()) {
                journal.warn("data_directory", "warning", warning.get());
            }
            long generation = new Succession(register, data.path(), journal).begin(ending);
            try (SocketDirectory sockets = SocketDirectory.create(data.path());
                    Acceptor acceptor = listen()) {
                WorkerProgram workers = new WorkerProgram(config, data, sockets, register, generation);
                PageProgram page = config.http() == null ? null : new PageProgram(config, data.path());
                SealProgram seal = config.seal() == null ? null : new SealProgram(config, data, register, generation);
                if (!ending.isRequested()) {
                    new Service(config, ending, journal, data, sockets, acceptor, transport).run(workers, page, seal);
                    if (!data.isHeld()) {
                        sockets.abandon();
                    }
                }
            }
        }
    }

    /** Plain TCP's knows nothing of TLS, none of whose classes is loaded then. */
    private Transport transport() throws StartException {
        if (config.tls() == null) {
            return new PlainTransport();
        }
        try {
            return new TlsTransport(config.tls(), journal);
        } catch (ConfigException e) {
            throw new StartException(ExitCode.USAGE, e.getMessage());
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
}
