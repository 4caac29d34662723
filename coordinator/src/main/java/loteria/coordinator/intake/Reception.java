package loteria.coordinator.intake;

import java.io.IOException;
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
    private final Connections connections;
    private final Journal journal;

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

    /** Begins a connection. One that there is no thread for is closed, and its peer comes again. */
    private void begin(SocketChannel socket) {
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
