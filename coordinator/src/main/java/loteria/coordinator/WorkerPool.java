package loteria.coordinator;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;
import loteria.wire.Watchdog;

/**
 * The workers: starts them, lets the first recover the store before the others begin, replaces those that die, stops
 * them all.
 *
 * <p>Each place in the pool has a thread that starts a child and waits for its exit before it starts the next: never
 * two that believe to be one. Each child has a thread that listens to it. Safe for all threads.
 */
final class WorkerPool {
    /** For the workers to end in order when the coordinator stops. */
    private static final long STOP_MS = 4_000;

    private static final int BACKLOG = 128;

    /** Whom the pool tells what becomes of its workers, from its own threads. */
    interface Listener {
        void workerReady();

        void salesClosed();

        void drawn(WorkerProcess worker);

        void drawFailed(WorkerProcess worker, String reason);

        void sessionEnded(long session);

        /** The worker has exited: no session of it lives. */
        void workerExited(WorkerProcess worker);
    }

    private final WorkerLauncher launcher;
    private final Ending ending;
    private final Watchdog watchdog;
    private final WorkerProcess[] workers;
    private final Thread[] places;
    private Listener listener;
    private ServerSocketChannel controlSocket;
    private boolean recovered;
    private boolean stopping;

    WorkerPool(int size, WorkerLauncher launcher, Ending ending, Watchdog watchdog) {
        this.launcher = launcher;
        this.ending = ending;
        this.watchdog = watchdog;
        this.workers = new WorkerProcess[size];
        this.places = new Thread[size];
    }

    /** Starts the children, and tells {@code listener} of them from then on. */
    synchronized void start(Listener whom) throws IOException {
        listener = whom;
        controlSocket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        controlSocket.bind(UnixDomainSocketAddress.of(launcher.controlSocket()), BACKLOG);
        new Thread(new ControlAcceptor(), "control-acceptor").start();
        for (int place = 0; place < places.length; place++) {
            places[place] = new Thread(new Place(place), "place-" + place);
            places[place].start();
        }
    }

    /** Whether every place has a worker that takes sessions. */
    synchronized boolean isReady() {
        for (WorkerProcess worker : workers) {
            if (worker == null || !worker.isReady()) {
                return false;
            }
        }
        return true;
    }

    /** The worker that serves an agency; null while it is being replaced. */
    synchronized WorkerProcess of(int agency) {
        WorkerProcess worker = workers[(agency - 1) % workers.length];
        return worker != null && worker.isReady() ? worker : null;
    }

    /** Some worker that is ready; null if there is none just now. */
    synchronized WorkerProcess any() {
        for (WorkerProcess worker : workers) {
            if (worker != null && worker.isReady()) {
                return worker;
            }
        }
        return null;
    }

    /** Says something to every worker that is ready. */
    synchronized void tellAll(ControlMessage message) {
        for (WorkerProcess worker : workers) {
            if (worker != null && worker.isReady()) {
                worker.tell(message);
            }
        }
    }

    /** Once a second: kills the workers that hang. */
    synchronized void checkPulses() {
        for (WorkerProcess worker : workers) {
            if (worker != null) {
                worker.checkPulse();
            }
        }
    }

