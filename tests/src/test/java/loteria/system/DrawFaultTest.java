package loteria.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import loteria.board.BoardView;
import loteria.board.BoardWords;
import loteria.wire.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One draw, whoever dies before, during or after it. */
class DrawFaultTest {
    private static final List<Bets> ALL =
            List.of(Bets.generate(1, 3_000, new Random(1)), Bets.generate(2, 2_000, new Random(2)));

    @TempDir
    private Path folder;

    private final Promises promises = new Promises();
    private CentralSite site;

    @BeforeEach
    void findSite() throws Exception {
        site = new CentralSite(folder.resolve("data"), 2, "--workers", "2");
        site.start();
    }

    @AfterEach
    void leaveSite() {
        site.close();
    }

    /** Fault 20. */
    @Test
    void shouldAnswerTheSameWinnersWhenAllWereKilledAfterTheDraw() throws Exception {
        try (CutProxy proxy = new CutProxy(site.port(), promises);
                Comeback one = Comeback.to(proxy.port(), 1, site.coordinator());
                Comeback two = Comeback.to(proxy.port(), 2, site.coordinator())) {
            one.sellAll(ALL.get(0));
            one.agency().send(new Message.Query(true));
            two.sell(ALL.get(1), 0, ALL.get(1).count());
            proxy.holdAnswers();
            two.agency().send(ALL.get(1).finished());
            two.agency().send(new Message.Query(true));
            site.coordinator().awaitLine("action: sorteo | result: success");
            site.killAll();
        }
        String winners = Files.readString(site.dataDir().resolve("winners.csv"));
        site.start();
        assertEquals(
                1,
                site.coordinator().awaitLines("action: sorteo_recuperado |", 1).size());
        assertWinnersTold();
        site.stop();
        assertEquals(List.of(), site.coordinator().lines("action: sorteo |"), "a draw is announced once");
        assertEquals(winners, Files.readString(site.dataDir().resolve("winners.csv")));
    }

    private void assertWinnersTold() throws IOException, InterruptedException {
        for (Bets bets : ALL) {
            try (Comeback agency = Comeback.to(site.port(), bets.agency(), site.coordinator())) {
                agency.agency().send(bets.finished());
                assertEquals(new Message.Closed(bets.count()), agency.agency().read());
                assertEquals(bets.winners(), agency.agency().awaitWinners());
            }
        }
    }

    @Test
    void shouldAskAnotherWorkerWhenTheOneThatIsToDrawIsKilled() throws Exception {
        ProcessHandle drawing = leaveWithADrawPending();
        drawing.destroyForcibly();
        site.coordinator().awaitLine("action: sorteo | result: success");
        assertWinnersTold();
        site.stop();
        assertEquals(
                1, site.coordinator().lines("action: sorteo | result: success").size(), "one draw");
    }

    @Test
    void shouldDrawAfterARestartWhenTheCoordinatorDiedBeforeTheDraw() throws Exception {
        leaveWithADrawPending();
        site.killAll();
        site.start();
        site.coordinator().awaitLine("action: sorteo | result: success");
        assertWinnersTold();
        site.stop();
    }

    /** Fault 13: SIGTERM during a draw. */
    @Test
    void shouldStopInTimeAlthoughADrawIsPending() throws Exception {
        leaveWithADrawPending();
        long start = System.nanoTime();
        site.stop();
        Duration lasted = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(lasted.compareTo(JvmProcess.SOON) < 0, "stopping took " + lasted);
        site.start();
        site.coordinator().awaitLine("action: sorteo | result: success");
        assertWinnersTold();
        site.stop();
    }

    /** A losing bet becomes a winning one, and the line keeps its form. */
    @Test
    void shouldNotPayABetThatWasEditedWhileTheCentralRuns() throws Exception {
        Path stored = site.dataDir().resolve("bets.csv");
        Bets honest = new Bets(2, List.of("Ana,Paz,20000001,1990-01-01,7570", "Ana,Paz,20000002,1990-01-01,1"));
        try (Comeback one = Comeback.to(site.port(), 1, site.coordinator());
                Comeback two = Comeback.to(site.port(), 2, site.coordinator())) {
            one.sellAll(ALL.get(0));
            two.sell(honest, 0, honest.count());
            try (FileChannel bets = FileChannel.open(stored, StandardOpenOption.WRITE)) {
                byte[] last = "2,Ana,Paz,20000002,1990-01-01,1\n".getBytes(US_ASCII);
                bets.write(ByteBuffer.wrap("7574".getBytes(US_ASCII)), bets.size() - last.length - "7570\n".length());
            }
            two.agency().send(honest.finished());
            assertEquals(3, site.coordinator().awaitExit(), site.coordinator()::transcript);
        }
        assertTrue(Files.readString(stored).endsWith(",7574\n2,Ana,Paz,20000002,1990-01-01,1\n"), "it was edited");
        assertFalse(Files.exists(site.dataDir().resolve("winners.csv")));
        String reason = site.coordinator().transcript();
        assertTrue(reason.contains("bets.csv: agency 2 has 2 bets of checksum "), reason);
        assertTrue(reason.contains(" in lines 3001 to 3002, expected the 2 of checksum "), reason);
    }

    /**
     * Closes all sales while the worker of agency 1, the first of all and so the one that is to draw, is stopped.
     * Returns that worker.
     */
    private ProcessHandle leaveWithADrawPending() throws Exception {
        try (Comeback one = Comeback.to(site.port(), 1, site.coordinator());
                Comeback two = Comeback.to(site.port(), 2, site.coordinator())) {
            one.sellAll(ALL.get(0));
            two.sell(ALL.get(1), 0, ALL.get(1).count());
            ProcessHandle stopped = stopWorkerOfTheFirst();
            two.agency().send(ALL.get(1).finished());
            assertEquals(new Message.Closed(ALL.get(1).count()), two.agency().read());
            return stopped;
        }
    }

    /** The board names it. */
    private ProcessHandle stopWorkerOfTheFirst() throws Exception {
        BoardView board = BoardView.of(site.dataDir().resolve(BoardWords.FILE));
        ProcessHandle worker = ProcessHandle.of(board.sessionWorker(1)).orElseThrow();
        JvmProcess.suspend(worker);
        return worker;
    }
}
