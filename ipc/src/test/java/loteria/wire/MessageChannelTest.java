package loteria.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MessageChannelTest {
    private SocketPair pair;
    private MessageChannel central;
    private MessageChannel agency;

    @BeforeEach
    void connect() throws IOException {
        pair = SocketPair.unix();
        Watchdog watchdog = new Watchdog();
        central = new MessageChannel(new FrameChannel(pair.ours(), watchdog, 0, 0, 0));
        agency = new MessageChannel(new FrameChannel(pair.peer(), watchdog, 0, 0, 0));
    }

    @AfterEach
    void disconnect() throws IOException {
        central.close();
        agency.close();
    }

    @Test
    void shouldGiveInOrderWhatWasSentTogether() throws IOException {
        agency.put(new Message.Hello(1, 5));
        agency.put(new Message.Finished(0, 0));
        agency.put(new Message.Query(true));
        agency.flush();
        assertEquals(new Message.Hello(1, 5), central.read());
        assertEquals(new Message.Finished(0, 0), central.poll());
        assertEquals(new Message.Query(true), central.poll());
        assertNull(central.poll());
    }

    @Test
    void shouldTellTheEndOfTheStream() throws IOException {
        agency.send(new Message.Query(false));
        agency.close();
        assertEquals(new Message.Query(false), central.read());
        assertNull(central.read());
    }

    @Test
    void shouldSeeTheEndWhenItsInputIsEnded() throws IOException {
        central.endInput();
        assertNull(central.read());
        central.send(new Message.Ack(3));
        assertEquals(new Message.Ack(3), agency.read());
    }

    @Test
    void shouldRefuseAFrameThatIsNoMessage() throws IOException {
        pair.peer().write(ByteBuffer.wrap(new byte[] {0, 1, 8, 0, 7}));
        assertThrows(MalformedFrameException.class, central::read);
    }
}
