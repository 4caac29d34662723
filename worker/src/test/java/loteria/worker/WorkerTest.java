package loteria.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import loteria.board.BoardWords;
import loteria.board.SessionRegister;
import loteria.process.ExitCode;
import loteria.process.FileIdentity;
import loteria.process.ProcessIdentity;
import loteria.process.WorkerRegister;
import loteria.store.Store;
import loteria.store.file.BetStore;
import loteria.store.file.SampleBets;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;
import loteria.wire.ErrorCode;
import loteria.wire.FrameChannel;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;
import loteria.wire.MessageChannel;
import loteria.wire.Watchdog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker as its coordinator sees it: over a real control channel, on a real store. */
@Timeout(180)
class WorkerTest {
    private static final long GENERATION = 1;

    @TempDir
    private Path dir;

    /** Stays open: its end would be the coordinator's death to the worker, and so the end of this JVM. */
    private ControlChannel coordinator;

    private CompletableFuture<Integer> exitCode;

    private void start(int agencies) throws Exception {
        String lock =
                FileIdentity.of(Files.createFile(dir.resolve(BetStore.LOCK))).key();
        ControlMessage.Start start = new ControlMessage.Start(
                GENERATION,
                true,
                SampleBets.terms(agencies),
                "INFO",
                false,
                dir,
                lock,
                "",
                "",
                dir.resolve("sessions"));
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(dir.resolve("control")));
            coordinator = new ControlChannel(
                    SocketChannel.open(UnixDomainSocketAddress.of(dir.resolve("control"))), new Watchdog());
            ControlChannel control = new ControlChannel(server.accept(), new Watchdog());
            WorkerRegister register = new WorkerRegister(dir);
            register.begin(GENERATION, new ProcessIdentity(1, 1, new UUID(1, 1)));
            exitCode = CompletableFuture.supplyAsync(
                    () -> run(new Worker(control, null, start, new LastResort()), register));
        }
        assertInstanceOf(ControlMessage.Ready.class, coordinator.read());
    }

    private static int run(Worker worker, WorkerRegister register) {
        try (register) {
            return worker.run(register);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldDrawWhenToldTo() throws Exception {
        start(0);
        coordinator.send(new ControlMessage.Draw());
        assertEquals(new ControlMessage.Drawn(0), coordinator.read());
        coordinator.send(new ControlMessage.Stop());
        assertEquals(ExitCode.DONE, exitCode.get());
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, IllegalStateException.class, IOException.class})
    void shouldTellOfADrawThatFailedForWhateverReason(Class<? extends Throwable> reason) throws Exception {
        Throwable failure = reason.getConstructor(String.class).newInstance("no room");
        Store store = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    throw failure;
                });
        ControlMessage.DrawFailed failed = assertInstanceOf(ControlMessage.DrawFailed.class, Worker.draw(store));
        assertTrue(failed.reason().endsWith("no room"), failed::reason);
    }

    @Test
    void shouldNotBeginADrawOnceToldToStop() throws Exception {
        start(0);
        coordinator.send(new ControlMessage.Stop());
        coordinator.send(new ControlMessage.Draw());
        assertAnswersPing();
        assertEquals(ExitCode.DONE, exitCode.get());
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("draw")) {
                thread.join();
            }
        }
        assertAnswersPing();
    }

    /** Whatever the worker has said before would be heard first. */
    private void assertAnswersPing() throws Exception {
        coordinator.send(new ControlMessage.Ping());
        assertEquals(new ControlMessage.Pong(), coordinator.read());
    }

    @Test
    void shouldEndADrawBeforeTheStoreCloses() throws Exception {
        start(0);
        coordinator.send(new ControlMessage.Draw());
        coordinator.send(new ControlMessage.Stop());
        assertEquals(new ControlMessage.Drawn(0), coordinator.read());
        assertEquals(ExitCode.DONE, exitCode.get());
    }

    @Test
    void shouldListenAnewWhereItIsToldToWhenItsSocketIsGone() throws Exception {
        start(0);
        Files.delete(dir.resolve("sessions"));
        Path other = dir.resolve("sessions-2");
        for (Path path : List.of(dir.resolve("sessions"), other)) {
            coordinator.send(new ControlMessage.Listen(path));
            assertAnswersPing();
            SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
        }
        coordinator.send(new ControlMessage.Stop());
        assertEquals(ExitCode.DONE, exitCode.get());
        assertFalse(Files.exists(other), "it deletes its socket");
    }

    /** Its connection was long on its way: it is told that it is none any more, and stores nothing. */
    @Test
    void shouldRefuseASessionThatWasEndedBeforeItWasOpened() throws Exception {
        start(1);
        coordinator.send(new ControlMessage.EndSession(7, ErrorCode.SUPERSEDED, "a newer session has begun"));
        assertEquals(new ControlMessage.SessionEnded(7), coordinator.read());
        new SessionRegister(BoardWords.map(dir.resolve(BoardWords.FILE))).setNewestSession(1, 8, 0);
        FrameChannel frames = new FrameChannel(
                SocketChannel.open(UnixDomainSocketAddress.of(dir.resolve("sessions"))),
                new Watchdog(),
                FrameChannel.PATIENT,
                FrameDescriptor.MAX_FRAME_BYTES,
                FrameDescriptor.MAX_FRAME_BYTES);
        try (frames) {
            new ControlChannel(frames).send(new ControlMessage.OpenSession(7, 1, 0));
            Message.Failure failure = assertInstanceOf(Message.Failure.class, new MessageChannel(frames).read());
            assertEquals(ErrorCode.SUPERSEDED, failure.code());
        }
        assertEquals(new ControlMessage.SessionEnded(7), coordinator.read());
        coordinator.send(new ControlMessage.Stop());
        assertEquals(ExitCode.DONE, exitCode.get());
    }
}
