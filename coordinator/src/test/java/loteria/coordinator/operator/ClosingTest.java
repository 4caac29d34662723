package loteria.coordinator.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import loteria.board.BoardWords;
import loteria.board.NewBoard;
import loteria.board.SessionRegister;
import loteria.board.StoreState;
import loteria.wire.AgencyState;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;
import loteria.wire.ErrorCode;
import loteria.wire.FrameChannel;
import loteria.wire.Message;
import loteria.wire.MessageChannel;
import loteria.wire.Watchdog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command's side of a closing, with a central that says what a test wants it to say. */
@Timeout(60)
class ClosingTest {
    private static final int AGENCY = 3;
    private static final int CHECKSUM = 0x1234_5678;
    private static final Message.Welcome WELCOME = new Message.Welcome(620, AgencyState.SELLING, 256);

    @TempDir
    private Path dir;

    private final BoardWords words = new NewBoard(7, new UUID(1, 2), 5).words();
    private final StoreState store = new StoreState(words);
    private ServerSocketChannel central;

    @BeforeEach
    void begin() throws Exception {
        store.setAgency(AGENCY, 620, CHECKSUM, false);
        Files.createDirectory(dir.resolve("sockets"));
        central = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        central.bind(UnixDomainSocketAddress.of(dir.resolve("sockets/control-7.sock")));
    }

    @AfterEach
    void end() throws Exception {
        central.close();
    }

    private boolean close(long total) throws Exception {
        return new Closing(dir, new SessionRegister(words), AGENCY).run(total);
    }

    private String refusal(long total) {
        return assertThrows(RefusedException.class, () -> close(total)).getMessage();
    }

    /** Says one thing for each message that comes, then ends; what came is the answer. */
    private CompletableFuture<List<Object>> answer(Message... answers) {
        return CompletableFuture.supplyAsync(() -> {
            List<Object> came = new ArrayList<>();
            try (FrameChannel frames = new FrameChannel(central.accept(), new Watchdog(), FrameChannel.PATIENT, 0, 0)) {
                MessageChannel agency = new MessageChannel(frames);
                came.add(new ControlChannel(frames).read());
                for (Message answer : answers) {
                    agency.send(answer);
                    came.add(agency.read());
                }
                return came;
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private List<String> acts() throws Exception {
        return Operations.all(dir).stream()
                .map(operation -> operation.act() + " " + operation.agency() + " " + operation.total())
                .toList();
    }

    @Test
    void shouldCloseOnWhatIsStored() throws Exception {
        CompletableFuture<List<Object>> came = answer(WELCOME, new Message.Closed(620));
        assertTrue(close(620));
        List<Object> said = came.join();
        assertEquals(new ControlMessage.Operate(AGENCY), said.get(0));
        assertEquals(new Message.Finished(620, CHECKSUM), said.get(1));
        assertNull(said.get(2), "and nothing else");
        assertEquals(List.of("close 3 620"), acts());
    }

    @Test
    void shouldAskNobodyWhenAnotherNumberIsStored() throws Exception {
        assertEquals(
                "agency 3 has 620 bets stored, and not 619: its sales are closed on what is stored or not at all",
                refusal(619));
        assertEquals(List.of(), acts());
    }

    @Test
    void shouldNotCloseWhenAnotherNumberIsStoredByNow() throws Exception {
        CompletableFuture<List<Object>> came = answer(new Message.Welcome(621, AgencyState.SELLING, 256));
        assertTrue(refusal(620).startsWith("agency 3 has 621 bets stored, and not 620"));
        assertNull(came.join().get(1));
        assertEquals(List.of(), acts());
    }

    /** Killed, or left alone by the central, at each step and done again: it ends the same, with one line. */
    @Test
    void shouldEndTheSameHoweverOftenItIsDone() throws Exception {
        answer();
        assertEquals("the central ended the session before it answered: the same command goes on", refusal(620));
        assertEquals(List.of(), acts());
        answer(WELCOME);
        assertTrue(refusal(620).startsWith("the central ended the session"));
        assertEquals(List.of("close 3 620"), acts());
        answer(WELCOME, new Message.Closed(620));
        assertTrue(close(620));
        answer(new Message.Welcome(620, AgencyState.FINISHED, 256));
        assertFalse(close(620), "closed before, and not known on the board yet");
        store.setAgency(AGENCY, 620, CHECKSUM, true);
        assertFalse(close(620), "closed before");
        assertEquals(List.of("close 3 620"), acts());
    }

    @Test
    void shouldSayWhyTheCentralRefuses() throws Exception {
        answer(new Message.Failure(ErrorCode.STARTING, 0, 0, "the central is starting"));
        assertEquals("starting: the central is starting", refusal(620));
    }

    @Test
    void shouldSayThatNoCentralRuns() throws Exception {
        central.close();
        assertTrue(refusal(620).startsWith(dir + ": no central runs on it, which alone can close sales: "));
        assertEquals(List.of(), acts());
    }
}
