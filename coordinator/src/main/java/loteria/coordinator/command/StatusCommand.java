package loteria.coordinator.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loteria.config.CommandLine;
import loteria.config.ConfigException;
import loteria.config.Setting;
import loteria.coordinator.child.SiblingProgram;
import loteria.coordinator.config.CoordinatorConfig;
import loteria.coordinator.life.Ending;
import loteria.coordinator.life.StartException;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.Reason;

/** {@code coordinator status}: has a viewer show a central, whether it runs or has ended. */
public final class StatusCommand {
    private static final String USAGE = "coordinator status --data-dir DIR [flags]";

    private StatusCommand() {}

    /**
     * Runs until the viewer has shown what there is, or to a signal, which is how a watch ends.
     *
     * @return the exit code
     */
    public static int run(String[] args, Ending ending) throws ConfigException, InterruptedException {
        Map<String, String> flags = CommandLine.parse(args, CoordinatorConfig.STATUS_SETTINGS);
        if (CommandLine.answered(flags, StatusCommand.class, USAGE, CoordinatorConfig.STATUS_SETTINGS)) {
            return ExitCode.DONE;
        }
        CoordinatorConfig config = CoordinatorConfig.read(flags, System.getenv());
        List<String> command = new ArrayList<>();
        command.add("status");
        command.add(config.dataDir().toString());
        for (Setting asked : new Setting[] {CoordinatorConfig.WATCH, CoordinatorConfig.JSON}) {
            if (flags.containsKey(asked.flag())) {
                command.add(asked.flag());
            }
        }
        try {
            Process viewer = new SiblingProgram("viewer", SiblingProgram.HEAP_MB, config.childOptions())
                    .startAttached(SiblingProgram.SHORT_LIVED, command.toArray(new String[0]));
            int exitCode = new Foreground("status", viewer).await(ending);
            return ending.isRequested() ? ExitCode.DONE : exitCode;
        } catch (StartException | IOException e) {
            ActionLog.fail("status", "error", Reason.of(e));
            return ExitCode.FAILED;
        }
    }
}
