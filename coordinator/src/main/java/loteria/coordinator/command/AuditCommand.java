package loteria.coordinator.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loteria.config.CommandLine;
import loteria.config.ConfigException;
import loteria.coordinator.child.SiblingProgram;
import loteria.coordinator.config.CoordinatorConfig;
import loteria.coordinator.life.Ending;
import loteria.coordinator.life.StartException;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.Reason;

/** {@code coordinator audit}: has a worker audit the store, which the coordinator itself never opens. */
public final class AuditCommand {
    private static final String USAGE = "coordinator audit --data-dir DIR [flags]";

    private AuditCommand() {}

    /**
     * Runs to the audit's end, or to a signal, after which nothing is known of the store and the audit has failed.
     *
     * @return the exit code
     */
    public static int run(String[] args, Ending ending) throws ConfigException, InterruptedException {
        Map<String, String> flags = CommandLine.parse(args, CoordinatorConfig.AUDIT_SETTINGS);
        if (CommandLine.answered(flags, AuditCommand.class, USAGE, CoordinatorConfig.AUDIT_SETTINGS)) {
            return ExitCode.DONE;
        }
        CoordinatorConfig config = CoordinatorConfig.read(flags, System.getenv());
        List<String> command = new ArrayList<>(
                List.of("audit", config.dataDir().toString(), Integer.toString(config.winningNumber())));
        if (flags.containsKey(CoordinatorConfig.JSON.flag())) {
            command.add(CoordinatorConfig.JSON.flag());
        }
        try {
            Process auditor = new SiblingProgram("worker", SiblingProgram.HEAP_MB, config.childOptions())
                    .start(SiblingProgram.LONG_LIVED, command.toArray(new String[0]));
            return new Foreground("audit", auditor).awaitDone(ending);
        } catch (StartException | IOException e) {
            ActionLog.fail("audit", "error", Reason.of(e));
            return ExitCode.FAILED;
        }
    }
}
