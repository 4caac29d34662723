package loteria.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import loteria.wire.ErrorCode;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that speak text, on a central that expects no agency. */
class EchoTest {
    private static final int MAX_LINE_BYTES = 8192;

    @TempDir
    private Path folder;

    private CentralFixture central;

    @BeforeEach
    void start() throws Exception {
        central = CentralFixture.start(folder.resolve("data"), 0, "--log-level", "DEBUG");
    }

    @AfterEach
    void stop() throws Exception {
        central.close();
    }

    private byte[] answer(byte[] request, boolean endOutput) throws Exception {
        try (RawAgency client = central.connect()) {
            client.send(request);
            if (endOutput) {
                client.endOutput();
            }
            return client.readAll();
        }
    }

    private void assertEchoed(String line) throws Exception {
        assertArrayEquals(line.getBytes(UTF_8), answer(line.getBytes(UTF_8), !line.endsWith("\n")));
    }

    @Test
    void shouldAnswerALineByteForByte() throws Exception {
        assertEchoed("[CLIENT 1] Message N°1\n");
        String received = central.coordinator().awaitLine("action: receive_message");
        assertTrue(received.endsWith("| result: success | ip: 127.0.0.1 | msg: [CLIENT 1] Message N°1"), received);
        assertEchoed("no line end");
        assertEchoed("with a carriage return\r\n");
        assertEchoed("a | bar and a \t tab\n");
        assertEchoed(" ");
        assertEchoed("🎰 Lotería\n");
        assertEchoed("x".repeat(MAX_LINE_BYTES) + "\n");
        assertEchoed("x".repeat(MAX_LINE_BYTES));
        assertArrayEquals("one\n".getBytes(UTF_8), answer("one\ntwo\n".getBytes(UTF_8), false));
    }

    @Test
    void shouldRefuseALineThatIsTooLong() throws Exception {
        assertRefused("x".repeat(MAX_LINE_BYTES + 1).getBytes(UTF_8), "a line of more than 8192 bytes");
    }

    @Test
    void shouldRefuseTextThatIsNotUtf8() throws Exception {
        assertRefused(new byte[] {'a', (byte) 0xff, '\n'}, "UTF-8");
    }

    /** One fail line, and no answer. */
    private void assertRefused(byte[] text, String reason) throws Exception {
        central.announceFail("action: receive_message | result: fail | ip: 127.0.0.1 | error: ");
        assertArrayEquals(new byte[0], answer(text, false));
        String failure = central.coordinator().awaitLine("| result: fail");
        assertTrue(failure.contains(reason), failure);
        assertEquals(1, LogFormat.failures(central.coordinator().lines()).size());
    }

    @Test
    void shouldBlameNobodyForAConnectionWithoutAByte() throws Exception {
        central.connect().close();
        try (RawAgency client = central.connect()) {
            client.endOutput();
            client.awaitEnd();
        }
        List<String> lines = central.coordinator().awaitLines("action: close | result: success | resource: conn", 2);
        assertEquals(2, lines.size());
        assertEquals(
                2, central.coordinator().lines("DEBUG    action: connection").size());
    }

    @Test
    void shouldKnowNoAgency() throws Exception {
        central.announceFail("error: unknown agency: ");
        try (RawAgency agency = central.connect()) {
            agency.send(new Message.Hello(FrameDescriptor.VERSION, 1));
            agency.awaitFailure(ErrorCode.UNKNOWN_AGENCY);
        }
        assertTrue(central.coordinator().lines("action: sorteo").isEmpty());
    }
}
