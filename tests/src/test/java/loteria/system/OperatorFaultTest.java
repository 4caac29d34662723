package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import loteria.board.BoardView;
import loteria.board.BoardWords;
import loteria.wire.AgencyState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's command while something else dies, and one agency's id that too many come with. */
class OperatorFaultTest {
    private static final String[] CLOSE = {"close", "1", "--total", "60"};

    private static final int KNOCKS = 400;

    /** Far below what 400 sessions that begin would cost, and what a hung worker does. */
    private static final Duration UNDISTURBED = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void nameData() {
        data = folder.resolve("data");
    }

    private BoardView board() throws IOException {
        return BoardView.of(data.resolve(BoardWords.FILE));
    }

    /** A worker that stands holds the command in the middle; there the command, the worker, all others are killed. */
    @Test
    void shouldCloseOnceHoweverOftenItIsKilledInTheMiddleAndDoneAgain() throws Exception {
        Bets bets = Bets.generate(1, 60, new Random(1));
        try (CentralSite site = new CentralSite(data, 2, "--workers", "1")) {
            site.start();
            try (RawAgency lost = new RawAgency(site.port())) {
                lost.hello(1);
                lost.send(bets.batch(1, 60));
                lost.awaitAck(60);
            }
            ProcessHandle worker = hold(site);
            try (JvmProcess command = beginToClose(site)) {
                command.signal("KILL");
                command.awaitExit();
            }
            Signals.send("CONT", worker);
            worker = hold(site);
            try (JvmProcess command = beginToClose(site)) {
                worker.destroyForcibly();
                assertTriedOrDone(command);
            }
            hold(site);
            try (JvmProcess command = beginToClose(site)) {
                site.killAll();
                assertTriedOrDone(command);
            }
            site.start();
            OperatorCommand.run(0, data, CLOSE);
            site.killAll();
            site.start();
            assertTrue(OperatorCommand.run(0, data, CLOSE).endsWith("total: 60 | before: true"));
            assertTrue(board().isClosedByOperator(1));
            try (RawAgency back = new RawAgency(site.port())) {
                assertEquals(AgencyState.FINISHED, back.hello(1).state());
            }
            assertEquals(List.of("close,1,60"), OperatorCommand.acts(data));
            site.stop();
            assertEquals(bets.stored(), Files.readAllLines(data.resolve("bets.csv")));
        }
    }

    /** Stops the worker, once it serves and no session goes on with it. */
    private ProcessHandle hold(CentralSite site) throws Exception {
        Comeback.to(site.port(), 2, site.coordinator()).close();
        BoardView board = board();
        Await.until("no session", () -> board.sessionWorker(1) == 0 && board.sessionWorker(2) == 0);
        ProcessHandle worker = site.workers().get(0);
        JvmProcess.suspend(worker);
        return worker;
    }

    /** A command that has asked the coordinator, which so listens to another than the worker at its own socket. */
    private JvmProcess beginToClose(CentralSite site) throws Exception {
        JvmProcess command = OperatorCommand.start(data, CLOSE);
        Path threads = Path.of("/proc", Long.toString(site.coordinator().pid()), "task");
        Await.until("a command that is served", () -> {
            try (Stream<Path> all = Files.list(threads)) {
                return command.hasEnded()
                        || all.filter(OperatorFaultTest::listens).count() > 1;
            }
        });
        return command;
    }

    /** A worker that stands longer than it may is replaced, and the command is done then before anybody dies. */
    private static void assertTriedOrDone(JvmProcess command) throws Exception {
        int exitCode = command.awaitExit();
        assertTrue(exitCode == 0 || exitCode == 1, command::transcript);
        assertEquals(1, command.lines().size(), command::transcript);
        LogFormat.assertForm(command.lines());
    }

    private static boolean listens(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip().equals("control-in");
        } catch (IOException ignored) {
            // It has ended.
            return false;
        }
    }

    /** However often others come with one agency's id, what another sells meanwhile is sold. */
    @Test
    void shouldLetOneAgencysFloodCostTheOthersNothing() throws Exception {
        Bets bets = Bets.generate(2, 2_000, new Random(3));
        try (CentralFixture central = CentralFixture.start(data, 2, "--workers", "1");
                RawAgency two = central.session(2)) {
            central.tolerateFail("error: superseded: ");
            List<RawAgency> strangers = new ArrayList<>();
            int sold = 0;
            while (strangers.size() < KNOCKS) {
                RawAgency stranger = central.connect();
                stranger.sendHello(1);
                strangers.add(stranger);
                if (strangers.size() % 10 == 0) {
                    long start = System.nanoTime();
                    two.send(bets.batch(sold + 1, sold + 1));
                    two.awaitAck(sold + 1);
                    sold++;
                    Duration waited = Duration.ofNanos(System.nanoTime() - start);
                    assertTrue(waited.compareTo(UNDISTURBED) < 0, "waited " + waited);
                }
            }
            for (RawAgency stranger : strangers) {
                stranger.close();
            }
            assertEquals(1, board().sessionsOpened(2));
        }
    }
}
