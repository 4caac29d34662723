package loteria.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;

/** Clients that say to be an agency, and wait for no answer. Stateless; safe for all threads. */
final class Strangers {
    private static final int KNOCKS = 300;

    /** A central that is stopped itself takes no more than its kernel holds for it. */
    private static final int CONNECT_MS = 500;

    private Strangers() {}

    /** Comes many times at once, in an agency's name, and goes; returns how often there was room. */
    static int knock(int port, int agency) throws IOException {
        byte[] hello = RawAgency.encoded(new Message.Hello(FrameDescriptor.VERSION, agency));
        List<Socket> sockets = new ArrayList<>();
        try {
            while (sockets.size() < KNOCKS) {
                Socket socket = new Socket();
                sockets.add(socket);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
                socket.getOutputStream().write(hello);
            }
            return KNOCKS;
        } catch (IOException e) {
            // Nobody listens, or there is no room.
            return sockets.size() - 1;
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
