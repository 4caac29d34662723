package loteria.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Messages to frames and back. Bytes in, values out: no I/O here. Stateless; safe for all threads. */
public final class MessageCodec {
    /** Bytes of a reason in an ERROR; a longer one is cut. */
    private static final int MAX_REASON_BYTES = 1024;

    private MessageCodec() {}

    /**
     * Appends a message as one frame.
     *
     * @param out with at least {@link FrameDescriptor#MAX_FRAME_BYTES} remaining
     */
    public static void encode(Message message, ByteBuffer out) {
        int start = out.position();
        out.position(start + FrameDescriptor.HEADER_BYTES);
        int type = encodePayload(message, out);
        out.putShort(
                start + FrameDescriptor.LENGTH_OFFSET, (short) (out.position() - start - FrameDescriptor.HEADER_BYTES));
        out.put(start + FrameDescriptor.TYPE_OFFSET, (byte) type);
        out.put(start + FrameDescriptor.ZERO_OFFSET, (byte) 0);
    }

    private static int encodePayload(Message message, ByteBuffer out) {
        if (message instanceof Message.Batch m) {
            out.putLong(m.position()).putShort((short) m.count()).put(m.bytes(), m.from(), m.to() - m.from());
            return FrameDescriptor.BATCH;
        } else if (message instanceof Message.Ack m) {
            out.putLong(m.through());
            return FrameDescriptor.ACK;
        } else if (message instanceof Message.Hello m) {
            out.put((byte) m.version()).putShort((short) m.agency());
            if (m.client() != Message.Hello.NO_CLIENT) {
                out.putLong(m.client());
            }
            return FrameDescriptor.HELLO;
        } else if (message instanceof Message.Welcome m) {
            out.putLong(m.stored()).put((byte) m.state().ordinal()).putShort((short) m.window());
            return FrameDescriptor.WELCOME;
        } else if (message instanceof Message.Bet m) {
            out.putLong(m.position()).put(m.bytes(), m.from(), m.to() - m.from());
            return FrameDescriptor.BET;
        } else if (message instanceof Message.Finished m) {
            out.putLong(m.total()).putInt(m.checksum());
            return FrameDescriptor.FINISHED;
        } else if (message instanceof Message.Closed m) {
            out.putLong(m.total());
            return FrameDescriptor.CLOSED;
        } else if (message instanceof Message.Query m) {
            out.put((byte) (m.waiting() ? 1 : 0));
            return FrameDescriptor.QUERY;
        } else if (message instanceof Message.NotDrawn m) {
            out.putShort((short) m.finished()).putShort((short) m.expected());
            return FrameDescriptor.NOT_DRAWN;
        } else if (message instanceof Message.Winners m) {
            out.put((byte) (m.last() ? 1 : 0)).putShort((short) m.documents().size());
            for (String document : m.documents()) {
                out.put(document.getBytes(UTF_8)).put((byte) '\n');
            }
            return FrameDescriptor.WINNERS;
        }
        return message instanceof Message.Failure m ? encodeFailure(m, out) : encodeReceipt(message, out);
    }

    private static int encodeReceipt(Message message, ByteBuffer out) {
        if (message instanceof Message.Receipt m) {
            out.put(m.proof().getBytes(UTF_8));
            return FrameDescriptor.RECEIPT;
        }
        return FrameDescriptor.RECEIPT_QUERY;
    }

    private static int encodeFailure(Message.Failure m, ByteBuffer out) {
        byte[] reason = m.reason().getBytes(UTF_8);
        out.put((byte) m.code().number()).putLong(m.position()).putShort((short) m.index());
        out.put(reason, 0, wholeCharacters(reason, MAX_REASON_BYTES));
        return FrameDescriptor.ERROR;
    }

    /** Bytes of the longest prefix of UTF-8 text that fits in {@code most} and tears no character. */
    static int wholeCharacters(byte[] text, int most) {
        if (text.length <= most) {
            return text.length;
        }
        int end = most;
        while ((text[end] & 0xc0) == 0x80) {
            end--;
        }
        return end;
    }

