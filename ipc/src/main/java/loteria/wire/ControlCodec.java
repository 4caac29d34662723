package loteria.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.OptionalInt;
import loteria.manifest.Terms;

/** Control messages to frames and back. Stateless; safe for all threads. */
final class ControlCodec {
    private static final int JOINED = 0x41;
    private static final int START = 0x42;
    private static final int READY = 0x43;
    private static final int PING = 0x44;
    private static final int PONG = 0x45;
    private static final int OPEN_SESSION = 0x46;
    private static final int END_SESSION = 0x47;
    private static final int SESSION_ENDED = 0x48;
    private static final int SALES_CLOSED = 0x49;
    private static final int DRAW = 0x4a;
    private static final int DRAWN = 0x4b;
    private static final int DRAW_FAILED = 0x4c;
    private static final int ANNOUNCE = 0x4d;
    private static final int STOP = 0x4e;
    private static final int GOODBYE = 0x4f;
    private static final int FAILED = 0x50;
    private static final int LISTEN = 0x51;
    private static final int OPERATE = 0x52;
    private static final int USE_STORE = 0x53;

    /** In place of a winning number that comes later. */
    private static final int NO_NUMBER = -1;

    /** Bytes of a text; a longer one is cut. Paths are held far below by the file system. */
    private static final int MAX_TEXT_BYTES = 4096;

    private ControlCodec() {}

    /** Appends a message as one frame; {@code out} has room for the longest. */
    static void encode(ControlMessage message, ByteBuffer out) {
        int start = out.position();
        out.position(start + FrameDescriptor.HEADER_BYTES);
        int type = encodePayload(message, out);
        int length = out.position() - start - FrameDescriptor.HEADER_BYTES;
        out.putShort(start + FrameDescriptor.LENGTH_OFFSET, (short) length);
        out.put(start + FrameDescriptor.TYPE_OFFSET, (byte) type);
        out.put(start + FrameDescriptor.ZERO_OFFSET, (byte) 0);
    }

    private static int encodePayload(ControlMessage message, ByteBuffer out) {
        if (message instanceof ControlMessage.Ping) {
            return PING;
        } else if (message instanceof ControlMessage.Pong) {
            return PONG;
        } else if (message instanceof ControlMessage.OpenSession m) {
            out.putLong(m.session()).putShort((short) m.agency()).putLong(m.client());
            return OPEN_SESSION;
        } else if (message instanceof ControlMessage.EndSession m) {
            out.putLong(m.session()).put((byte) m.code().number());
            putText(m.reason(), out);
            return END_SESSION;
        } else if (message instanceof ControlMessage.SessionEnded m) {
            out.putLong(m.session());
            return SESSION_ENDED;
        } else if (message instanceof ControlMessage.SalesClosed m) {
            out.putShort((short) m.agency());
            return SALES_CLOSED;
        } else if (message instanceof ControlMessage.Operate m) {
            out.putShort((short) m.agency());
            return OPERATE;
        } else if (message instanceof ControlMessage.Draw) {
            return DRAW;
        } else if (message instanceof ControlMessage.Drawn m) {
            out.putLong(m.winners());
            return DRAWN;
        } else if (message instanceof ControlMessage.DrawFailed m) {
            putText(m.reason(), out);
            return DRAW_FAILED;
        } else if (message instanceof ControlMessage.Listen m) {
            putText(m.sessions().toString(), out);
            return LISTEN;
        } else if (message instanceof ControlMessage.Announce) {
            return ANNOUNCE;
        } else if (message instanceof ControlMessage.Joined m) {
            out.putShort((short) m.worker());
            return JOINED;
        } else if (message instanceof ControlMessage.Start m) {
            out.putLong(m.generation()).put((byte) (m.recover() ? 1 : 0));
            putTerms(m.terms(), out);
            putText(m.logLevel(), out);
            out.put((byte) (m.logJson() ? 1 : 0));
            putText(m.dataDir().toString(), out);
            putText(m.lock(), out);
            putText(m.bets(), out);
            putText(m.board(), out);
            putText(m.sessions().toString(), out);
            return START;
        } else if (message instanceof ControlMessage.UseStore m) {
            putText(m.address(), out);
            putText(m.settings(), out);
            out.put((byte) (m.acceptWeaker() ? 1 : 0));
            putText(m.central(), out);
            return USE_STORE;
        } else if (message instanceof ControlMessage.Ready) {
            return READY;
        } else if (message instanceof ControlMessage.Stop) {
            return STOP;
        } else if (message instanceof ControlMessage.Goodbye) {
            return GOODBYE;
        }
        ControlMessage.Failed m = (ControlMessage.Failed) message;
        out.put((byte) m.exitCode());
        putText(m.reason(), out);
        return FAILED;
    }

