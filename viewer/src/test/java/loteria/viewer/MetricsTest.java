package loteria.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import loteria.board.Activity;
import loteria.board.BoardWords;
import loteria.board.BootId;
import loteria.board.NewBoard;
import loteria.board.SessionRegister;
import loteria.process.ProcessIdentity;
import loteria.process.WorkerRegister;
import loteria.wire.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    private final BoardWords words = new NewBoard(1, new UUID(1, 2), 2).words();
    private final SessionRegister board = new SessionRegister(words);

    @TempDir
    private Path dir;

    private static AgencyStatus agency(int id, Stage stage, long bets) {
        return new AgencyStatus(id, stage, bets, 0, 0, 0, null, null, null);
    }

    private String render(DrawState draw, Integer winners) throws Exception {
        List<AgencyStatus> agencies = List.of(agency(1, Stage.SELLING, 40), agency(2, Stage.FINISHED, 0));
        Status status = new Status(
                "1.0.0", Instant.EPOCH, Life.RUNNING, 3, true, draw, null, winners, 40, 0, 2_000, 5, agencies, null);
        return new String(new Metrics(board, status, new WorkerMemory(dir)).render(), UTF_8);
    }

    private static void assertSays(String text, String... lines) {
        for (String line : lines) {
            assertTrue(text.contains("\n" + line + "\n"), () -> line + " in\n" + text);
        }
    }

    @Test
    void shouldCountWhatAllAgenciesDid() throws Exception {
        board.openSession(1, 7);
        board.openSession(1, 7);
        board.openSession(1, 7);
        board.openSession(2, 7);
        new Activity(words, 1).refused(ErrorCode.REJECTED.number(), 2);
        new Activity(words, 2).refused(ErrorCode.REJECTED.number(), 1);
        new Activity(words, 2).refused(ErrorCode.UNKNOWN_AGENCY.number(), 4);
        assertSays(
                render(DrawState.WAITING, null),
                "# TYPE loteria_bets_total counter",
                "loteria_bets_total{agency=\"1\"} 40.0",
                "loteria_bets_total{agency=\"2\"} 0.0",
                "loteria_batches_refused_total{code=\"rejected\"} 3.0",
                "loteria_batches_refused_total{code=\"unknown agency\"} 4.0",
                "loteria_batches_refused_total{code=\"storage\"} 0.0",
                "loteria_sessions_total 4.0",
                "loteria_reconnects_total 2.0",
                "loteria_worker_restarts_total 5.0",
                "loteria_agencies{state=\"absent\"} 0.0",
                "loteria_agencies{state=\"selling\"} 1.0",
                "loteria_agencies{state=\"finished\"} 1.0",
                "loteria_agencies{state=\"disabled\"} 0.0",
                "loteria_agencies{state=\"closed\"} 0.0",
                "loteria_forced_bytes 2000.0",
                "loteria_generation 3.0",
                "loteria_ready 1.0",
                "loteria_drawn 0.0",
                "loteria_build_info{version=\"1.0.0\"} 1");
    }

    @Test
    void shouldSumUpDurationsInGrowingBuckets() throws Exception {
        new Activity(words, 1).acknowledged(3, 20_000, 10_000);
        new Activity(words, 2).acknowledged(1, 5_000_000_000L, 1L << 32);
        assertSays(
                render(DrawState.WAITING, null),
                "# TYPE loteria_batch_acknowledgement_seconds histogram",
                "loteria_batch_acknowledgement_seconds_bucket{le=\"1.6384E-5\"} 0",
                "loteria_batch_acknowledgement_seconds_bucket{le=\"3.2768E-5\"} 3",
                "loteria_batch_acknowledgement_seconds_bucket{le=\"4.294967296\"} 3",
                "loteria_batch_acknowledgement_seconds_bucket{le=\"+Inf\"} 4",
                "loteria_batch_acknowledgement_seconds_count 4",
                "loteria_batch_acknowledgement_seconds_sum 5.00006",
                "loteria_batches_accepted_total 4.0",
                "loteria_force_seconds_bucket{le=\"1.6384E-5\"} 1",
                "loteria_force_seconds_bucket{le=\"4.294967296\"} 2",
                "loteria_force_seconds_count 2");
    }

    @Test
    void shouldCountWinnersOnceTheyAreDrawn() throws Exception {
        assertFalse(render(DrawState.DRAWING, null).contains("loteria_winners"));
        assertSays(render(DrawState.DRAWN, 10), "loteria_winners 10.0", "loteria_drawn 1.0");
    }

    @Test
    void shouldMeasureTheWorkersThatLive() throws Exception {
        assertFalse(render(DrawState.WAITING, null).contains("resident_bytes{"), "nobody is registered");
        UUID boot = BootId.current();
        long pid = ProcessHandle.current().pid();
        try (WorkerRegister register = new WorkerRegister(dir)) {
            register.begin(1, ProcessIdentity.of(pid, boot).orElseThrow());
            register.add(ProcessIdentity.of(pid, boot).orElseThrow());
            register.add(new ProcessIdentity(1, 1, boot));
        }
        Files.writeString(dir.resolve("workers.lock"), "17,", StandardOpenOption.APPEND);
        List<String> lines = render(DrawState.WAITING, null)
                .lines()
                .filter(line -> line.contains("resident_bytes{"))
                .toList();
        assertTrue(lines.size() == 1 && lines.get(0).startsWith("loteria_worker_resident_bytes{pid=\"" + pid + "\"} "));
        assertTrue(Double.parseDouble(lines.get(0).split(" ")[1]) > 1e6, lines::toString);
    }
}