    /** Stops all workers: asks, waits, then forces. Nothing of them is left when this returns. */
    void stop() throws IOException, InterruptedException {
        synchronized (this) {
            stopping = true;
            notifyAll();
            for (WorkerProcess worker : workers) {
                if (worker != null) {
                    worker.stop();
                }
            }
        }
        long deadline = System.nanoTime() + STOP_MS * 1_000_000;
        for (Thread place : places) {
            place.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
        killAll();
        for (Thread place : places) {
            place.join();
        }
        controlSocket.close();
    }

    private synchronized void killAll() {
        for (WorkerProcess worker : workers) {
            if (worker != null) {
                worker.kill();
            }
        }
    }

    private synchronized WorkerProcess numbered(int number) {
        for (WorkerProcess worker : workers) {
            if (worker != null && worker.number() == number) {
                return worker;
            }
        }
        return null;
    }

    /** A place in the pool: one child after the other. */
    private final class Place implements Runnable {
        private final int place;
        private RestartPolicy policy = new RestartPolicy();

        Place(int place) {
            this.place = place;
        }

        @Override
        public void run() {
            try {
                WorkerProcess worker = launch();
                while (worker != null) {
                    outlive(worker);
                    worker = launch();
                }
            } catch (IOException e) {
                ending.request(ExitCode.FAILED, "a worker cannot be started: " + e.getMessage());
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a place", e);
            }
        }

        /** Starts the next child; null if there is to be none. */
        private WorkerProcess launch() throws IOException, InterruptedException {
            if (policy.givesUp()) {
                ending.request(
                        ExitCode.FAILED,
                        "a worker died " + RestartPolicy.MOST_DEATHS_BEFORE_READY + " times before it was ready");
                return null;
            }
            if (ending.await(policy.pauseMs())) {
                return null;
            }
            synchronized (WorkerPool.this) {
                if (stopping) {
                    return null;
                }
                workers[place] = launcher.launch(place);
                WorkerPool.this.notifyAll();
                return workers[place];
            }
        }

        /** Waits for the child's exit and draws the consequences. */
        private void outlive(WorkerProcess worker) throws InterruptedException {
            int exitCode = worker.awaitExit();
            policy = policy.afterDeath(worker.isReady(), worker.livedMs());
            synchronized (WorkerPool.this) {
                workers[place] = null;
            }
            listener.workerExited(worker);
            if (worker.endedInOrder(exitCode)) {
                ActionLog.success("close", "resource", "worker", "pid", worker.pid());
            } else if (exitCode == ExitCode.CORRUPT || exitCode == ExitCode.USAGE) {
                ending.request(exitCode, worker.lastWords(exitCode));
            } else if (!ending.isRequested()) {
                ActionLog.fail("worker", "pid", worker.pid(), "error", worker.lastWords(exitCode));
            }
        }
    }

    /** Takes the connections that children make as they come up. */
    private final class ControlAcceptor implements Runnable {
        @Override
        public void run() {
            try {
                while (true) {
                    SocketChannel socket = controlSocket.accept();
                    new Thread(new Control(new ControlChannel(socket, watchdog)), "control").start();
                }
            } catch (ClosedChannelException e) {
                // The pool has stopped.
            } catch (IOException e) {
                ending.request(ExitCode.FAILED, "workers cannot connect: " + e.getMessage());
            }
        }
    }

    /** Listens to one child until it ends. */
    private final class Control implements Runnable {
        private final ControlChannel channel;

        Control(ControlChannel channel) {
            this.channel = channel;
        }

        @Override
        public void run() {
            try (channel) {
                if (channel.read() instanceof ControlMessage.Joined joined) {
                    WorkerProcess worker = join(joined.worker());
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

        private WorkerProcess join(int number) {
            synchronized (WorkerPool.this) {
                WorkerProcess worker = numbered(number);
                if (worker != null) {
                    worker.join(channel);
                }
                return worker;
            }
        }

        /** From the child's beginning to its last word. */
        private void accompany(WorkerProcess worker) throws IOException, InterruptedException {
            try {
                ControlMessage message = awaitTurn(worker) ? channel.read() : null;
                while (message != null) {
                    hear(worker, message);
                    message = channel.read();
                }
            } finally {
                worker.leave();
            }
        }

        /** Tells the child to begin once the store is recovered, or to recover it; false if there is no beginning. */
        private boolean awaitTurn(WorkerProcess worker) throws IOException, InterruptedException {
            synchronized (WorkerPool.this) {
                while (!recovered && worker.place() != 0 && !stopping) {
                    WorkerPool.this.wait();
                }
                if (!stopping) {
                    worker.start(launcher.start(worker, !recovered));
                }
                return !stopping;
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
                becomeReady(worker);
            } else if (message instanceof ControlMessage.Goodbye) {
                worker.sayGoodbye();
            } else if (message instanceof ControlMessage.Failed failed) {
                worker.fail(failed);
            }
        }

        private void becomeReady(WorkerProcess worker) {
            synchronized (WorkerPool.this) {
                worker.markReady();
                recovered = true;
                WorkerPool.this.notifyAll();
            }
            listener.workerReady();
        }
    }
}
