package loteria.agency;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import loteria.agency.tls.TlsClient;
import loteria.log.ActionLog;
import loteria.process.Reason;
import loteria.wire.Watchdog;

/** A TCP connection to the central. */
final class Connection implements Resource {
    /** Milliseconds that a connection may take to come about. */
    static final long CONNECT_MS = 5_000;

    private final SocketChannel socket = SocketChannel.open();
    private final long client;
    private final Watchdog watchdog;
    private final long silenceMillis;
    private volatile ByteChannel bytes = socket;
    private volatile boolean connected;

    /**
     * @param client who we are to several centrals, as HELLO says it
     * @param silenceMillis how long the central may be silent where it owes an answer
     */
    Connection(long client, Watchdog watchdog, long silenceMillis) throws IOException {
        this.client = client;
        this.watchdog = watchdog;
        this.silenceMillis = silenceMillis;
    }

    /** Connects, once. */
    void connect(InetSocketAddress address) throws IOException {
        try (Watchdog.Watch watch = watchdog.watch(socket)) {
            watch.writeWithin(CONNECT_MS);
            socket.connect(address);
            // A batch must not wait for the acknowledgement of the one before.
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            connected = true;
        } catch (ClosedChannelException e) {
            throw new SocketTimeoutException("no connection within " + CONNECT_MS + " ms");
        } catch (UnsupportedAddressTypeException e) {
            throw new ConnectException("this machine speaks no protocol of that address");
        }
    }

    /** Speaks TLS from now on. */
    void secure(TlsClient tls, ServerAddress central) throws IOException {
        bytes = tls.over(socket, watchdog, central.host(), central.port());
    }

    /** Who we are: for HELLO. */
    long client() {
        return client;
    }

    /** For deadlines. */
    SocketChannel socket() {
        return socket;
    }

    /** What is read and written: the socket's own bytes, or those that TLS makes of them. */
    ByteChannel bytes() {
        return bytes;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    long silenceMillis() {
        return silenceMillis;
    }

    @Override
    public void close() {
        try {
            bytes.close();
            socket.close();
            if (connected) {
                ActionLog.success("close", "resource", "connection");
            }
        } catch (IOException e) {
            ActionLog.fail("close", "resource", "connection", "error", Reason.of(e));
        }
    }
}
