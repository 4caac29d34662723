package loteria.coordinator.intake;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import loteria.wire.FrameDescriptor;
import loteria.wire.MalformedFrameException;
import loteria.wire.Message;
import loteria.wire.MessageCodec;
import loteria.wire.Watchdog;

/**
 * The first bytes of a connection: a HELLO, or text. Whatever else has come with them stays in {@link #bytes}. Used by
 * one thread.
 */
final class Greeting {
    /** From the connection to a whole HELLO or line, the way to speak over it included. */
    static final long GREETING_MS = 5_000;

    /** Bytes of a line, without its line end. */
    static final int MAX_LINE_BYTES = 8192;

    private final ReadableByteChannel peer;
    private final Watchdog.Watch watch;
    private final ByteBuffer bytes = ByteBuffer.allocate(MAX_LINE_BYTES + 1);

    Greeting(ReadableByteChannel peer, Watchdog.Watch watch) {
        this.peer = peer;
        this.watch = watch;
    }

    /** What has come, between 0 and the position. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** Waits for the first byte; false if the connection ends without one. */
    boolean awaitFirstByte() throws IOException {
        return fill();
    }

    /** Whether a first byte has come and begins a text. */
    boolean isText() {
        return bytes.position() > 0 && (bytes.get(0) & 0xff) >= FrameDescriptor.FIRST_TEXT_BYTE;
    }

    /** Reads more, until the deadline; false at the end of the stream. The buffer must have room. */
    boolean fill() throws IOException {
        int count = peer.read(bytes);
        if (watch.expired()) {
            throw new SocketTimeoutException("nothing whole within " + GREETING_MS + " ms, expected HELLO or a line");
        }
        return count >= 0;
    }

    /** Waits for the whole HELLO; what follows it is left from 0 to the position. */
    Message.Hello awaitHello() throws IOException {
        await(FrameDescriptor.HEADER_BYTES);
        int length = bytes.getShort(FrameDescriptor.LENGTH_OFFSET) & 0xffff;
        int type = bytes.get(FrameDescriptor.TYPE_OFFSET) & 0xff;
        if (type != FrameDescriptor.HELLO
                || bytes.get(FrameDescriptor.ZERO_OFFSET) != 0
                || length > FrameDescriptor.MAX_PAYLOAD_BYTES) {
            throw new MalformedFrameException("expected HELLO first, found a frame of type " + type);
        }
        await(FrameDescriptor.HEADER_BYTES + length);
        int end = bytes.position();
        bytes.limit(FrameDescriptor.HEADER_BYTES + length).position(FrameDescriptor.HEADER_BYTES);
        Message.Hello hello = (Message.Hello) MessageCodec.decode(type, bytes);
        bytes.limit(end).position(FrameDescriptor.HEADER_BYTES + length);
        bytes.compact();
        watch.readWhenever();
        return hello;
    }

    private void await(int count) throws IOException {
        while (bytes.position() < count) {
            if (!fill()) {
                throw new EOFException("the stream ends inside the first frame, expected HELLO");
            }
        }
    }
}
