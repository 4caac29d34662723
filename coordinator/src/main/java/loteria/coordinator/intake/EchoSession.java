package loteria.coordinator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.CharacterCodingException;
import loteria.log.ActionLog;
import loteria.wire.MalformedFrameException;

/** A connection that speaks text (the course's exercises 1 to 4): one line, answered byte for byte. */
final class EchoSession {
    private final WritableByteChannel peer;
    private final Greeting greeting;
    private final String ip;

    EchoSession(WritableByteChannel peer, Greeting greeting, String ip) {
        this.peer = peer;
        this.greeting = greeting;
        this.ip = ip;
    }

    /** @throws MalformedFrameException if what comes is no line of at most 8 KiB of UTF-8 */
    void run() throws IOException {
        ByteBuffer line = awaitLine();
        String message;
        try {
            message = UTF_8.newDecoder().decode(line.duplicate()).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedFrameException("expected a frame or a line of UTF-8");
        }
        ActionLog.success("receive_message", "ip", ip, "msg", message.stripTrailing());
        while (line.hasRemaining()) {
            peer.write(line);
        }
    }

    /** The line with its line end, or what there is at the end of the stream. */
    private ByteBuffer awaitLine() throws IOException {
        ByteBuffer bytes = greeting.bytes();
        int at = 0;
        while (true) {
            for (; at < bytes.position(); at++) {
                if (bytes.get(at) == '\n') {
                    return bytes.duplicate().flip().limit(at + 1);
                }
            }
            if (!bytes.hasRemaining()) {
                throw new MalformedFrameException("a line of more than " + Greeting.MAX_LINE_BYTES + " bytes");
            }
            if (!greeting.fill()) {
                return bytes.duplicate().flip();
            }
        }
    }
}
