package loteria.worker;

import java.io.IOException;
import loteria.log.ActionLog;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;

/** The end of this process for a reason that its coordinator is told. Safe for all threads. */
final class WorkerExit {
    private final ControlChannel control;

    WorkerExit(ControlChannel control) {
        this.control = control;
    }

    /** Tells the coordinator why, and ends the process. */
    void fail(int exitCode, String reason) {
        try {
            control.send(new ControlMessage.Failed(exitCode, reason));
        } catch (IOException e) {
            ActionLog.fail("worker_exit", "error", reason);
        }
        Runtime.getRuntime().halt(exitCode);
    }
}
