package loteria.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import loteria.manifest.Terms;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;
import loteria.wire.ErrorCode;
import loteria.wire.Message;
import loteria.wire.Watchdog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that die or hang: nothing is lost, nothing is there twice, and the other agencies go on. */
class WorkerFaultTest {
    /** Longer than it takes to see that a worker hangs, on a busy machine. */
    private static final Duration HANGING = Duration.ofSeconds(30);

    /** Shorter than what would bring it about in the end: five seconds, after which a worker counts as hung. */
    private static final Duration AT_ONCE = Duration.ofSeconds(4);

    private static final int TWO_SECONDS_MS = 2_000;

    @TempDir
    private static Path programs;

    private static Snare snare;

    @TempDir
    private Path folder;

    private Path data;

    @BeforeAll
    static void makePrograms() throws Exception {
        snare = new Snare(programs);
    }

    @BeforeEach
    void nameDataDirectory() {
        data = folder.resolve("data");
    }

    private CentralFixture centralOfTwo() throws Exception {
        CentralFixture central = CentralFixture.startJar(snare.coordinator(), data, 2, "--workers", "2");
        central.tolerateFail("error: starting: ");
        return central;
    }

    /** Fault 7. */
    @Test
    void shouldAcknowledgeAndNotStoreAgainWhatWasStoredBeforeItsWorkerDied() throws Exception {
        Bets bets = Bets.generate(1, 300, new Random(7));
        Promises promises = new Promises();
        try (CentralFixture central = CentralFixture.start(data, 1);
                CutProxy proxy = new CutProxy(central.port(), promises)) {
            central.announceFail("error: exit code 137");
            central.tolerateFail("error: starting: ");
            try (RawAgency agency = new RawAgency(proxy.port())) {
                agency.hello(1);
                proxy.holdAnswers();
                agency.send(bets.batch(1, 100));
                promises.awaitPromised(1, 100);
                central.coordinator().children().get(0).destroyForcibly();
            }
            proxy.close();
            try (Comeback comeback = Comeback.to(central.port(), 1, central.coordinator())) {
                assertEquals(100, comeback.stored());
                RawAgency agency = comeback.agency();
                agency.send(bets.batch(1, 100));
                agency.send(bets.batch(101, 200));
                agency.awaitAck(200);
                agency.send(bets.batch(151, 250));
                agency.send(bets.batch(251, 300));
                agency.awaitAck(300);
                agency.send(bets.finished());
                assertEquals(new Message.Closed(300), agency.read());
            }
            central.assertStored(List.of(bets));
        }
    }

    /** Fault 8. */
    @Test
    void shouldCutWhatADeadWriterLeftAndGoOn() throws Exception {
        List<Bets> all = List.of(Bets.generate(1, 200, new Random(8)), Bets.generate(2, 200, new Random(9)));
        try (CentralFixture central = CentralFixture.start(data, 2);
                RawAgency one = central.session(1);
                RawAgency two = central.session(2)) {
            one.send(all.get(0).batch(1, 100));
            one.awaitAck(100);
            appendAsADyingWriterWould(all.get(1).stored().get(0) + "\n"
                    + all.get(1).stored().get(1).substring(0, 9));
            two.send(all.get(1).batch(1, 100));
            two.send(all.get(1).batch(101, 200));
            two.awaitAck(200);
            assertTrue(central.coordinator().awaitLine("action: cut |").contains("file: bets.csv"));
            one.send(all.get(0).batch(101, 200));
            one.awaitAck(200);
            central.assertStored(all);
        }
    }

    private void appendAsADyingWriterWould(String tail) throws IOException {
        try (FileChannel lock = FileChannel.open(data.resolve("bets.lock"), StandardOpenOption.WRITE);
                FileLock hold = lock.lock();
                FileChannel bets = FileChannel.open(data.resolve("bets.csv"), StandardOpenOption.APPEND)) {
            assertTrue(hold.isValid());
            bets.write(ByteBuffer.wrap(tail.getBytes(UTF_8)));
        }
    }

    /** It lives, answers, and only its agency waits. */
    @Test
    void shouldNotKillAWorkerThatWaitsForASlowDiskWhenItsAgencyComesAgain() throws Exception {
        Bets bets = Bets.generate(1, 200, new Random(12));
        Path slow = Files.createFile(folder.resolve("snare"));
        try (CentralFixture central = CentralFixture.startJar(snare.coordinator(), data, 1)) {
            central.tolerateFail("error: starting: ");
            central.tolerateFail("error: superseded: ");
            List<ProcessHandle> workers = central.coordinator().children();
            try (RawAgency agency = central.session(1)) {
                agency.send(bets.batch(1, 100));
                Await.until("its worker waits", () -> Files.exists(folder.resolve("holder")));
            }
            try (RawAgency again = central.connect()) {
                again.sendHello(1);
                assertEquals(ErrorCode.STARTING, ((Message.Failure) again.read()).code());
            }
            Files.delete(slow);
            try (Comeback comeback = Comeback.to(central.port(), 1, central.coordinator())) {
                assertEquals(100, comeback.stored());
                comeback.agency().send(bets.batch(101, 200));
                comeback.agency().awaitAck(200);
            }
            assertEquals(workers, central.coordinator().children());
            central.assertStored(List.of(bets));
        }
    }

