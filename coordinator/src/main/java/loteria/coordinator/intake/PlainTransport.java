package loteria.coordinator.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import loteria.wire.Watchdog;

/** Bytes as they are. A peer is who it says it is. */
public final class PlainTransport implements Transport {
    @Override
    public Link open(SocketChannel socket, Watchdog.Watch watch) {
        return new PlainLink(socket);
    }

    @Override
    public void look() {
        // Nothing here changes with time.
    }

    private static final class PlainLink implements Link {
        private final SocketChannel socket;

        PlainLink(SocketChannel socket) {
            this.socket = socket;
        }

        @Override
        public String objection(int agency) {
            return null;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return socket.read(into);
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            return socket.write(bytes);
        }

        @Override
        public void endOutput() throws IOException {
            socket.shutdownOutput();
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
}
