package loteria.agency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.wire.Watchdog;

/** Sends the central one line of text and reads it back. */
final class EchoErrand implements Errand {
    /** The central echoes no longer lines. */
    private static final int MAX_LINE_BYTES = 8192;

    private final int agency;
    private final String line;

    /**
     * @param number of the message, from 1
     */
    EchoErrand(int agency, int number) {
        this.agency = agency;
        this.line = "[CLIENT " + agency + "] Message N°" + number + "\n";
    }

    @Override
    public void run(Connection connection, Reconnect reconnect) throws IOException {
        try (Watchdog.Watch watch = connection.watchdog().watch(connection.socket())) {
            watch.writeWithin(connection.silenceMillis());
            watch.readWithin(connection.silenceMillis());
            connection.bytes().write(ByteBuffer.wrap(line.getBytes(UTF_8)));
            String answer = readLine(connection.bytes());
            if (watch.expired()) {
                throw new SocketTimeoutException("no answer within " + connection.silenceMillis() + " ms");
            }
            if (answer == null) {
                throw new EOFException("the central closed the connection");
            }
            reconnect.progress();
            ActionLog.success("receive_message", "client_id", agency, "msg", answer);
        }
    }

    /** A line without its end, or null if the stream or the room ends before it. */
    private static String readLine(ReadableByteChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(MAX_LINE_BYTES);
        while (channel.read(buffer) > 0) {
            if (buffer.get(buffer.position() - 1) == '\n') {
                return new String(buffer.array(), 0, buffer.position() - 1, UTF_8);
            }
        }
        return null;
    }

    @Override
    public FailedException failed(String error) {
        return new FailedException(ExitCode.FAILED, "receive_message", "client_id", agency, "error", error);
    }
}
