package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that die or hang: others go on, the agencies come back, and each bet is stored once. */
class WorkerTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "STOP"})
    void shouldReplaceAWorker(String signal) throws Exception {
        List<Bets> all = new ArrayList<>();
        for (int agency = 1; agency <= 3; agency++) {
            all.add(Bets.generate(agency, 4_000, new Random(agency)));
        }
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 3, "--workers", "2")) {
            central.announceFail("action: worker | result: fail | pid: ");
            central.tolerateFail("error: starting: ");
            central.tolerateFail("error: superseded: ");
            List<JvmProcess> agencies = new ArrayList<>();
            for (Bets bets : all) {
                agencies.add(
                        central.agency(bets.agency(), bets.write(folder), "--window", "1", "--batch-max-amount", "10"));
            }
            central.coordinator().awaitLines("action: apuesta_recibida", 60);
            ProcessHandle worker = central.coordinator().children().get(0);
            Signals.send(signal, worker);
            central.coordinator().awaitLine("action: worker | result: fail | pid: " + worker.pid());
            for (JvmProcess agency : agencies) {
                try (agency) {
                    AgencyEnd.assertDone(agency);
                }
            }
            assertEquals(2, central.coordinator().children().size(), "workers");
            central.assertStored(all);
        }
    }

    @Test
    void shouldEndWithThreeWhenTheStoreShrinksUnderIt() throws Exception {
        Path data = folder.resolve("data");
        Bets bets = Bets.generate(1, 100, new Random(9));
        try (CentralFixture central = CentralFixture.start(data, 2);
                RawAgency agency = central.session(1)) {
            agency.send(bets.batch(1, 50));
            agency.awaitAck(50);
            try (FileChannel file = FileChannel.open(data.resolve("bets.csv"), StandardOpenOption.WRITE)) {
                file.truncate(10);
            }
            agency.send(bets.batch(51, 100));
            agency.drain();
            JvmProcess coordinator = central.coordinator();
            assertEquals(3, coordinator.awaitExit(), coordinator::transcript);
            String last = coordinator.lines().get(coordinator.lines().size() - 1);
            assertTrue(last.contains("action: exit | result: fail | error: ") && last.contains("bets.csv"), last);
            LogFormat.assertForm(coordinator.lines());
            CentralFixture.assertNothingLeft(data);
            central.kill();
        }
    }
}
