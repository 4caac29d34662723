package loteria.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A TCP proxy before the central that passes bytes, keeps them, and lets a test break them. It understands none. Safe
 * for all threads.
 */
final class Wiretap implements AutoCloseable {
    /** What happens to the bytes that agencies say: they may be changed in place. */
    interface Noise {
        Noise NONE = (bytes, length) -> {};

        void change(byte[] bytes, int length);
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int centralPort;
    private final Noise noise;
    private final List<Socket> sockets = new ArrayList<>();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    Wiretap(int centralPort) throws IOException {
        this(centralPort, Noise.NONE);
    }

    Wiretap(int centralPort, Noise noise) throws IOException {
        this.centralPort = centralPort;
        this.noise = noise;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** All bytes so far, both ways. */
    synchronized byte[] heard() {
        return heard.toByteArray();
    }

    /** What agencies have said so far. */
    synchronized byte[] said() {
        return said.toByteArray();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "wiretap");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket agency = keep(listener.accept());
                Socket central = keep(new Socket(InetAddress.getLoopbackAddress(), centralPort));
                start(() -> pass(agency, central, true));
                start(() -> pass(central, agency, false));
            }
        } catch (IOException ignored) {
            // Closed.
        }
    }

    private synchronized Socket keep(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private void pass(Socket from, Socket to, boolean up) {
        byte[] bytes = new byte[16 * 1024];
        try {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            for (int length = input.read(bytes); length > 0; length = input.read(bytes)) {
                keep(bytes, length, up);
                if (up) {
                    noise.change(bytes, length);
                }
                output.write(bytes, 0, length);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private synchronized void keep(byte[] bytes, int length, boolean up) {
        heard.write(bytes, 0, length);
        if (up) {
            said.write(bytes, 0, length);
        }
    }

    /** Cuts all connections that live, without a word. */
    synchronized void cut() {
        sockets.forEach(Wiretap::close);
        sockets.clear();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is gone.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
