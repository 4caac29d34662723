package loteria.worker;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.LockSupport;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.Reason;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;
import loteria.wire.Watchdog;

/**
 * The thread that listens to the coordinator. It never waits for the store, so that its answers mean that the process
 * lives. The end of the channel means that the coordinator is dead: the worker ends by itself.
 */
final class ControlLoop implements Runnable {
    /** For commits to end once the coordinator is dead; its successor waits for this process. */
    private static final long ORPHAN_MS = 1_000;

    private final ControlChannel control;
    private final Orders orders;
    private final Watchdog watchdog;
    private final LastResort lastResort;

    ControlLoop(ControlChannel control, Orders orders, Watchdog watchdog, LastResort lastResort) {
        this.control = control;
        this.orders = orders;
        this.watchdog = watchdog;
        this.lastResort = lastResort;
    }

    @Override
    public void run() {
        try {
            ControlMessage message = control.read();
            while (message != null) {
                obey(message);
                message = control.read();
            }
            orders.stop();
        } catch (ClosedChannelException e) {
            // The process is at its end.
        } catch (IOException e) {
            ActionLog.debug("control", "fail", "error", Reason.of(e));
        }
        LockSupport.parkNanos(ORPHAN_MS * 1_000_000);
        Runtime.getRuntime().halt(ExitCode.FAILED);
    }

    private void obey(ControlMessage message) throws IOException {
        if (message instanceof ControlMessage.Ping) {
            control.send(new ControlMessage.Pong());
            watchdog.tick();
            lastResort.check();
        } else if (message instanceof ControlMessage.EndSession end) {
            orders.end(end);
        } else if (message instanceof ControlMessage.Draw) {
            orders.draw();
        } else if (message instanceof ControlMessage.Listen listen) {
            orders.listen(listen.sessions());
        } else if (message instanceof ControlMessage.Announce) {
            orders.announce();
        } else if (message instanceof ControlMessage.Stop) {
            orders.stop();
        }
    }
}
