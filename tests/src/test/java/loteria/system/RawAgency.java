package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import loteria.wire.AgencyState;
import loteria.wire.ErrorCode;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;
import loteria.wire.MessageCodec;

/** A client that says what a test wants it to say, well-formed or not, over a plain socket. */
final class RawAgency implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream input;

    RawAgency(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    RawAgency(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) JvmProcess.PATIENCE.toMillis());
        input = new DataInputStream(socket.getInputStream());
    }

    /** Says HELLO and expects WELCOME. */
    Message.Welcome hello(int agency) throws IOException {
        sendHello(agency);
        return awaitWelcome();
    }

    void sendHello(int agency) throws IOException {
        send(new Message.Hello(FrameDescriptor.VERSION, agency));
    }

    Message.Welcome awaitWelcome() throws IOException {
        return assertInstanceOf(Message.Welcome.class, read());
    }

    void send(Message message) throws IOException {
        send(encoded(message));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    static byte[] encoded(Message... messages) {
        ByteBuffer frames = ByteBuffer.allocate(messages.length * FrameDescriptor.MAX_FRAME_BYTES);
        for (Message message : messages) {
            MessageCodec.encode(message, frames);
        }
        byte[] bytes = new byte[frames.flip().remaining()];
        frames.get(bytes);
        return bytes;
    }

    /** A frame as it stands, whether or not it means anything. */
    static byte[] frame(int type, byte... payload) {
        return ByteBuffer.allocate(FrameDescriptor.HEADER_BYTES + payload.length)
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) 0)
                .put(payload)
                .array();
    }

    /** Waits for the next message; null at the end of the stream. */
    Message read() throws IOException {
        int first = input.read();
        if (first < 0) {
            return null;
        }
        int length = first << 8 | input.readUnsignedByte();
        int type = input.readUnsignedByte();
        assertEquals(0, input.readUnsignedByte(), "a frame's fourth byte");
        byte[] payload = new byte[length];
        input.readFully(payload);
        return MessageCodec.decode(type, ByteBuffer.wrap(payload));
    }

    /** Whether a message comes within some time; if so, it is read. */
    boolean isAnsweredWithin(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            return read() != null;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout((int) JvmProcess.PATIENCE.toMillis());
        }
    }

    /** Waits for the bets up to a position to be acknowledged. */
    void awaitAck(long through) throws IOException {
        long acknowledged = 0;
        while (acknowledged < through) {
            acknowledged = assertInstanceOf(Message.Ack.class, read()).through();
        }
        assertEquals(through, acknowledged);
    }

    /** Waits for the session's end with an error, whatever comes before it; nothing may come after it. */
    Message.Failure awaitFailure(ErrorCode code) throws IOException {
        Message message = read();
        while (message instanceof Message.Ack || message instanceof Message.NotDrawn) {
            message = read();
        }
        Message.Failure failure = assertInstanceOf(Message.Failure.class, message);
        assertEquals(code, failure.code(), failure.reason());
        awaitEnd();
        return failure;
    }

    /** Waits for the end of the stream; nothing may come before it. */
    void awaitEnd() throws IOException {
        assertNull(read());
    }

    /** Reads bytes to the end of the stream; a reset ends it too. */
    byte[] readAll() throws IOException {
        return input.readAllBytes();
    }

    /** Takes whatever comes until the connection ends, in whatever way. */
    void drain() throws IOException {
        try {
            while (read() != null) {
                // On to the next.
            }
        } catch (EOFException | SocketException ignored) {
            // A connection that was cut off has ended too.
        }
    }

    /** Sends a byte for every second in which nothing comes, until the connection ends in whatever way. */
    void drip(byte[] bytes) throws IOException {
        socket.setSoTimeout(1_000);
        int sent = 0;
        boolean open = true;
        while (open) {
            try {
                open = input.read() >= 0;
            } catch (SocketTimeoutException e) {
                if (sent < bytes.length) {
                    socket.getOutputStream().write(bytes[sent++]);
                }
            } catch (SocketException e) {
                open = false;
            }
        }
    }

    /** Says that nothing more will be sent. */
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Goes on from where the central is, to CLOSED. */
    void sell(Bets bets) throws IOException {
        Message.Welcome welcome = hello(bets.agency());
        assertEquals(AgencyState.SELLING, welcome.state());
        for (Message.Batch batch : bets.batchesFrom((int) welcome.stored() + 1, 100)) {
            send(batch);
        }
        if (welcome.stored() < bets.count()) {
            awaitAck(bets.count());
        }
        send(bets.finished());
        assertEquals(new Message.Closed(bets.count()), read());
    }

    /** Asks who won and waits for the draw. */
    List<String> awaitWinners() throws IOException {
        send(new Message.Query(true));
        List<String> documents = new ArrayList<>();
        Message message = read();
        while (!(message instanceof Message.Winners winners && winners.last())) {
            if (message instanceof Message.Winners winners) {
                documents.addAll(winners.documents());
            } else {
                assertInstanceOf(Message.NotDrawn.class, message);
            }
            message = read();
        }
        documents.addAll(((Message.Winners) message).documents());
        return documents;
    }

    /** Closes the connection; unread replies make that a reset. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
