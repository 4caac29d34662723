package loteria.coordinator;

import java.io.IOException;
import java.util.Map;
import loteria.config.CommandLine;
import loteria.config.ConfigException;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.Termination;

/** The program {@code coordinator}: the central of the lottery. */
public final class CoordinatorMain {
    private static final String USAGE = "coordinator --agencies N [flags]";

    private CoordinatorMain() {}

    /** Runs until SIGTERM or SIGINT, and ends with an {@link ExitCode}. */
    public static void main(String[] args) throws InterruptedException {
        Ending ending = new Ending();
        Termination.handle(ending);
        Runtime.getRuntime().halt(run(args, ending));
    }

    private static int run(String[] args, Ending ending) throws InterruptedException {
        CoordinatorConfig config;
        try {
            Map<String, String> flags = CommandLine.parse(args, CoordinatorConfig.SETTINGS);
            if (CommandLine.answered(flags, CoordinatorMain.class, USAGE, CoordinatorConfig.SETTINGS)) {
                return ExitCode.DONE;
            }
            config = CoordinatorConfig.read(flags, System.getenv());
        } catch (ConfigException e) {
            ActionLog.fail("config", "error", e.getMessage());
            return ExitCode.USAGE;
        }
        ActionLog.setLevel(config.logLevel());
        ActionLog.debug(
                "config",
                "success",
                "port",
                config.port(),
                "listen_backlog",
                config.listenBacklog(),
                "logging_level",
                config.logLevelName());
        return run(config, ending);
    }

    private static int run(CoordinatorConfig config, Ending ending) throws InterruptedException {
        try {
            new Central(config, ending).run();
        } catch (StartException e) {
            ending.request(e.exitCode(), e.getMessage());
        } catch (IOException e) {
            ending.request(ExitCode.FAILED, e.getMessage());
        }
        if (ending.exitCode() == ExitCode.DONE) {
            ActionLog.last("exit");
        } else {
            ActionLog.fail("exit", "error", ending.reason());
        }
        return ending.exitCode();
    }
}
