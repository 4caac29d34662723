package loteria.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loteria.board.BoardView;
import loteria.board.SessionRegister;
import loteria.process.FileIdentity;
import loteria.store.file.BetStore;
import loteria.store.file.SampleBets;
import loteria.wire.AgencyState;
import loteria.wire.ControlMessage;
import loteria.wire.ErrorCode;
import loteria.wire.FrameChannel;
import loteria.wire.Message;
import loteria.wire.MessageChannel;
import loteria.wire.MessageCodec;
import loteria.wire.Watchdog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Agency 1 and its session, over a real socket, on a real store. */
abstract class SessionFixture {
    static final long CLIENT = 5;

    private static final int GROUP_BYTES = 128 * 1024;

    @TempDir
    Path dir;

    BetStore store;
    WaitingRoom waitingRoom;
    AgencySession session;
    Thread thread;
    volatile Throwable failure;
    SocketChannel socket;
    MessageChannel agency;
    private long sessions;
    final List<Integer> closed = new ArrayList<>();
    final ByteBuffer frames = ByteBuffer.allocate(256 * 1024);

    @BeforeEach
    void makeStore() throws Exception {
        SampleBets.record(1, 1);
        RecordedWriter.LINES.clear();
        Path lock = Files.createFile(dir.resolve(BetStore.LOCK));
        store = BetStore.recover(dir, FileIdentity.of(lock), 1, SampleBets.terms(2));
        waitingRoom = new WaitingRoom(new BoardView(store.board()));
        begin();
    }

    @AfterEach
    void end() throws Exception {
        waitingRoom.close();
        agency.close();
        thread.join();
        store.close();
        assertNull(failure, "in the session's thread");
    }

    /** Agency 1 connects and is handed to this worker; what it sends first waits in the socket. */
    void begin(Message... first) throws Exception {
        Path path = dir.resolve("s" + sessions++);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            socket = SocketChannel.open(UnixDomainSocketAddress.of(path));
            SocketChannel worker = server.accept();
            Watchdog watchdog = new Watchdog();
            agency = new MessageChannel(new FrameChannel(socket, watchdog, FrameChannel.PATIENT, 0, 0));
            send(first);
            MessageChannel channel =
                    new MessageChannel(new FrameChannel(worker, watchdog, FrameChannel.PATIENT, GROUP_BYTES, 0));
            session = new AgencySession(
                    new ControlMessage.OpenSession(sessions, 1, CLIENT),
                    channel,
                    store,
                    waitingRoom,
                    closed::add,
                    GROUP_BYTES);
        }
        new SessionRegister(store.board()).setNewestSession(1, sessions, CLIENT);
        thread = new Thread(() -> {
            try {
                session.run();
            } catch (Throwable e) {
                failure = e;
            }
        });
        thread.start();
        Files.delete(path);
    }

    /** Sends all with one write, so that they arrive together. */
    void send(Message... messages) throws IOException {
        frames.clear();
        for (Message message : messages) {
            MessageCodec.encode(message, frames);
        }
        sendBytes(frames.flip());
    }

    void sendBytes(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            socket.write(bytes);
        }
    }

    static Message.Batch batch(long first, long last) {
        byte[] records = SampleBets.records(1, first, last);
        return new Message.Batch(first, (int) (last - first + 1), records, 0, records.length);
    }

    static Message.Batch batch(long first, int count, String text) {
        byte[] records = text.getBytes(UTF_8);
        return new Message.Batch(first, count, records, 0, records.length);
    }

    static Message.Finished finished(long total) {
        return new Message.Finished(total, SampleBets.checksum(1, total));
    }

    void assertWelcome(long stored, AgencyState state) throws IOException {
        Message.Welcome welcome = assertInstanceOf(Message.Welcome.class, agency.read());
        assertEquals(stored, welcome.stored());
        assertEquals(state, welcome.state());
    }

    Message.Failure assertFails(ErrorCode code) throws Exception {
        Message.Failure failure = assertInstanceOf(Message.Failure.class, agency.read());
        assertEquals(code, failure.code(), failure::reason);
        assertNull(agency.read(), "the connection closes");
        thread.join();
        return failure;
    }

    void assertLogged(String text) {
        assertTrue(
                RecordedWriter.LINES.stream().anyMatch(line -> line.contains(text)),
                () -> text + " in " + RecordedWriter.LINES);
    }

    void assertStored(long count) throws IOException {
        StringBuilder expected = new StringBuilder();
        for (long position = 1; position <= count; position++) {
            expected.append("1,").append(SampleBets.record(1, position));
        }
        assertEquals(expected.toString(), Files.readString(dir.resolve("bets.csv")));
    }

    void drawWithoutAgency2() throws Exception {
        new SessionRegister(store.board()).setNewestSession(2, 1, 0);
        store.finish(2, 1, 0, 0);
        store.draw();
        waitingRoom.ring();
    }
}
