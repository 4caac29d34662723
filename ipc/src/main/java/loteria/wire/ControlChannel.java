package loteria.wire;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The conversation of coordinator and worker. Its end is the news of the other's death. One thread reads; all may send.
 */
public final class ControlChannel implements Closeable {
    private static final int BUFFER_BYTES = FrameDescriptor.MAX_FRAME_BYTES;

    /** Bytes of a first message, at most. */
    private static final int FIRST_BYTES = 64;

    private final FrameChannel frames;

    public ControlChannel(SocketChannel socket, Watchdog watchdog) {
        this(new FrameChannel(socket, watchdog, FrameChannel.PATIENT, BUFFER_BYTES, BUFFER_BYTES));
    }

    /** A view of a channel whose first frame is a control message. */
    public ControlChannel(FrameChannel frames) {
        this.frames = frames;
    }

    /** Sends a short message as the first on a channel of its own, which is somebody else's from then on. */
    public static void sendFirst(SocketChannel socket, ControlMessage message) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(FIRST_BYTES);
        ControlCodec.encode(message, frame);
        frame.flip();
        while (frame.hasRemaining()) {
            socket.write(frame);
        }
    }

    /** Waits for the next message; null at the end of the stream. */
    public ControlMessage read() throws IOException {
        return frames.await() ? ControlCodec.decode(frames.type(), frames.payload()) : null;
    }

    /** Sends a message now. */
    public synchronized void send(ControlMessage message) throws IOException {
        ControlCodec.encode(message, frames.output());
        frames.flush();
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }
}
