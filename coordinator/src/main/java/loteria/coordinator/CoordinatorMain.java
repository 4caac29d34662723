package loteria.coordinator;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import loteria.config.CommandLine;
import loteria.config.ConfigException;
import loteria.coordinator.command.AgenciesCommand;
import loteria.coordinator.command.AuditCommand;
import loteria.coordinator.command.SealingCommand;
import loteria.coordinator.command.StatusCommand;
import loteria.coordinator.command.StoreCommand;
import loteria.coordinator.config.CoordinatorConfig;
import loteria.coordinator.life.Ending;
import loteria.coordinator.life.Journal;
import loteria.coordinator.life.LastResort;
import loteria.coordinator.life.StartException;
import loteria.coordinator.life.StopBound;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.NoThreadException;
import loteria.process.Reason;
import loteria.process.Termination;
import loteria.process.Threads;
import loteria.wire.SocketProvider;

/** The program {@code coordinator}: the central of the lottery. */
public final class CoordinatorMain {
    private static final String USAGE = "coordinator --agencies N [flags]";

    /** What else the program does; each has a --help of its own. */
    private static final String OTHER_USES = """

            looking at a data directory:
              coordinator audit --data-dir DIR     checks its files, also beside a running central
              coordinator status --data-dir DIR    shows the draw, running or ended

            saying who may sell, beside a running central too:
              coordinator agencies list|enable|disable|close [N]

            a store that several centrals share (--store):
              coordinator store create             makes its topics
              coordinator store export             writes what it holds to a data directory

            around a sealed draw (--seal-key), each with a --help of its own:
              coordinator seal-key new FILE        makes a key
              coordinator cosign                   adds a witness's signature to a seal
              coordinator draw                     says the number that wins, once there is a seal
              coordinator prove                    writes the proof of one bet
              coordinator verify                   checks a sealed draw, or the proof of a bet
            """;

    /** For the last lines of the log to be written: nobody may be reading it. */
    private static final long LAST_LINES_MS = 3_000;

    /** What that leaves of the bound of a stop, at least. */
    private static final long LAST_MS = 300;

    private CoordinatorMain() {}

    /** Runs until SIGTERM or SIGINT, and ends with an {@link ExitCode}. */
    public static void main(String[] args) throws InterruptedException {
        Ending ending = new Ending();
        Threads.setLastResort(new LastResort(ending));
        Termination.handle(ending);
        SocketProvider.choose();
        Runtime.getRuntime().halt(run(args, ending));
    }

    private static int run(String[] args, Ending ending) throws InterruptedException {
        Journal journal = new Journal();
        StopBound bound = new StopBound(ending, journal);
        try {
            // Before anything is read: a file may be a pipe that nobody writes to, or lie on a disk that hangs.
            Threads.start("journal", journal);
            bound.start();
            if (args.length > 0 && args[0].equals("audit")) {
                return AuditCommand.run(Arrays.copyOfRange(args, 1, args.length), ending);
            }
            if (args.length > 0 && args[0].equals("store")) {
                return StoreCommand.run(Arrays.copyOfRange(args, 1, args.length), ending);
            }
            if (args.length > 0 && args[0].equals("status")) {
                return StatusCommand.run(Arrays.copyOfRange(args, 1, args.length), ending);
            }
            if (args.length > 0 && args[0].equals("agencies")) {
                return AgenciesCommand.run(Arrays.copyOfRange(args, 1, args.length));
            }
            if (args.length > 0 && !args[0].startsWith("-") && SealingCommand.knows(args[0])) {
                return SealingCommand.run(args, ending);
            }
            return serve(args, ending, journal, bound);
        } catch (ConfigException e) {
            ActionLog.fail("config", "error", e.getMessage());
            return ExitCode.USAGE;
        } catch (NoThreadException e) {
            ActionLog.fail("exit", "error", Reason.of(e));
            return ExitCode.FAILED;
        }
    }

    private static int serve(String[] args, Ending ending, Journal journal, StopBound bound)
            throws ConfigException, InterruptedException {
        Map<String, String> flags = CommandLine.parse(args, CoordinatorConfig.SETTINGS);
        if (CommandLine.answered(flags, CoordinatorMain.class, USAGE, CoordinatorConfig.SETTINGS)) {
            System.out.print(flags.containsKey("help") ? OTHER_USES : "");
            return ExitCode.DONE;
        }
        CoordinatorConfig config = CoordinatorConfig.read(flags, System.getenv());
        ActionLog.setLevel(config.logLevel());
        if (config.logJson()) {
            ActionLog.useJson();
        }
        String strangers = CoordinatorConfig.strangers(System.getenv());
        if (strangers != null) {
            journal.warn("config", "warning", "of no use in the environment: " + strangers);
        }
        journal.debug(
                "config",
                "success",
                "port",
                config.port(),
                "listen_backlog",
                config.listenBacklog(),
                "logging_level",
                config.logLevelName());
        try {
            new Central(config, ending, journal).run();
        } catch (StartException e) {
            ending.request(e.exitCode(), e.getMessage());
        } catch (IOException e) {
            ending.request(ExitCode.FAILED, Reason.of(e));
        }
        if (ending.exitCode() == ExitCode.DONE) {
            journal.last("exit");
        } else {
            journal.fail("exit", "error", ending.reason());
        }
        journal.flush(Math.min(LAST_LINES_MS, bound.leftMs() - LAST_MS));
        return ending.exitCode();
    }
}
