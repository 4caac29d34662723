package loteria.coordinator;

import java.io.IOException;
import loteria.log.ActionLog;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;

/** Listens to one child, in a thread of its own, from its first word to its last. */
final class WorkerControl implements Runnable {
    private final ControlChannel channel;
    private final WorkerPool pool;
    private final WorkerPool.Listener listener;

    WorkerControl(ControlChannel channel, WorkerPool pool, WorkerPool.Listener listener) {
        this.channel = channel;
        this.pool = pool;
        this.listener = listener;
    }

    @Override
    public void run() {
        try (channel) {
            if (channel.read() instanceof ControlMessage.Joined joined) {
                WorkerProcess worker = pool.join(joined.worker(), channel);
                if (worker != null) {
                    accompany(worker);
                }
            }
        } catch (IOException e) {
            // The child's exit, which its place waits for, says more.
            ActionLog.debug("control", "fail", "error", e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a control thread", e);
        }
    }

    private void accompany(WorkerProcess worker) throws IOException, InterruptedException {
        try {
            ControlMessage message = pool.awaitTurn(worker) ? channel.read() : null;
            while (message != null) {
                hear(worker, message);
                message = channel.read();
            }
        } finally {
            worker.leave();
        }
    }

    private void hear(WorkerProcess worker, ControlMessage message) {
        if (message instanceof ControlMessage.Pong) {
            worker.answered();
        } else if (message instanceof ControlMessage.SessionEnded ended) {
            listener.sessionEnded(ended.session());
        } else if (message instanceof ControlMessage.SalesClosed) {
            listener.salesClosed();
        } else if (message instanceof ControlMessage.Drawn) {
            listener.drawn(worker);
        } else if (message instanceof ControlMessage.DrawFailed failed) {
            listener.drawFailed(worker, failed.reason());
        } else if (message instanceof ControlMessage.Ready) {
            pool.becomeReady(worker);
            listener.workerReady();
        } else if (message instanceof ControlMessage.Goodbye) {
            worker.sayGoodbye();
        } else if (message instanceof ControlMessage.Failed failed) {
            worker.fail(failed);
        }
    }
}
