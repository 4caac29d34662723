package loteria.coordinator.intake;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import loteria.coordinator.event.SessionRequest;
import loteria.log.ActionLog;
import loteria.process.Reason;
import loteria.wire.ErrorCode;
import loteria.wire.FrameChannel;
import loteria.wire.FrameDescriptor;
import loteria.wire.MalformedFrameException;
import loteria.wire.Message;
import loteria.wire.MessageCodec;
import loteria.wire.Watchdog;

/**
 * One accepted connection, in a thread of its own: finds out who it is, then echoes, or relays to the agency's worker.
 * Whatever is wrong with it ends it, and nothing else.
 */
final class Connection implements Runnable {
    private static final int KEEP_ALIVE_IDLE_S = 10;
    private static final int KEEP_ALIVE_INTERVAL_S = 5;
    private static final int KEEP_ALIVE_PROBES = 3;

    /** For a peer to take what it was told last. */
    private static final long LINGER_MS = 1_000;

    private final SocketChannel socket;
    private final long number;
    private final Connections connections;
    private final Watchdog.Watch watch;
    private String ip;

    /**
     * @param number in the order of acceptance. An agency that comes again must not lose to the connection it gave up,
     *     though both may have waited here, and their threads read their first frames in any order.
     */
    Connection(SocketChannel socket, long number, Connections connections) {
        this.socket = socket;
        this.number = number;
        this.connections = connections;
        this.watch = connections.watchdog().watch(socket);
    }

    @Override
    public void run() {
        try (socket;
                watch) {
            begin();
            serve();
        } catch (IOException e) {
            // The peer is gone, or the coordinator stops.
            ActionLog.debug("connection", "fail", "ip", ip, "error", Reason.of(e));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a connection", e);
        } finally {
            if (ip != null) {
                ActionLog.success("close", "resource", "connection", "ip", ip);
            }
            connections.remove(socket);
        }
    }

    /** @throws IOException if the peer has gone already */
    private void begin() throws IOException {
        InetSocketAddress peer = (InetSocketAddress) socket.getRemoteAddress();
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_IDLE_S);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_INTERVAL_S);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_ALIVE_PROBES);
        ip = peer.getAddress().getHostAddress();
        ActionLog.success("accept_connections", "ip", ip);
    }

    private void serve() throws IOException, InterruptedException {
        watch.readWithin(Greeting.GREETING_MS);
        watch.writeWithin(Greeting.GREETING_MS);
        try (Link link = connections.transport().open(socket, watch)) {
            watch.writeWhenever();
            if (link != null) {
                converse(link);
            }
        } catch (Transport.StrangerException e) {
            ActionLog.fail("connection", "ip", ip, "error", ErrorCode.UNAUTHENTICATED + ": " + e.getMessage());
            end(e.lastWord());
        }
    }

    private void converse(Link link) throws IOException, InterruptedException {
        Greeting greeting = new Greeting(link, watch);
        SocketChannel session = null;
        try {
            session = greet(link, greeting);
        } catch (SessionRequest.RefusedException e) {
            refuse(link, e.code(), e.getMessage());
        } catch (MalformedFrameException | EOFException | SocketTimeoutException e) {
            if (greeting.isText()) {
                ActionLog.fail("receive_message", "ip", ip, "error", Reason.of(e));
                end(link);
            } else {
                ErrorCode code = e instanceof SocketTimeoutException ? ErrorCode.TIMEOUT : ErrorCode.PROTOCOL;
                refuse(link, code, Reason.of(e));
            }
        }
        if (session != null) {
            new Relay(link, session, watch, connections.buffers())
                    .run(greeting.bytes().flip());
        }
    }

    /** Finds out who it is; returns the connection to an agency's session, or null if all is said. */
    private SocketChannel greet(Link link, Greeting greeting)
            throws IOException, InterruptedException, SessionRequest.RefusedException {
        if (!greeting.awaitFirstByte()) {
            ActionLog.debug("connection", "success", "ip", ip, "bytes", 0);
            return null;
        }
        if (greeting.isText()) {
            new EchoSession(link, greeting, ip).run();
            end(link);
            return null;
        }
        Message.Hello hello = greeting.awaitHello();
        if (hello.version() != FrameDescriptor.VERSION) {
            refuse(
                    link,
                    ErrorCode.PROTOCOL,
                    "version " + hello.version() + " of the protocol, expected " + FrameDescriptor.VERSION);
            return null;
        }
        if (hello.agency() < 1 || hello.agency() > connections.agencies()) {
            refuse(
                    link,
                    ErrorCode.UNKNOWN_AGENCY,
                    "agency " + hello.agency() + ", expected 1 to " + connections.agencies());
            return null;
        }
        String objection = link.objection(hello.agency());
        if (objection != null) {
            refuse(link, ErrorCode.UNAUTHENTICATED, objection);
            return null;
        }
        connections.introduced(socket);
        return connections.openSession(hello, number);
    }

    /** Says why the connection ends, to the log and to the peer. */
    private void refuse(Link link, ErrorCode code, String reason) throws IOException {
        ActionLog.fail("connection", "ip", ip, "error", code + ": " + reason);
        ByteBuffer frame = ByteBuffer.allocate(FrameDescriptor.MAX_FRAME_BYTES);
        MessageCodec.encode(new Message.Failure(code, 0, 0, reason), frame);
        frame.flip();
        watch.writeWithin(FrameChannel.WRITE_MS);
        while (frame.hasRemaining()) {
            link.write(frame);
        }
        end(link);
    }

    private void end(Link link) throws IOException {
        link.endOutput();
        watch.readWithin(LINGER_MS);
        Relay.drain(link);
    }

    /** Ends a connection that never became a link. */
    private void end(ByteBuffer lastWord) throws IOException {
        while (lastWord.hasRemaining()) {
            socket.write(lastWord);
        }
        socket.shutdownOutput();
        watch.readWithin(LINGER_MS);
        Relay.drain(socket);
    }
}
