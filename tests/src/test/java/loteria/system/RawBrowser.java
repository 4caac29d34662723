package loteria.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A client of the page that says what a test wants it to say, over a plain socket. */
final class RawBrowser implements AutoCloseable {
    private static final int SMALL_BUFFER_BYTES = 4_096;

    private final Socket socket = new Socket();
    private final BufferedReader input;

    RawBrowser(int port) throws IOException {
        // What a client does not read stays with the server, and not here.
        socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout((int) JvmProcess.PATIENCE.toMillis());
        input = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Asks for a path as it is written. */
    void get(String path) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    /** The next line; null at the end of the stream. */
    String readLine() throws IOException {
        return input.readLine();
    }

    /** Reads lines up to the first one that begins so. */
    String awaitLine(String beginning) throws IOException {
        String line = readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = readLine();
        }
        return line;
    }

    /** The code of the answer that comes next. */
    int readStatus() throws IOException {
        String line = readLine();
        return Integer.parseInt(line.split(" ")[1]);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
