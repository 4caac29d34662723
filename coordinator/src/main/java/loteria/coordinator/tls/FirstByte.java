package loteria.coordinator.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;

/**
 * A connection whose first byte is looked at before anybody reads it: a record of TLS that carries a handshake begins
 * with 22 (RFC 8446, 5.1), a frame of our own with less than 32. The length of a HELLO makes its first byte 0. One
 * thread reads and one writes.
 */
final class FirstByte implements ByteChannel {
    private static final int HANDSHAKE = 22;

    private final SocketChannel socket;
    private final ByteBuffer first = ByteBuffer.allocate(1);

    FirstByte(SocketChannel socket) {
        this.socket = socket;
    }

    /** Waits for it; false if the stream ends without one. */
    boolean await() throws IOException {
        boolean came = socket.read(first) > 0;
        first.flip();
        return came;
    }

    int value() {
        return first.get(0) & 0xff;
    }

    boolean isHandshake() {
        return value() == HANDSHAKE;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (first.hasRemaining() && into.hasRemaining()) {
            into.put(first.get());
            return 1;
        }
        return socket.read(into);
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return socket.write(bytes);
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