    /** Fault 8: the worker of one agency is killed at the store again and again, the other sells in one session. */
    @Test
    void shouldNotDisturbOthersWhenAWorkerIsKilledInTheMiddle() throws Exception {
        Bets bets = Bets.generate(2, 5_000, new Random(2));
        try (CentralFixture central = centralOfTwo();
                Comeback two = Comeback.to(central.port(), 2, central.coordinator())) {
            central.announceFail("error: exit code 137");
            int acknowledged = 0;
            for (int kill = 1; kill <= 4; kill++) {
                try (Traffic traffic = new Traffic(central, 1)) {
                    assertTrue(traffic.stored() >= acknowledged, "stored what was acknowledged before kill " + kill);
                    traffic.stopHolder().destroyForcibly();
                    two.sell(bets, 1_000 * (kill - 1), 1_000 * kill);
                    acknowledged = traffic.acknowledged();
                }
            }
            try (Traffic traffic = new Traffic(central, 1)) {
                assertTrue(traffic.stored() >= acknowledged, "stored what was acknowledged before the last kill");
                two.sell(bets, 4_000, 5_000);
                traffic.assertStoredWith(bets);
            }
        }
    }

    /** Fault 8: whatever lies between it and its worker, the agency learns at once that it must come again. */
    @Test
    void shouldEndTheConnectionsOfAKilledWorkerAtOnce() throws Exception {
        Bets bets = Bets.generate(1, 2_000, new Random(11));
        try (CentralFixture central = CentralFixture.start(data, 1);
                RawAgency agency = central.session(1)) {
            central.announceFail("error: exit code 137");
            ProcessHandle worker = central.coordinator().children().get(0);
            JvmProcess.suspend(worker);
            for (Message.Batch batch : bets.batchesFrom(1, 100)) {
                agency.send(batch);
            }
            worker.destroyForcibly();
            long start = System.nanoTime();
            agency.awaitEnd();
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(waited.compareTo(AT_ONCE) < 0, "waited " + waited);
            central.coordinator().awaitLine("action: worker | result: fail | pid: " + worker.pid());
        }
    }

    /** Fault 9: killed. */
    @Test
    void shouldGoOnAtOnceWhenTheHolderOfTheLockIsKilled() throws Exception {
        try (CentralFixture central = centralOfTwo();
                Traffic traffic = new Traffic(central, 1);
                RawAgency two = central.session(2)) {
            central.announceFail("error: exit code 137");
            Bets bets = Bets.generate(2, 100, new Random(3));
            ProcessHandle holder = traffic.stopHolder();
            two.send(bets.batch(1, 100));
            assertFalse(two.isAnsweredWithin(Duration.ofMillis(200)), "acknowledged without the lock");
            long start = System.nanoTime();
            holder.destroyForcibly();
            two.awaitAck(100);
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(waited.compareTo(AT_ONCE) < 0, "waited " + waited);
            traffic.assertStoredWith(bets);
        }
    }

    /** Fault 9: stopped for two seconds. */
    @Test
    void shouldWaitForAHolderOfTheLockThatIsStoppedForAWhile() throws Exception {
        try (CentralFixture central = centralOfTwo();
                Traffic traffic = new Traffic(central, 1);
                RawAgency two = central.session(2)) {
            Bets bets = Bets.generate(2, 100, new Random(4));
            ProcessHandle holder = traffic.stopHolder();
            two.send(bets.batch(1, 100));
            assertFalse(two.isAnsweredWithin(Duration.ofMillis(TWO_SECONDS_MS)), "acknowledged without the lock");
            Signals.send("CONT", holder);
            two.awaitAck(100);
            assertTrue(holder.isAlive(), "two seconds are no reason to be killed");
            traffic.assertStoredWith(bets);
        }
    }

