package loteria.wire;

import java.io.Closeable;
import java.io.IOException;

/** The conversation of an agency and the central. One thread reads and one writes. */
public final class MessageChannel implements Closeable {
    private final FrameChannel frames;

    public MessageChannel(FrameChannel frames) {
        this.frames = frames;
    }

    /** The next message that has already arrived, or null. */
    public Message poll() throws IOException {
        return frames.next() ? decoded() : null;
    }

    /** Waits for bytes, of a message or of a part of one; false at the end of the stream. Errors as {@link #read}. */
    public boolean fill() throws IOException {
        return frames.fill();
    }

    /** Waits for the next message; null at the end of the stream. Errors as {@link FrameChannel#await}. */
    public Message read() throws IOException {
        return frames.await() ? decoded() : null;
    }

    private Message decoded() throws MalformedFrameException {
        return MessageCodec.decode(frames.type(), frames.payload());
    }

    /** Adds a message to what the next {@link #flush} sends; a full buffer is sent at once. */
    public void put(Message message) throws IOException {
        MessageCodec.encode(message, frames.output());
    }

    /** Sends what was put. */
    public void flush() throws IOException {
        frames.flush();
    }

    /** Sends a message now. */
    public void send(Message message) throws IOException {
        put(message);
        flush();
    }

    /** Makes the reader see the end of the stream. Safe for all threads. */
    public void endInput() {
        frames.endInput();
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }
}
