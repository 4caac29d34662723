package loteria.viewer;

import java.io.IOException;
import java.nio.file.Path;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.Reason;

/** {@code coordinator status}: a table or JSON on standard output, once or once a second until the end. */
final class StatusCommand {
    private static final long TICK_MS = 1_000;

    /** Between the two looks that a rate takes, for somebody who waits. */
    private static final long GLANCE_MS = 500;

    private final Path dataDir;
    private final boolean json;
    private final Ending ending;

    StatusCommand(Path dataDir, boolean json, Ending ending) {
        this.dataDir = dataDir;
        this.json = json;
        this.ending = ending;
    }

    /** Shows the status, again and again if it is to be watched; returns an {@link ExitCode}. */
    int run(boolean watch) throws InterruptedException {
        try {
            Lookout lookout = new Lookout(dataDir);
            Status status = lookout.look();
            if (status.life() != Life.ENDED && !ending.await(GLANCE_MS)) {
                status = lookout.look();
            }
            show(status, watch);
            while (watch && !ending.await(TICK_MS)) {
                show(lookout.look(), true);
            }
            return ExitCode.DONE;
        } catch (NoBoardException | IOException e) {
            ActionLog.fail("status", "error", Reason.of(e));
            return ExitCode.FAILED;
        }
    }

    private void show(Status status, boolean watch) throws InterruptedException {
        if (json) {
            System.out.println(Json.of(status));
        } else {
            int height = watch ? Screen.height() : 0;
            String table = StatusTable.render(status, height);
            if (height > 0) {
                Screen.redraw(table);
            } else {
                System.out.print(watch ? table + "\n" : table);
            }
        }
        if (System.out.checkError()) {
            // Nobody reads any more.
            ending.run();
        }
    }
}
