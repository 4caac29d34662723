package loteria.coordinator.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import loteria.config.CommandLine;
import loteria.config.ConfigException;
import loteria.coordinator.child.SiblingProgram;
import loteria.coordinator.child.WorkerProgram;
import loteria.coordinator.config.CoordinatorConfig;
import loteria.coordinator.config.StoreConfig;
import loteria.coordinator.life.Ending;
import loteria.coordinator.life.StartException;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.Reason;

/** {@code coordinator store}: has a worker make a store that several centrals share, or write it to a directory. */
public final class StoreCommand {
    private static final String USAGE = "coordinator store create|export --store STORE [flags]";

    private StoreCommand() {}

    /**
     * Runs to the end, or to a signal.
     *
     * @param args behind {@code store}
     * @return the exit code
     */
    public static int run(String[] args, Ending ending) throws ConfigException, InterruptedException {
        String verb = args.length == 0 ? "" : args[0];
        boolean known = verb.equals("create") || verb.equals("export");
        String[] rest = known ? Arrays.copyOfRange(args, 1, args.length) : args;
        Map<String, String> flags = CommandLine.parse(rest, CoordinatorConfig.STORE_COMMAND_SETTINGS);
        if (CommandLine.answered(flags, StoreCommand.class, USAGE, CoordinatorConfig.STORE_COMMAND_SETTINGS)) {
            return ExitCode.DONE;
        }
        if (!known) {
            throw new ConfigException("store: expected create or export, found '" + verb + "'");
        }
        CoordinatorConfig config = CoordinatorConfig.read(flags, System.getenv());
        StoreConfig store = config.store();
        if (store == null) {
            throw new ConfigException("store " + verb + ": expected --store with it");
        }
        try {
            Process child = new SiblingProgram(
                            "worker", SiblingProgram.HEAP_MB, config.childOptions(), WorkerProgram.STORE_MODULE)
                    .start(
                            SiblingProgram.SHORT_LIVED,
                            "store",
                            verb,
                            store.address(),
                            store.settings() == null ? "" : store.settings().toString(),
                            Boolean.toString(store.acceptWeaker()),
                            Integer.toString(config.agencies()),
                            config.dataDir().toString());
            return new Foreground("store", child).awaitDone(ending);
        } catch (StartException | IOException e) {
            ActionLog.fail("store", "error", Reason.of(e));
            return ExitCode.FAILED;
        }
    }
}
