package loteria.coordinator;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import loteria.wire.Watchdog;

/** The open connections, and what each needs of the coordinator. Safe for all threads. */
final class Connections {
    /** Connections that have not said yet who they are; more wait to be accepted. Each lasts a few seconds at most. */
    private static final int MOST_STRANGERS = 512;

    private final Sessions sessions;
    private final int agencies;
    private final Watchdog watchdog;
    private final RelayBuffers buffers = new RelayBuffers();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Semaphore strangers = new Semaphore(MOST_STRANGERS);

    Connections(Sessions sessions, int agencies, Watchdog watchdog) {
        this.sessions = sessions;
        this.agencies = agencies;
        this.watchdog = watchdog;
    }

    Sessions sessions() {
        return sessions;
    }

    /** Agencies expected. */
    int agencies() {
        return agencies;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    RelayBuffers buffers() {
        return buffers;
    }

    /** Waits until another stranger may be let in. */
    void awaitRoom() {
        strangers.acquireUninterruptibly();
    }

    void add(Connection connection) {
        open.add(connection);
    }

    /** It is known who it is, or it is over. */
    void strangerGone() {
        strangers.release();
    }

    synchronized void remove(Connection connection) {
        open.remove(connection);
        notifyAll();
    }

    /** Lets connections end by themselves for so long, then ends them. */
    synchronized void end(long millis) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        long left = millis;
        while (!open.isEmpty() && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        for (Connection connection : open) {
            connection.abandon();
        }
        while (!open.isEmpty()) {
            wait();
        }
    }
}
