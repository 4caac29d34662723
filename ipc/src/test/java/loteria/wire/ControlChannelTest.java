package loteria.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import loteria.manifest.Terms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ControlChannelTest {
    private static final List<ControlMessage> MESSAGES = List.of(
            new ControlMessage.Joined(65_535),
            new ControlMessage.Start(
                    Long.MAX_VALUE,
                    true,
                    new Terms(1_000, OptionalInt.of(99_999), true),
                    "DEBUG",
                    true,
                    Path.of("/a new/data"),
                    "(dev=1,ino=2)",
                    "(dev=1,ino=3)",
                    "(dev=1,ino=4)",
                    Path.of("/tmp/s")),
            new ControlMessage.Start(
                    1,
                    false,
                    new Terms(0, OptionalInt.of(0), false),
                    "",
                    true,
                    Path.of("data"),
                    "",
                    "",
                    "",
                    Path.of("")),
            new ControlMessage.Start(
                    1,
                    false,
                    new Terms(65_535, OptionalInt.empty(), true),
                    "INFO",
                    false,
                    Path.of("/" + "d".repeat(3_990)),
                    "l",
                    "",
                    "b",
                    Path.of("s")),
            new ControlMessage.UseStore("kafka:a:1,b:2/c", "/ñ/client.properties", true, "here:12345"),
            new ControlMessage.Ready(),
            new ControlMessage.Ping(),
            new ControlMessage.Pong(),
            new ControlMessage.OpenSession(Long.MAX_VALUE, 65_535, -1),
            new ControlMessage.EndSession(1, ErrorCode.DISABLED, "the operator has disabled agency 3"),
            new ControlMessage.Operate(65_535),
            new ControlMessage.SessionEnded(Long.MAX_VALUE),
            new ControlMessage.SalesClosed(65_535),
            new ControlMessage.Draw(),
            new ControlMessage.Drawn(Long.MAX_VALUE),
            new ControlMessage.DrawFailed("disco lleno: ¡ay!"),
            new ControlMessage.Announce(),
            new ControlMessage.Listen(Path.of("/tmp/ñandú.sock")),
            new ControlMessage.Stop(),
            new ControlMessage.Goodbye(),
            new ControlMessage.Failed(3, "bets.csv: line 7"));

    private SocketPair pair;
    private ControlChannel coordinator;
    private ControlChannel worker;

    @BeforeEach
    void connect() throws IOException {
        pair = SocketPair.unix();
        Watchdog watchdog = new Watchdog();
        coordinator = new ControlChannel(pair.ours(), watchdog);
        worker = new ControlChannel(pair.peer(), watchdog);
    }

    @AfterEach
    void disconnect() throws IOException {
        coordinator.close();
        worker.close();
    }

    @Test
    void shouldGiveEveryMessageBack() throws IOException {
        Set<Class<?>> kinds = new HashSet<>();
        for (ControlMessage message : MESSAGES) {
            kinds.add(message.getClass());
            coordinator.send(message);
            assertEquals(message, worker.read());
        }
        assertEquals(Set.of(ControlMessage.class.getPermittedSubclasses()), kinds);
    }

    @Test
    void shouldGiveInOrderWhatArrivesTogether() throws IOException {
        for (ControlMessage message : MESSAGES) {
            worker.send(message);
        }
        for (ControlMessage message : MESSAGES) {
            assertEquals(message, coordinator.read());
        }
    }

    @Test
    void shouldTakeMessagesFromSeveralThreads() throws Exception {
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            int number = i;
            threads[i] = new Thread(() -> sendPings(number));
            threads[i].start();
        }
        int[] next = new int[threads.length];
        for (int i = 0; i < 500 * threads.length; i++) {
            ControlMessage.OpenSession message = (ControlMessage.OpenSession) coordinator.read();
            assertEquals(next[message.agency()]++, message.session());
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void sendPings(int agency) {
        try {
            for (int i = 0; i < 500; i++) {
                worker.send(new ControlMessage.OpenSession(i, agency, 0));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldTellTheDeathOfTheOther() throws IOException {
        worker.close();
        assertNull(coordinator.read());
    }

    @Test
    void shouldCutALongTextAtTheBorderOfACharacter() throws IOException {
        worker.send(new ControlMessage.DrawFailed("x" + "ñ".repeat(5_000)));
        assertEquals(new ControlMessage.DrawFailed("x" + "ñ".repeat(2_047)), coordinator.read());
    }

    @Test
    void shouldRefuseATypeItDoesNotKnow() {
        for (int type = 0; type <= 255; type++) {
            if (type < 0x41 || type > 0x53) {
                assertEquals("control frame type " + type, reason(type, new byte[0]));
            }
        }
    }

    @Test
    void shouldRefuseEveryOtherLength() {
        for (ControlMessage message : MESSAGES) {
            ByteBuffer frame = ByteBuffer.allocate(FrameDescriptor.MAX_FRAME_BYTES);
            ControlCodec.encode(message, frame);
            int type = frame.get(FrameDescriptor.TYPE_OFFSET);
            byte[] payload = Arrays.copyOfRange(frame.array(), FrameDescriptor.HEADER_BYTES, frame.position());
            for (int length = 0; length < payload.length; length++) {
                assertEquals(
                        "a control frame of type " + type + " that holds no such message",
                        reason(type, Arrays.copyOf(payload, length)));
            }
            assertEquals(
                    "a control frame of type " + type + " with 1 bytes after its message",
                    reason(type, Arrays.copyOf(payload, payload.length + 1)));
        }
    }

    @Test
    void shouldRefuseAPathThatIsNone() {
        byte[] start = new byte[15 + 2 + 1 + 2 + 1 + 2];
        start[19] = 1; // a data directory of one character: NUL
        assertTrue(reason(0x42, start).contains("holds no such message"));
    }

    @Test
    void shouldHaveRoomForTheLongestPaths() {
        String path = "/" + "d".repeat(4_000);
        ByteBuffer frame = ByteBuffer.allocate(FrameDescriptor.MAX_FRAME_BYTES);
        Path sessions = Path.of("/" + "s".repeat(107));
        ControlCodec.encode(
                new ControlMessage.Start(
                        1,
                        true,
                        new Terms(5, OptionalInt.of(7574), false),
                        "NOTICE",
                        true,
                        Path.of(path),
                        "(dev=fe01,ino=18446744073709551615)",
                        "(dev=fe01,ino=18446744073709551615)",
                        "(dev=fe01,ino=18446744073709551615)",
                        sessions),
                frame);
        assertEquals(path.getBytes(UTF_8).length, frame.getShort(4 + 16 + 2 + 6 + 1));
    }

    private static String reason(int type, byte[] payload) {
        return assertThrows(MalformedFrameException.class, () -> ControlCodec.decode(type, ByteBuffer.wrap(payload)))
                .getMessage();
    }
}
