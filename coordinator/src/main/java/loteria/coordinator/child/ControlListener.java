package loteria.coordinator.child;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.EventQueue;
import loteria.coordinator.event.Operators;
import loteria.coordinator.life.Journal;
import loteria.log.ActionLog;
import loteria.process.Reason;
import loteria.process.Threads;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;
import loteria.wire.Watchdog;

/**
 * Takes the connections that workers make as they come up, and listens to each in a thread of its own from its first
 * word to its last. An operator's command comes the same way, and is handed on.
 */
public final class ControlListener implements Runnable, Closeable {
    private static final int BACKLOG = 128;

    /** Before the next try when the process has no more descriptors. */
    private static final long PAUSE_MS = 100;

    private final WorkerProgram workers;
    private final Launcher launcher;
    private final EventQueue events;
    private final Journal journal;
    private final Watchdog watchdog;
    private volatile ServerSocketChannel listener;
    private volatile Operators operators;
    private volatile boolean closed;

    public ControlListener(
            WorkerProgram workers, Launcher launcher, EventQueue events, Journal journal, Watchdog watchdog)
            throws IOException {
        this.workers = workers;
        this.launcher = launcher;
        this.events = events;
        this.journal = journal;
        this.watchdog = watchdog;
        listener = listen();
    }

    private ServerSocketChannel listen() throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            return socket.bind(UnixDomainSocketAddress.of(workers.controlSocket()), BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw new IOException(Reason.of(workers.controlSocket(), e), e);
        }
    }

    /** Listens at its place in the sockets' directory, which was made anew; not beside {@link #close}. */
    public void listenAnew() throws IOException {
        ServerSocketChannel before = listener;
        listener = listen();
        before.close();
    }

    /** Says who serves operators' commands; one that came before is closed. */
    public void serveOperators(Operators by) {
        operators = by;
    }

    @Override
    public void run() {
        while (!closed) {
            try {
                accept();
            } catch (ClosedChannelException e) {
                // The central has stopped, or listens anew.
            }
        }
    }

    /** What cannot be had just now is a worker that ends, or waits; its place goes on. */
    private void accept() throws ClosedChannelException {
        try {
            SocketChannel socket = listener.accept();
            try {
                Threads.start("control-in", new Listening(socket));
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            journal.fail("control", "error", Reason.of(e));
            LockSupport.parkNanos(PAUSE_MS * 1_000_000);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
    }

    /** The thread that listens to one worker, or serves a command. */
    private final class Listening implements Runnable {
        private final SocketChannel socket;
        private final ControlChannel channel;

        Listening(SocketChannel socket) {
            this.socket = socket;
            this.channel = new ControlChannel(socket, watchdog);
        }

        @Override
        public void run() {
            try (channel) {
                ControlMessage first = channel.read();
                if (first instanceof ControlMessage.Joined joined) {
                    WorkerProcess worker = launcher.find(joined.worker());
                    if (worker != null) {
                        listen(worker);
                    }
                } else if (first instanceof ControlMessage.Operate asked && operators != null) {
                    operators.serve(socket, asked.agency());
                }
            } catch (IOException e) {
                // The worker's exit, which its own thread waits for, says more.
                ActionLog.debug("control", "fail", "error", Reason.of(e));
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a control thread", e);
            }
        }

        private void listen(WorkerProcess worker) throws IOException, InterruptedException {
            try {
                worker.join(channel);
                events.post(new Event.Joined(worker));
                ControlMessage message = channel.read();
                while (message != null) {
                    worker.hear(message);
                    events.post(new Event.Said(worker, message));
                    message = channel.read();
                }
            } finally {
                worker.leave();
            }
        }
    }
}
