package loteria.coordinator;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import loteria.coordinator.life.Ending;
import loteria.process.ExitCode;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;
import loteria.wire.Watchdog;

/**
 * The workers: which child is at which place, who may begin, who is ready. The first recovers the store before the
 * others begin.
 *
 * <p>Each place has a thread ({@link WorkerPlace}) that starts one child after the other, each child one that listens
 * to it ({@link WorkerControl}). Safe for all threads.
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
            places[place] = new Thread(new WorkerPlace(place, this, ending, listener), "place-" + place);
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

    /** Starts the next child of a place; null if the pool stops. */
    synchronized WorkerProcess launch(int place) throws IOException {
        if (stopping) {
            return null;
        }
        workers[place] = launcher.launch(place);
        return workers[place];
    }

    /** The child of a place has exited. */
    synchronized void vacate(int place) {
        workers[place] = null;
    }

    /** A child has connected; null if it is none of this pool's any more. */
    synchronized WorkerProcess join(int number, ControlChannel channel) {
        for (WorkerProcess worker : workers) {
            if (worker != null && worker.number() == number) {
                worker.join(channel);
                return worker;
            }
        }
        return null;
    }

    /** Tells a child to begin once the store is recovered, or to recover it; false if there is no beginning. */
    synchronized boolean awaitTurn(WorkerProcess worker) throws IOException, InterruptedException {
        while (!recovered && worker.place() != 0 && !stopping) {
            wait();
        }
        if (!stopping) {
            worker.start(launcher.start(worker, !recovered));
        }
        return !stopping;
    }

    /** A child takes sessions; if it is the first, the store is recovered. */
    synchronized void becomeReady(WorkerProcess worker) {
        worker.markReady();
        recovered = true;
        notifyAll();
    }

    /** Takes the connections that children make as they come up. */
    private final class ControlAcceptor implements Runnable {
        @Override
        public void run() {
            try {
                while (true) {
                    ControlChannel channel = new ControlChannel(controlSocket.accept(), watchdog);
                    new Thread(new WorkerControl(channel, WorkerPool.this, listener), "control").start();
                }
            } catch (ClosedChannelException e) {
                // The pool has stopped.
            } catch (IOException e) {
                ending.request(ExitCode.FAILED, "workers cannot connect: " + e.getMessage());
            }
        }
    }
}
