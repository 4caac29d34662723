package loteria.agency;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import loteria.wire.FrameChannel;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;
import loteria.wire.MessageChannel;
import loteria.wire.Watchdog;

/** A central that plays one script for each connection, in order. Closing it throws what went wrong in a script. */
final class FakeCentral implements AutoCloseable {
    interface Script {
        void play(Peer agency) throws Exception;

        default Script[] repeated(int times) {
            Script[] scripts = new Script[times];
            Arrays.fill(scripts, this);
            return scripts;
        }
    }

    /** The agency as a script sees it. */
    record Peer(SocketChannel socket, MessageChannel messages) {
        <M extends Message> M expect(Class<M> kind) throws Exception {
            return kind.cast(messages.read());
        }

        void send(Message message) throws Exception {
            messages.send(message);
        }

        /** Whether the agency says nothing for a moment. */
        boolean isSilent() throws Exception {
            Pause.millis(100);
            return messages.poll() == null && socket.socket().getInputStream().available() == 0;
        }
    }

    private final ServerSocketChannel server;
    private final Thread thread;
    private volatile Throwable failure;

    FakeCentral(Script... scripts) throws Exception {
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        thread = new Thread(() -> playAll(scripts), "fake central");
        thread.start();
    }

    ServerAddresses addresses() {
        return ServerAddresses.parse("127.0.0.1:" + port());
    }

    int port() {
        return server.socket().getLocalPort();
    }

    /** Ends without having played everything, whatever its script is doing. */
    void abandon() throws IOException {
        server.close();
    }

    private void playAll(Script... scripts) {
        try {
            for (Script script : scripts) {
                try (SocketChannel socket = server.accept()) {
                    int bytes = FrameDescriptor.MAX_FRAME_BYTES;
                    FrameChannel frames = new FrameChannel(socket, new Watchdog(), FrameChannel.PATIENT, bytes, bytes);
                    script.play(new Peer(socket, new MessageChannel(frames)));
                }
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean stuck = thread.isAlive();
        server.close();
        if (stuck) {
            throw new AssertionError("not all scripts were played");
        }
        if (failure != null) {
            throw new AssertionError("in a script: " + failure, failure);
        }
    }
}
