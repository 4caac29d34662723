package loteria.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import loteria.log.ActionLog;
import loteria.manifest.Terms;
import loteria.process.ExitCode;
import loteria.process.Reason;
import loteria.store.CorruptStoreException;
import loteria.store.StoreProvider;
import loteria.store.StoreRequest;
import loteria.store.UnfitStoreException;

/**
 * {@code worker store create|export ADDRESS SETTINGS ACCEPT_WEAKER AGENCIES DATA_DIR}: what {@code coordinator store}
 * runs. SETTINGS is empty for none.
 */
final class StoreCommand {
    static final String NAME = "store";

    private StoreCommand() {}

    /**
     * Makes a store, or writes one to a directory.
     *
     * @param args all, as the coordinator gives them
     * @return the exit code
     */
    static int run(String[] args) {
        StoreRequest request = new StoreRequest(
                args[2],
                args[3].isEmpty() ? null : Path.of(args[3]),
                Boolean.parseBoolean(args[4]),
                false,
                new Terms(Integer.parseInt(args[5]), OptionalInt.empty(), false),
                Path.of(args[6]),
                null,
                0,
                "");
        try {
            StoreProvider provider = StoreElsewhere.provider();
            if (args[1].equals("create")) {
                provider.create(request);
            } else {
                provider.export(request);
            }
            ActionLog.success(args[1], "store", request.address());
            return ExitCode.DONE;
        } catch (UnfitStoreException e) {
            return failed(args[1], e, ExitCode.USAGE);
        } catch (CorruptStoreException e) {
            return failed(args[1], e, ExitCode.CORRUPT);
        } catch (IOException e) {
            return failed(args[1], e, ExitCode.FAILED);
        }
    }

    private static int failed(String action, IOException e, int exitCode) {
        ActionLog.fail(action, "error", Reason.of(e));
        return exitCode;
    }
}
