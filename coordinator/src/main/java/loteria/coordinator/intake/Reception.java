package loteria.coordinator.intake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import loteria.coordinator.life.Journal;
import loteria.process.Reason;
import loteria.process.Threads;

/** Gives each accepted connection a thread of its own. */
final class Reception implements Runnable {
    /** Accepted connections that wait for a thread; the kernel holds those that come then. */
    private static final int MOST_WAITING = 1_024;

    private final BlockingQueue<SocketChannel> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    /** Between two lines about those that are left out: a stranger does not fill the log. */
    private static final long WORD_NANOS = 10_000_000_000L;

    private final Connections connections;
    private final Journal journal;
    private final Callers callers = new Callers();
    private long leftOut;
    private long wordDueNanos = System.nanoTime();

    Reception(Connections connections, Journal journal) {
        this.connections = connections;
        this.journal = journal;
    }

    /** Takes a connection. The acceptor alone does. */
    void welcome(SocketChannel socket) throws InterruptedException {
        waiting.put(socket);
    }

    @Override
    public void run() {
        try {
            while (true) {
                begin(waiting.take());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the reception", e);
        }
    }

    /** Begins a connection, unless too many come from where it does: those are closed, and an agency comes again. */
    private void begin(SocketChannel socket) {
        try {
            InetAddress from = ((InetSocketAddress) socket.getRemoteAddress()).getAddress();
            long now = System.nanoTime();
            if (callers.admit(from, now)) {
                admit(socket);
            } else {
                close(socket);
                leaveOut(from, now);
            }
        } catch (IOException e) {
            // Its peer has gone already.
            close(socket);
        }
    }

    private void leaveOut(InetAddress from, long now) {
        leftOut++;
        if (now - wordDueNanos >= 0) {
            wordDueNanos = now + WORD_NANOS;
            journal.warn("accept_connections", "ip", from.getHostAddress(), "left_out", leftOut);
            leftOut = 0;
        }
    }

    /** Gives a connection its thread. One that there is none for is closed, and its peer comes again. */
    private void admit(SocketChannel socket) {
        long number = connections.nextNumber();
        try {
            connections.add(socket);
            Threads.start("connection-" + number, new Connection(socket, number, connections));
        } catch (IOException e) {
            connections.remove(socket);
            journal.fail("connection", "error", Reason.of(e));
            close(socket);
        }
    }

    private static void close(SocketChannel socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }
}