    /**
     * Reads a frame's payload.
     *
     * @param payload from position to limit, backed by an array; a batch keeps pointing into it
     * @throws MalformedFrameException if the type is unknown or the payload is not of its form
     */
    public static Message decode(int type, ByteBuffer payload) throws MalformedFrameException {
        int length = payload.remaining();
        int from = payload.arrayOffset() + payload.position();
        int to = from + length;
        switch (type) {
            case FrameDescriptor.BATCH:
                requireAtLeast("BATCH", length, FrameDescriptor.BATCH_HEADER_BYTES);
                long first = payload.getLong();
                int count = payload.getShort() & 0xffff;
                return new Message.Batch(first, count, payload.array(), from + FrameDescriptor.BATCH_HEADER_BYTES, to);
            case FrameDescriptor.ACK:
                requireLength("ACK", length, 8);
                return new Message.Ack(payload.getLong());
            case FrameDescriptor.HELLO:
                return hello(length, payload);
            case FrameDescriptor.WELCOME:
                requireLength("WELCOME", length, 11);
                return new Message.Welcome(
                        payload.getLong(), AgencyState.of(payload.get() & 0xff), payload.getShort() & 0xffff);
            case FrameDescriptor.BET:
                requireAtLeast("BET", length, 8);
                return new Message.Bet(payload.getLong(), payload.array(), from + 8, to);
            case FrameDescriptor.FINISHED:
                requireLength("FINISHED", length, 12);
                return new Message.Finished(payload.getLong(), payload.getInt());
            case FrameDescriptor.CLOSED:
                requireLength("CLOSED", length, 8);
                return new Message.Closed(payload.getLong());
            case FrameDescriptor.QUERY:
                requireLength("QUERY", length, 1);
                return new Message.Query(flag("QUERY", payload.get()));
            case FrameDescriptor.NOT_DRAWN:
                requireLength("NOT_DRAWN", length, 4);
                return new Message.NotDrawn(payload.getShort() & 0xffff, payload.getShort() & 0xffff);
            case FrameDescriptor.WINNERS:
                requireAtLeast("WINNERS", length, 3);
                boolean last = flag("WINNERS", payload.get());
                return new Message.Winners(last, documents(payload.getShort() & 0xffff, payload));
            case FrameDescriptor.ERROR:
                requireAtLeast("ERROR", length, 11);
                ErrorCode code = ErrorCode.of(payload.get() & 0xff);
                return new Message.Failure(code, payload.getLong(), payload.getShort() & 0xffff, text(payload));
            case FrameDescriptor.RECEIPT_QUERY:
                requireLength("RECEIPT_QUERY", length, 0);
                return new Message.ReceiptQuery();
            case FrameDescriptor.RECEIPT:
                return new Message.Receipt(text(payload));
            default:
                throw new MalformedFrameException("frame type " + type + ", expected 1 to " + FrameDescriptor.RECEIPT);
        }
    }

    private static Message.Hello hello(int length, ByteBuffer payload) throws MalformedFrameException {
        if (length != FrameDescriptor.HELLO_BYTES) {
            requireLength("HELLO", length, FrameDescriptor.SHORT_HELLO_BYTES);
        }
        int version = payload.get() & 0xff;
        int agency = payload.getShort() & 0xffff;
        return new Message.Hello(version, agency, payload.hasRemaining() ? payload.getLong() : Message.Hello.NO_CLIENT);
    }

    private static List<String> documents(int count, ByteBuffer payload) throws MalformedFrameException {
        List<String> documents = new ArrayList<>(count);
        while (payload.hasRemaining()) {
            int start = payload.position();
            int at = start;
            while (at < payload.limit() && payload.get(at) != '\n') {
                at++;
            }
            if (at == payload.limit()) {
                throw new MalformedFrameException("WINNERS ends inside a document, expected a line end");
            }
            documents.add(text(payload.slice(start, at - start)));
            payload.position(at + 1);
        }
        if (documents.size() != count) {
            throw new MalformedFrameException("WINNERS holds " + documents.size() + " documents, expected " + count);
        }
        return documents;
    }

    private static String text(ByteBuffer payload) {
        return UTF_8.decode(payload).toString();
    }

    private static boolean flag(String name, byte value) throws MalformedFrameException {
        if (value != 0 && value != 1) {
            throw new MalformedFrameException(name + " with a flag of " + (value & 0xff) + ", expected 0 or 1");
        }
        return value == 1;
    }

    private static void requireLength(String name, int length, int expected) throws MalformedFrameException {
        if (length != expected) {
            throw new MalformedFrameException(name + " of " + length + " bytes, expected " + expected);
        }
    }

    private static void requireAtLeast(String name, int length, int expected) throws MalformedFrameException {
        if (length < expected) {
            throw new MalformedFrameException(name + " of " + length + " bytes, expected at least " + expected);
        }
    }
}