    /**
     * Reads a frame's payload.
     *
     * @throws MalformedFrameException if the type is unknown or the payload is not of its form
     */
    static ControlMessage decode(int type, ByteBuffer in) throws MalformedFrameException {
        ControlMessage message;
        try {
            message = decodePayload(type, in);
        } catch (BufferUnderflowException | InvalidPathException e) {
            throw new MalformedFrameException("a control frame of type " + type + " that holds no such message");
        }
        if (in.hasRemaining()) {
            throw new MalformedFrameException(
                    "a control frame of type " + type + " with " + in.remaining() + " bytes after its message");
        }
        return message;
    }

    private static ControlMessage decodePayload(int type, ByteBuffer in) throws MalformedFrameException {
        return switch (type) {
            case JOINED -> new ControlMessage.Joined(in.getShort() & 0xffff);
            case START ->
                new ControlMessage.Start(
                        in.getLong(),
                        in.get() != 0,
                        terms(in),
                        text(in),
                        in.get() != 0,
                        Path.of(text(in)),
                        text(in),
                        text(in),
                        text(in),
                        Path.of(text(in)));
            case USE_STORE -> new ControlMessage.UseStore(text(in), text(in), in.get() != 0, text(in));
            case READY -> new ControlMessage.Ready();
            case PING -> new ControlMessage.Ping();
            case PONG -> new ControlMessage.Pong();
            case OPEN_SESSION -> new ControlMessage.OpenSession(in.getLong(), in.getShort() & 0xffff, in.getLong());
            case END_SESSION -> new ControlMessage.EndSession(in.getLong(), ErrorCode.of(in.get()), text(in));
            case SESSION_ENDED -> new ControlMessage.SessionEnded(in.getLong());
            case SALES_CLOSED -> new ControlMessage.SalesClosed(in.getShort() & 0xffff);
            case OPERATE -> new ControlMessage.Operate(in.getShort() & 0xffff);
            case DRAW -> new ControlMessage.Draw();
            case DRAWN -> new ControlMessage.Drawn(in.getLong());
            case DRAW_FAILED -> new ControlMessage.DrawFailed(text(in));
            case LISTEN -> new ControlMessage.Listen(Path.of(text(in)));
            case ANNOUNCE -> new ControlMessage.Announce();
            case STOP -> new ControlMessage.Stop();
            case GOODBYE -> new ControlMessage.Goodbye();
            case FAILED -> new ControlMessage.Failed(in.get(), text(in));
            default -> throw new MalformedFrameException("control frame type " + type);
        };
    }

    private static void putTerms(Terms terms, ByteBuffer out) {
        out.putShort((short) terms.agencies()).putInt(terms.winningNumber().orElse(NO_NUMBER));
        out.put((byte) (terms.isGiven() ? 1 : 0));
    }

    private static Terms terms(ByteBuffer in) {
        int agencies = in.getShort() & 0xffff;
        int number = in.getInt();
        return new Terms(agencies, number < 0 ? OptionalInt.empty() : OptionalInt.of(number), in.get() != 0);
    }

    private static void putText(String text, ByteBuffer out) {
        byte[] bytes = text.getBytes(UTF_8);
        int length = MessageCodec.wholeCharacters(bytes, MAX_TEXT_BYTES);
        out.putShort((short) length).put(bytes, 0, length);
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.getShort() & 0xffff];
        in.get(bytes);
        return new String(bytes, UTF_8);
    }
}
