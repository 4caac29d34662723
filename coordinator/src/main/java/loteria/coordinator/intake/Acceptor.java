package loteria.coordinator.intake;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import loteria.coordinator.life.Journal;
import loteria.log.ActionLog;
import loteria.process.ProgramJar;
import loteria.process.Reason;
import loteria.process.Threads;

/**
 * Accepts connections and does nothing else: the kernel lets few of them wait, and drops the others for a second. What
 * is done with them is the {@link Reception}'s.
 */
public final class Acceptor implements Runnable, Closeable {
    /** Before the next try when the process has no more descriptors. */
    private static final long PAUSE_MS = 100;

    /** Connections after which it may become many: before there are too many, what tells of that is made ready. */
    private static final int CROWD = 8;

    /**
     * Connections that the kernel holds however few were asked for: all agencies may come at once, and one that finds
     * no room waits a second before it tries again.
     */
    private static final int LEAST_BACKLOG = 1_024;

    private final ServerSocketChannel listener;
    private final Journal journal;
    private Reception reception;
    private int port;
    private int accepted;

    /**
     * Listens. Nothing is accepted yet.
     *
     * @param host null for all addresses of this machine
     * @throws UnknownHostException if nobody knows the host
     */
    public Acceptor(String host, int port, int backlog, Journal journal) throws IOException {
        this.journal = journal;
        listener = ServerSocketChannel.open();
        try {
            InetSocketAddress address = host == null ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException(host);
            }
            listener.bind(address, Math.max(backlog, LEAST_BACKLOG));
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /** The port that was bound. */
    int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    /** Begins to accept. */
    public void start(Connections into) throws IOException {
        reception = new Reception(into, journal);
        port = port();
        Threads.start("reception", reception);
        Threads.start("acceptor", this);
    }

    @Override
    public void run() {
        boolean failing = false;
        try {
            ActionLog.inProgress("accept_connections", "port", port);
            while (true) {
                failing = !accept(failing);
            }
        } catch (ClosedChannelException e) {
            // The coordinator stops.
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the acceptor", e);
        }
    }

    /** Accepts one connection; returns whether there was one to be had. */
    private boolean accept(boolean failing) throws ClosedChannelException, InterruptedException {
        SocketChannel socket;
        try {
            socket = listener.accept();
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            if (!failing) {
                // Once, until it goes again: it can last, and it is tried often.
                journal.fail("accept_connections", "error", Reason.of(e));
            }
            LockSupport.parkNanos(PAUSE_MS * 1_000_000);
            return false;
        }
        accepted++;
        if (accepted == CROWD) {
            ProgramJar.open();
        }
        reception.welcome(socket);
        return true;
    }

    /** Accepts no more. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
