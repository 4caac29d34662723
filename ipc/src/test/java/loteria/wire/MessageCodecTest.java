package loteria.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import loteria.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageCodecTest {
    private static final byte[] RECORDS =
            "Ana,Paz,30904465,1999-03-17,7\nÑu,Sol,30904466,1999-03-18,8\n".getBytes(UTF_8);

    private static final List<Message> MESSAGES = List.of(
            new Message.Hello(1, 65_535),
            new Message.Hello(255, 0),
            new Message.Hello(1, 65_535, -2),
            new Message.Welcome(Long.MAX_VALUE, AgencyState.SELLING, 64),
            new Message.Welcome(0, AgencyState.FINISHED, 1),
            new Message.Welcome(7, AgencyState.DRAWN, 65_535),
            new Message.Bet(1, RECORDS, 0, 29),
            new Message.Bet(Long.MAX_VALUE, RECORDS, 3, 3),
            new Message.Batch(1, 2, RECORDS, 0, RECORDS.length),
            new Message.Batch(Long.MAX_VALUE, 65_535, RECORDS, 30, RECORDS.length),
            new Message.Ack(0),
            new Message.Ack(Long.MAX_VALUE),
            new Message.Finished(78_697, 0xdead_beef),
            new Message.Closed(78_697),
            new Message.Query(true),
            new Message.Query(false),
            new Message.NotDrawn(0, 5),
            new Message.NotDrawn(65_535, 65_535),
            new Message.Winners(true, List.of()),
            new Message.Winners(false, List.of("30904465", "1234567890")),
            new Message.Failure(ErrorCode.REJECTED, 12, 65_535, "número: ¡no!"),
            new Message.Failure(ErrorCode.STORAGE, 0, 0, ""),
            new Message.ReceiptQuery(),
            new Message.Receipt("c2sp.org/tlog-proof@v1\n"));

    @Test
    void shouldGiveEveryMessageBack() throws MalformedFrameException {
        Set<Class<?>> kinds = new HashSet<>();
        for (Message message : MESSAGES) {
            kinds.add(message.getClass());
            assertEquals(comparable(message), comparable(decode(encode(message))));
        }
        assertEquals(Set.of(Message.class.getPermittedSubclasses()), kinds);
    }

    @Test
    void shouldGiveEveryMessageBackFromTheMiddleOfABuffer() throws MalformedFrameException {
        ByteBuffer all = ByteBuffer.allocate(1 << 16);
        for (Message message : MESSAGES) {
            MessageCodec.encode(message, all);
        }
        all.flip();
        for (Message message : MESSAGES) {
            int end = all.position() + FrameDescriptor.HEADER_BYTES + all.getShort(all.position());
            int type = all.get(all.position() + FrameDescriptor.TYPE_OFFSET);
            ByteBuffer payload = all.duplicate()
                    .position(all.position() + FrameDescriptor.HEADER_BYTES)
                    .limit(end);
            assertEquals(comparable(message), comparable(MessageCodec.decode(type, payload)));
            all.position(end);
        }
    }

    @Test
    void shouldLayOutABatchAsTheProtocolSays() {
        assertArrayEquals(
                new byte[] {0, 13, 4, 0, 0, 0, 0, 0, 0, 0, 1, 2, (byte) 0xff, (byte) 0xfe, 'a', 'b', 'c'},
                encode(new Message.Batch(0x102, 0xfffe, "xabcx".getBytes(UTF_8), 1, 4)));
    }

    @ParameterizedTest
    @CsvSource({
        "HELLO, 00030100010005",
        "HELLO of a client, 000B01000100050102030405060708",
        "WELCOME, 000B02000000000000000102010040",
        "ACK, 000805000000000000000009",
        "FINISHED, 000C06000000000000000007FFFFFFFE",
        "CLOSED, 000807000000000000000007",
        "QUERY, 0001080001",
        "NOT_DRAWN, 0004090000010005",
        "WINNERS, 00070A000100013132330A",
        "ERROR, 000D0B0004000000000000000300026E6F",
        "RECEIPT_QUERY, 00000C00",
        "RECEIPT, 00030D00C3A90A"
    })
    void shouldLayOutTheOthersAsTheProtocolSays(String name, String hex) {
        Message message =
                switch (name) {
                    case "HELLO" -> new Message.Hello(1, 5);
                    case "HELLO of a client" -> new Message.Hello(1, 5, 0x0102030405060708L);
                    case "WELCOME" -> new Message.Welcome(0x102, AgencyState.FINISHED, 64);
                    case "ACK" -> new Message.Ack(9);
                    case "FINISHED" -> new Message.Finished(7, -2);
                    case "CLOSED" -> new Message.Closed(7);
                    case "QUERY" -> new Message.Query(true);
                    case "NOT_DRAWN" -> new Message.NotDrawn(1, 5);
                    case "WINNERS" -> new Message.Winners(true, List.of("123"));
                    case "RECEIPT_QUERY" -> new Message.ReceiptQuery();
                    case "RECEIPT" -> new Message.Receipt("é\n");
                    default -> new Message.Failure(ErrorCode.REJECTED, 3, 2, "no");
                };
        assertEquals(hex, java.util.HexFormat.of().withUpperCase().formatHex(encode(message)));
    }

    @Test
    void shouldRefuseEveryOtherLength() {
        int[] exact = new int[FrameDescriptor.ERROR + 1];
        exact[FrameDescriptor.HELLO] = 3;
        exact[FrameDescriptor.WELCOME] = 11;
        exact[FrameDescriptor.ACK] = 8;
        exact[FrameDescriptor.FINISHED] = 12;
        exact[FrameDescriptor.CLOSED] = 8;
        exact[FrameDescriptor.QUERY] = 1;
        exact[FrameDescriptor.NOT_DRAWN] = 4;
        for (int type = 1; type < exact.length; type++) {
            for (int length = 0; exact[type] > 0 && length < 40; length++) {
                boolean longHello = type == FrameDescriptor.HELLO && length == FrameDescriptor.HELLO_BYTES;
                if (length != exact[type] && !longHello) {
                    String reason = reason(type, new byte[length]);
                    assertEquals(
                            " of " + length + " bytes, expected " + exact[type], reason.replaceFirst("[A-Z_]+", ""));
                }
            }
        }
    }

    @Test
    void shouldRefuseFramesTooShortForTheirFixedPart() {
        assertEquals("RECEIPT_QUERY of 1 bytes, expected 0", reason(FrameDescriptor.RECEIPT_QUERY, new byte[1]));
        for (int length = 0; length < 11; length++) {
            if (length < 3) {
                assertEquals("WINNERS of " + length + " bytes, expected at least 3", reason(10, new byte[length]));
            }
            if (length < 8) {
                assertEquals("BET of " + length + " bytes, expected at least 8", reason(3, new byte[length]));
            }
            if (length < 10) {
                assertEquals("BATCH of " + length + " bytes, expected at least 10", reason(4, new byte[length]));
            }
            assertEquals("ERROR of " + length + " bytes, expected at least 11", reason(11, new byte[length]));
        }
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        for (int type = 0; type <= 255; type++) {
            if (type < 1 || type > 13) {
                assertEquals("frame type " + type + ", expected 1 to 13", reason(type, new byte[20]));
            }
        }
        assertEquals("QUERY with a flag of 2, expected 0 or 1", reason(FrameDescriptor.QUERY, new byte[] {2}));
        assertEquals("QUERY with a flag of 255, expected 0 or 1", reason(FrameDescriptor.QUERY, new byte[] {-1}));
        assertEquals(
                "WINNERS with a flag of 2, expected 0 or 1", reason(FrameDescriptor.WINNERS, new byte[] {2, 0, 0}));
        for (int state : new int[] {3, 255}) {
            byte[] payload = new byte[11];
            payload[8] = (byte) state;
            assertEquals("agency state " + state + ", expected 0 to 2", reason(FrameDescriptor.WELCOME, payload));
        }
        int most = ErrorCode.values().length;
        for (int code : new int[] {0, most + 1, 255}) {
            byte[] payload = new byte[11];
            payload[0] = (byte) code;
            assertEquals("error code " + code + ", expected 1 to " + most, reason(FrameDescriptor.ERROR, payload));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, '123456\n', 'WINNERS holds 1 documents, expected 0'",
        "2, '123456\n', 'WINNERS holds 1 documents, expected 2'",
        "65535, '', 'WINNERS holds 0 documents, expected 65535'",
        "1, '123456', 'WINNERS ends inside a document, expected a line end'",
        "2, '123456\n12', 'WINNERS ends inside a document, expected a line end'"
    })
    void shouldRefuseWinnersThatDoNotMatchTheirCount(int count, String documents, String reason) {
        byte[] text = documents.getBytes(UTF_8);
        ByteBuffer payload = ByteBuffer.allocate(3 + text.length);
        payload.put((byte) 1).putShort((short) count).put(text);
        assertEquals(reason, reason(FrameDescriptor.WINNERS, payload.array()));
    }

    @Test
    void shouldCutALongReasonAtTheBorderOfACharacter() throws MalformedFrameException {
        for (String character : List.of("a", "é", "€", "😀")) {
            for (int shift = 0; shift < 4; shift++) {
                String reason = "x".repeat(shift) + character.repeat(1_100);
                Message.Failure back =
                        (Message.Failure) decode(encode(new Message.Failure(ErrorCode.PROTOCOL, 1, 2, reason)));
                int bytes = back.reason().getBytes(UTF_8).length;
                assertEquals(reason.substring(0, back.reason().length()), back.reason());
                int characterBytes = character.getBytes(UTF_8).length;
                assertEquals(1_024 - (1_024 - shift) % characterBytes, bytes, character + " after " + shift);
            }
        }
    }

    @Test
    void shouldGiveTheLongestWinnersBack() throws MalformedFrameException {
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < (FrameDescriptor.MAX_PAYLOAD_BYTES - 3) / 11; i++) {
            documents.add(String.valueOf(1_000_000_000L + i));
        }
        Message.Winners winners = new Message.Winners(true, documents);
        assertEquals(winners, decode(encode(winners)));
    }

    @Test
    void shouldMeetAnyPayloadWithAMessageOrAReason() {
        Random random = Seeded.random(MessageCodecTest.class);
        for (int i = 0; i < 30_000; i++) {
            byte[] payload = new byte[random.nextInt(30)];
            random.nextBytes(payload);
            int type = random.nextInt(14);
            try {
                Message message = MessageCodec.decode(type, ByteBuffer.wrap(payload));
                assertEquals(type, encode(message)[FrameDescriptor.TYPE_OFFSET]);
            } catch (MalformedFrameException e) {
                assertEquals(-1, e.getMessage().indexOf("null"), e.getMessage());
            }
        }
    }

    @Test
    void shouldRetryOnlyWhatMayPass() {
        Set<ErrorCode> retryable = EnumSet.allOf(ErrorCode.class);
        retryable.removeIf(code -> !code.retryable());
        assertEquals(
                EnumSet.of(ErrorCode.STORAGE, ErrorCode.STARTING, ErrorCode.STOPPING, ErrorCode.TIMEOUT), retryable);
    }

    private static byte[] encode(Message message) {
        ByteBuffer out = ByteBuffer.allocate(FrameDescriptor.MAX_FRAME_BYTES);
        MessageCodec.encode(message, out);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static Message decode(byte[] frame) throws MalformedFrameException {
        assertEquals(0, frame[FrameDescriptor.ZERO_OFFSET]);
        int length = frame.length - FrameDescriptor.HEADER_BYTES;
        assertEquals(length, ByteBuffer.wrap(frame).getShort());
        return MessageCodec.decode(
                frame[FrameDescriptor.TYPE_OFFSET], ByteBuffer.wrap(frame, FrameDescriptor.HEADER_BYTES, length));
    }

    private static String reason(int type, byte[] payload) {
        return assertThrows(MalformedFrameException.class, () -> MessageCodec.decode(type, ByteBuffer.wrap(payload)))
                .getMessage();
    }

    /** Records of bytes are equal when the bytes they point at are. */
    private static Object comparable(Message message) {
        if (message instanceof Message.Bet m) {
            return List.of(m.position(), new String(m.bytes(), m.from(), m.to() - m.from(), UTF_8));
        } else if (message instanceof Message.Batch m) {
            return List.of(m.position(), m.count(), new String(m.bytes(), m.from(), m.to() - m.from(), UTF_8));
        }
        return message;
    }
}
