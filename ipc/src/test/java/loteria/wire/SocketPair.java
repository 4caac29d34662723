package loteria.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Two connected sockets: one to test, one to be its peer. */
record SocketPair(SocketChannel ours, SocketChannel peer) implements AutoCloseable {

    static SocketPair tcp() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return connected(server, server.getLocalAddress());
        }
    }

    static SocketPair unix() throws IOException {
        Path path = Files.createTempDirectory("pair").resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
            server.bind(address);
            return connected(server, address);
        } finally {
            Files.delete(path);
            Files.delete(path.getParent());
        }
    }

    private static SocketPair connected(ServerSocketChannel server, SocketAddress address) throws IOException {
        SocketChannel peer = SocketChannel.open(address);
        return new SocketPair(server.accept(), peer);
    }

    /** Has the peer send bytes. */
    void send(byte... bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            peer.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        ours.close();
        peer.close();
    }
}
