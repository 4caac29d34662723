package loteria.coordinator;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import loteria.coordinator.life.Ending;
import loteria.log.ActionLog;

/** Accepts connections, each into a thread of its own. */
final class Acceptor implements Runnable, Closeable {
    private static final int KEEP_ALIVE_IDLE_S = 10;
    private static final int KEEP_ALIVE_INTERVAL_S = 5;
    private static final int KEEP_ALIVE_PROBES = 3;

    /** Before the next try when the process has no more descriptors. */
    private static final long PAUSE_MS = 100;

    private final ServerSocketChannel listener;
    private final Ending ending;
    private Connections connections;
    private long accepted;

    /** Listens on all interfaces. Nothing is accepted yet. */
    Acceptor(int port, int backlog, Ending ending) throws IOException {
        this.ending = ending;
        listener = ServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(port), backlog);
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
    void start(Connections into) throws IOException {
        connections = into;
        ActionLog.inProgress("accept_connections", "port", port());
        new Thread(this, "acceptor").start();
    }

    @Override
    public void run() {
        try {
            while (!ending.isRequested()) {
                connections.awaitRoom();
                accept();
            }
        } catch (ClosedChannelException e) {
            // The coordinator stops.
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the acceptor", e);
        }
    }

    private void accept() throws ClosedChannelException, InterruptedException {
        try {
            SocketChannel socket = listener.accept();
            try {
                begin(socket);
            } catch (IOException e) {
                // The peer has gone already.
                connections.strangerGone();
                socket.close();
            }
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            connections.strangerGone();
            ActionLog.fail("accept_connections", "error", e.getMessage());
            ending.await(PAUSE_MS);
        }
    }

    private void begin(SocketChannel socket) throws IOException {
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_IDLE_S);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_INTERVAL_S);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_ALIVE_PROBES);
        Connection connection = new Connection(socket, ++accepted, connections);
        ActionLog.success("accept_connections", "ip", connection.ip());
        connections.add(connection);
        new Thread(connection, "connection-" + connection.ip()).start();
    }

    /** Accepts no more. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
