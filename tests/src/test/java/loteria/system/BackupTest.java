package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import loteria.audit.Audit;
import loteria.audit.Report;
import loteria.audit.ReportJson;
import loteria.wire.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a data directory, taken beside a central that runs, as docs/operations says. */
class BackupTest {
    @TempDir
    private Path folder;

    private Path data;
    private Path copy;

    @BeforeEach
    void nameFolders() {
        data = folder.resolve("data");
        copy = folder.resolve("copy");
    }

    private void sh(String script) throws Exception {
        Process shell = new ProcessBuilder("sh", "-ec", script)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertEquals(0, shell.waitFor(), script);
    }

    private static void startsAndGoesOn(Path data, Bets bets, int stored) throws Exception {
        try (CentralFixture central = CentralFixture.start(data, 2);
                RawAgency one = central.connect()) {
            assertEquals(stored, one.hello(1).stored());
            one.send(bets.batch(stored + 1, stored + 100));
            one.awaitAck(stored + 100);
        }
    }

    @Test
    void shouldStartFromACopyOfAllFilesAndLeaveTheOriginalAlone() throws Exception {
        Bets bets = Bets.generate(1, 300, new Random(1));
        try (CentralFixture central = CentralFixture.start(data, 2);
                RawAgency one = central.session(1);
                RawAgency two = central.connect()) {
            two.sell(Bets.none(2));
            one.send(bets.batch(1, 100));
            one.awaitAck(100);
            sh("cp -a data copy");
            startsAndGoesOn(copy, bets, 100);
            one.send(bets.batch(101, 200));
            one.awaitAck(200);
            one.send(bets.batch(201, 300));
            one.awaitAck(300);
            one.send(bets.finished());
            assertEquals(new Message.Closed(300), one.read());
            central.coordinator().awaitLine("action: sorteo | result: success");
        }
    }

    @Test
    void shouldStartFromTheThreeFilesCopiedInTheirOrderWhateverIsWrittenBetween() throws Exception {
        Bets bets = Bets.generate(1, 300, new Random(2));
        try (CentralFixture central = CentralFixture.start(data, 2);
                RawAgency one = central.session(1);
                RawAgency two = central.connect()) {
            one.send(bets.batch(1, 100));
            one.awaitAck(100);
            sh("mkdir -m 700 copy; cp -a data/finished.csv copy");
            two.sell(Bets.none(2));
            one.send(bets.batch(101, 200));
            one.awaitAck(200);
            sh("cp -a data/bets.csv copy");
            assertEquals(List.of(), Files.readAllLines(copy.resolve("finished.csv")));
            startsAndGoesOn(copy, bets, 200);
        }
    }

    /** What is audited is what was committed when the audit began, whatever is written meanwhile. */
    @Test
    void shouldFindNothingWrongBesideACentralThatSells() throws Exception {
        Bets bets = Bets.generate(1, 20_000, new Random(3));
        Bets others = Bets.generate(2, 20_000, new Random(4));
        int audits = 0;
        try (CentralFixture central = CentralFixture.start(data, 2);
                RawAgency one = central.connect();
                RawAgency two = central.connect()) {
            FutureTask<Void> first = sale(one, bets);
            FutureTask<Void> second = sale(two, others);
            boolean sold = false;
            while (!sold || audits < 10) {
                sold = first.isDone() && second.isDone();
                assertEquals(
                        List.of(), new Audit(data, Bets.WINNING_NUMBER).run().findings(), "audit " + audits);
                audits++;
            }
            first.get();
            second.get();
            central.coordinator().awaitLine("action: sorteo | result: success");
            Report drawn = new Audit(data, Bets.WINNING_NUMBER).run();
            assertEquals(List.of(), drawn.findings());
            assertTrue(
                    ReportJson.of(drawn).startsWith("{\"good\":true,\"central\":\"running\",\"drawn\":true,"),
                    ReportJson.of(drawn));
        }
    }

    private static FutureTask<Void> sale(RawAgency agency, Bets bets) {
        FutureTask<Void> sale = new FutureTask<>(() -> {
            agency.sell(bets);
            return null;
        });
        new Thread(sale, "sale").start();
        return sale;
    }
}