    /** Fault 9: stopped for good. */
    @Test
    void shouldKillAHolderOfTheLockThatHangs() throws Exception {
        try (CentralFixture central = centralOfTwo();
                Traffic traffic = new Traffic(central, 1);
                RawAgency two = central.session(2)) {
            central.announceFail("error: exit code 137");
            Bets bets = Bets.generate(2, 100, new Random(5));
            ProcessHandle holder = traffic.stopHolder();
            two.send(bets.batch(1, 100));
            two.awaitAck(100);
            // Others go on because the hung worker is dead. Its lock goes before the last of it does.
            holder.onExit().get(JvmProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            traffic.assertStoredWith(bets);
        }
    }

    /** A worker that was told to begin and comes to it only when a newer generation has begun. */
    @Test
    void shouldNotOpenTheStoreOfAnotherGeneration() throws Exception {
        Bets bets = Bets.generate(1, 100, new Random(10));
        Path socket = folder.resolve("late.sock");
        try (CentralFixture central = CentralFixture.start(data, 1);
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            Object board = Files.getAttribute(data.resolve("draw.board"), "unix:ino");
            server.bind(UnixDomainSocketAddress.of(socket));
            try (JvmProcess late = JvmProcess.start("worker", folder, socket.toString(), "1");
                    ControlChannel control = new ControlChannel(server.accept(), new Watchdog())) {
                assertEquals(new ControlMessage.Joined(1), control.read());
                Path sessions = folder.resolve("sessions.sock");
                control.send(new ControlMessage.Start(
                        7,
                        true,
                        new Terms(1, OptionalInt.of(7574), false),
                        "INFO",
                        false,
                        data,
                        "a lock",
                        "",
                        "",
                        sessions));
                assertNull(control.read(), "not a word, READY least of all");
                assertEquals(1, late.awaitExit(), late::transcript);
            }
            assertEquals(board, Files.getAttribute(data.resolve("draw.board"), "unix:ino"), "the board is the same");
            try (RawAgency agency = central.connect()) {
                agency.sell(bets);
            }
            central.assertStored(List.of(bets));
        }
    }

    /** Fault 10. */
    @Test
    void shouldGiveUpAWorkerThatDiesAtEveryStart() throws Exception {
        Path jar = Files.createDirectory(folder.resolve("image")).resolve("coordinator.jar");
        Files.copy(JvmProcess.ROOT.resolve("coordinator/target/coordinator.jar"), jar);
        writeStillbornWorker(jar.resolveSibling("worker.jar"));
        long start = System.nanoTime();
        try (JvmProcess coordinator = JvmProcess.startJar(
                jar, folder, List.of("--agencies", "1", "--port", "0", "--data-dir", data.toString()))) {
            assertEquals(1, coordinator.awaitExit(), coordinator::transcript);
            Duration lasted = Duration.ofNanos(System.nanoTime() - start);
            List<String> lines = coordinator.lines();
            assertEquals(5, coordinator.lines("action: worker | result: fail").size(), coordinator::transcript);
            assertEquals(
                    5, coordinator.lines("error: exit code 7: no such luck").size(), coordinator::transcript);
            assertTrue(lines.get(lines.size() - 1)
                    .endsWith("error: a worker died 5 times before it was ready: exit code 7: no such luck"));
            assertTrue(lasted.toMillis() > 100 + 200 + 400, "the pauses grow: " + lasted);
            assertTrue(lasted.compareTo(HANGING) < 0, "but not for ever: " + lasted);
            LogFormat.assertForm(
                    lines.stream().filter(line -> !line.equals("no such luck")).toList());
        }
        CentralFixture.assertNothingLeft(data);
    }

    /** A worker that dies before it has said a word. */
    private void writeStillbornWorker(Path jar) throws IOException {
        Path source = folder.resolve("WorkerMain.java");
        Files.writeString(source, """
                package loteria.worker;

                public class WorkerMain {
                    public static void main(String[] args) {
                        System.err.println("no such luck");
                        Runtime.getRuntime().halt(7);
                    }
                }
                """);
        ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source.toString());
        String entry = "loteria/worker/WorkerMain.class";
        try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar))) {
            output.putNextEntry(new JarEntry(entry));
            Files.copy(folder.resolve(entry), output);
        }
    }

    /** What the tests above wait for is the lock: while another process holds it nobody is acknowledged. */
    @Test
    void shouldStoreNothingWhileAnotherHoldsTheLock() throws Exception {
        Bets bets = Bets.generate(1, 100, new Random(6));
        try (CentralFixture central = CentralFixture.start(data, 1);
                RawAgency agency = central.session(1);
                FileChannel lock = FileChannel.open(data.resolve("bets.lock"), StandardOpenOption.WRITE)) {
            FileLock hold = lock.lock();
            agency.send(bets.batch(1, 100));
            assertFalse(agency.isAnsweredWithin(Duration.ofMillis(500)), "acknowledged without the lock");
            assertEquals(0, Files.size(data.resolve("bets.csv")));
            hold.release();
            agency.awaitAck(100);
            central.assertStored(List.of(bets));
        }
    }
}
