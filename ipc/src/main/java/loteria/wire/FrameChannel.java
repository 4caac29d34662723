package loteria.wire;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;

/**
 * Frames over a blocking socket. A frame's payload lies in the input buffer until the next {@link #fill}, so that a
 * batch is not copied on its way in; frames to send gather in the output buffer until {@link #flush}.
 *
 * <p>One thread reads and one writes. The bounds are on progress, so that a slow line gets through and who only
 * trickles does not stay: of a frame begun, bytes come within {@link #FRAME_MS} of the ones before, and, once that time
 * has passed since its beginning, at {@link #LEAST_RATE} or faster; a write of {@link #SLICE_BYTES} ends within
 * {@link #WRITE_MS}; and where an answer is due, silence may last {@code silenceMs}.
 */
public final class FrameChannel implements Closeable {
    /** Milliseconds without another byte of a frame that has begun. */
    public static final long FRAME_MS = 5_000;

    /** Bytes a second that a frame's sender has to make, once {@link #FRAME_MS} have passed since the first. */
    public static final long LEAST_RATE = 100;

    /** Milliseconds that a write may make no progress. */
    public static final long WRITE_MS = 10_000;

    /** What a write has to get rid of to have made progress. */
    public static final int SLICE_BYTES = 64 * 1024;

    /** For {@code silenceMs}: the peer may say nothing for ever. */
    public static final long PATIENT = 0;

    private static final long NEVER = 0;

    private final SocketChannel socket;
    private final ByteChannel bytes;
    private final Watchdog.Watch watch;
    private final long silenceMs;
    private final byte[] input;
    private final ByteBuffer inputBuffer;
    private final ByteBuffer payload;
    private final ByteBuffer output;
    private int start;
    private int end;
    private int type;
    private long frameBegan = NEVER;

    /** Frames as they are on the socket. */
    public FrameChannel(SocketChannel socket, Watchdog watchdog, long silenceMs, int inputBytes, int outputBytes) {
        this(socket, socket, watchdog, silenceMs, inputBytes, outputBytes);
    }

    /**
     * @param bytes what frames are read from and written to; it is the socket or goes over it
     * @param silenceMs milliseconds without a byte between frames, or {@link #PATIENT}
     * @param inputBytes at least a frame; more lets one read take several
     * @param outputBytes at least a frame; more lets one write carry several
     */
    public FrameChannel(
            SocketChannel socket,
            ByteChannel bytes,
            Watchdog watchdog,
            long silenceMs,
            int inputBytes,
            int outputBytes) {
        this.socket = socket;
        this.bytes = bytes;
        this.watch = watchdog.watch(socket);
        this.silenceMs = silenceMs;
        this.input = new byte[Math.max(inputBytes, FrameDescriptor.MAX_FRAME_BYTES)];
        this.inputBuffer = ByteBuffer.wrap(input);
        this.payload = ByteBuffer.wrap(input);
        this.output = ByteBuffer.allocate(Math.max(outputBytes, FrameDescriptor.MAX_FRAME_BYTES));
    }

    /**
     * Goes on to the next frame if it has arrived whole; reads nothing from the socket.
     *
     * @return whether {@link #type} and {@link #payload} now tell of another frame
     * @throws MalformedFrameException if what has arrived is no frame
     */
    public boolean next() throws MalformedFrameException {
        if (end - start < FrameDescriptor.HEADER_BYTES) {
            return false;
        }
        int length = (input[start] & 0xff) << 8 | input[start + 1] & 0xff;
        if (length > FrameDescriptor.MAX_PAYLOAD_BYTES) {
            throw new MalformedFrameException(
                    "a frame of " + length + " bytes, expected at most " + FrameDescriptor.MAX_PAYLOAD_BYTES);
        }
        if (input[start + FrameDescriptor.ZERO_OFFSET] != 0) {
            throw new MalformedFrameException("a frame whose fourth byte is "
                    + (input[start + FrameDescriptor.ZERO_OFFSET] & 0xff) + ", expected 0");
        }
        int payloadStart = start + FrameDescriptor.HEADER_BYTES;
        if (end - payloadStart < length) {
            return false;
        }
        type = input[start + FrameDescriptor.TYPE_OFFSET] & 0xff;
        payload.limit(payloadStart + length).position(payloadStart);
        start = payloadStart + length;
        frameBegan = NEVER;
        watch.readWhenever();
        return true;
    }

    /**
     * Waits for the next frame.
     *
     * @return false at the end of the stream
     * @throws EOFException if the stream ends inside a frame
     * @throws SocketTimeoutException if a deadline passed
     */
    public boolean await() throws IOException {
        while (!next()) {
            if (!fill()) {
                return false;
            }
        }
        return true;
    }

    /** The type of the frame that {@link #next} found. */
    public int type() {
        return type;
    }

    /** The payload of the frame that {@link #next} found; valid until the next {@link #fill}. */
    public ByteBuffer payload() {
        return payload;
    }

    /** Reads what has arrived, waiting for at least one byte; false at the end of the stream. */
    public boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(input, start, input, 0, end - start);
            end -= start;
            start = 0;
        }
        setReadDeadline();
        int count = read();
        if (watch.expired()) {
            throw new SocketTimeoutException(
                    end > 0
                            ? "a frame that has come to a halt, or came slower than " + LEAST_RATE + " bytes a second"
                            : "no byte within " + silenceMs + " ms");
        }
        if (count < 0) {
            if (end > 0) {
                throw new EOFException("the stream ends inside a frame, after " + end + " of its bytes");
            }
            return false;
        }
        end += count;
        return true;
    }

    private int read() throws IOException {
        try {
            return bytes.read(inputBuffer.limit(input.length).position(end));
        } catch (ClosedChannelException e) {
            throw cause(e);
        }
    }

    private void setReadDeadline() {
        if (end > 0) {
            long now = System.nanoTime();
            if (frameBegan == NEVER) {
                frameBegan = now | 1;
            }
            long earned = end * 1_000L / LEAST_RATE - (now - frameBegan) / 1_000_000;
            watch.readWithin(FRAME_MS + Math.min(0, earned));
        } else if (silenceMs != PATIENT) {
            watch.readWithin(silenceMs);
        } else {
            watch.readWhenever();
        }
    }

    /** Room for one more frame at least, once {@link #flush} was called if it was short. */
    public ByteBuffer output() throws IOException {
        if (output.remaining() < FrameDescriptor.MAX_FRAME_BYTES) {
            flush();
        }
        return output;
    }

    /**
     * Sends what has gathered.
     *
     * @throws SocketTimeoutException if the deadline passed; the channel is closed then
     */
    public void flush() throws IOException {
        output.flip();
        try {
            int all = output.limit();
            while (output.position() < all) {
                output.limit(Math.min(all, output.position() + SLICE_BYTES));
                watch.writeWithin(WRITE_MS);
                bytes.write(output);
            }
        } catch (ClosedChannelException e) {
            throw cause(e);
        }
        watch.writeWhenever();
        output.clear();
    }

    /** Why the channel is closed: the watchdog closes it under a write that is overdue, and the JDK does not say so. */
    private IOException cause(ClosedChannelException e) {
        return watch.expired() ? new SocketTimeoutException("no write within " + WRITE_MS + " ms") : e;
    }

    /** Makes a reader see the end of the stream, now or as soon as it reads. Safe for all threads. */
    public void endInput() {
        try {
            socket.shutdownInput();
        } catch (IOException ignored) {
            // Closed already, which ends the input too.
        }
    }

    @Override
    public void close() throws IOException {
        watch.close();
        bytes.close();
    }
}
