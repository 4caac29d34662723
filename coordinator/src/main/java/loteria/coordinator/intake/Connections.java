package loteria.coordinator.intake;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.EventQueue;
import loteria.coordinator.event.SessionRequest;
import loteria.wire.Message;
import loteria.wire.Watchdog;

/** The open connections, and what each needs of the coordinator. Safe for all threads. */
public final class Connections {
    /** For an answer of the supervisor, whose own bounds are far below. */
    private static final long ANSWER_MS = 30_000;

    /** For threads to end whose connections were closed under them. */
    private static final long CLOSED_MS = 500;

    private final EventQueue events;
    private final int agencies;
    private final Watchdog watchdog;
    private final Transport transport;
    private final AtomicLong numbers = new AtomicLong();
    private final RelayBuffers buffers = new RelayBuffers();
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final Strangers strangers = new Strangers();

    /** @param agencies expected */
    public Connections(EventQueue events, int agencies, Watchdog watchdog, Transport transport) {
        this.events = events;
        this.agencies = agencies;
        this.watchdog = watchdog;
        this.transport = transport;
    }

    /** The number of a connection, and of the session that it may have: higher than all before. */
    long nextNumber() {
        return numbers.incrementAndGet();
    }

    /**
     * Asks for an agency's session, as soon as the one before it has ended.
     *
     * @param number of the session; of an agency's sessions the highest is the newest
     * @return the connection to its worker
     */
    SocketChannel openSession(Message.Hello hello, long number)
            throws InterruptedException, SessionRequest.RefusedException {
        return open(new SessionRequest(hello.agency(), number, hello.client()));
    }

    /** Asks for a session of the operator in an agency's place, likewise. */
    SocketChannel openOperatorsSession(int agency) throws InterruptedException, SessionRequest.RefusedException {
        return open(SessionRequest.ofOperator(agency, nextNumber()));
    }

    private SocketChannel open(SessionRequest request) throws InterruptedException, SessionRequest.RefusedException {
        events.post(new Event.Asked(request));
        return request.await(ANSWER_MS);
    }

    /** Agencies expected. */
    int agencies() {
        return agencies;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    Transport transport() {
        return transport;
    }

    RelayBuffers buffers() {
        return buffers;
    }

    /** A connection begins, of which nothing is known. */
    void add(SocketChannel connection) throws IOException {
        open.add(connection);
        strangers.enter(connection);
    }

    /** It is known who it is. */
    void introduced(SocketChannel connection) {
        strangers.leave(connection);
    }

    void remove(SocketChannel connection) {
        strangers.leave(connection);
        synchronized (this) {
            open.remove(connection);
            notifyAll();
        }
    }

    /** Lets connections end by themselves for so long, then ends them, and does not wait for one that hangs. */
    public void end(long millis) throws IOException, InterruptedException {
        awaitNone(millis);
        for (SocketChannel connection : open) {
            connection.close();
        }
        awaitNone(CLOSED_MS);
    }

    private synchronized void awaitNone(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        long left = millis;
        while (!open.isEmpty() && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
    }
}
