package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole draws, with every process a real one. */
class DrawTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "5, , ",
        "5, --workers 1, --window 1 --batch-max-amount 10",
        "5, --workers 2, --winners poll --batch-max-amount 65535",
        "50, --workers 4, --window 2",
    })
    void shouldStoreEveryBetAndTellEachAgencyItsWinners(int agencies, String centralFlags, String agencyFlags)
            throws Exception {
        List<Bets> all = Bets.generateAll(agencies, 10_000 / agencies);
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), agencies, split(centralFlags))) {
            List<JvmProcess> processes = new ArrayList<>();
            for (Bets bets : all) {
                processes.add(central.agency(bets.agency(), bets.write(folder), split(agencyFlags)));
            }
            for (Bets bets : all) {
                assertDrawn(processes.get(bets.agency() - 1), bets);
            }
            central.assertStored(all);
            assertEquals(
                    1,
                    central.coordinator()
                            .lines("action: sorteo | result: success")
                            .size());
        }
    }

    private static String[] split(String flags) {
        return flags == null ? new String[0] : flags.split(" ");
    }

    private static void assertDrawn(JvmProcess agency, Bets bets) throws Exception {
        try (agency) {
            AgencyEnd.assertDone(agency);
            AgencyEnd.assertSays(agency, "action: apuestas_enviadas | result: success | cantidad: " + bets.count());
            AgencyEnd.assertSays(
                    agency,
                    "action: consulta_ganadores | result: success | cant_ganadores: "
                            + bets.winners().size());
        }
    }

    @Test
    void shouldServeAThousandAgenciesWithOneWorker() throws Exception {
        List<Bets> all = Bets.generateAll(1_000, 10);
        List<RawAgency> agencies = new ArrayList<>();
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), all.size(), "--workers", "1")) {
            for (Bets bets : all) {
                RawAgency agency = new RawAgency(central.port());
                agencies.add(agency);
                agency.sell(bets);
            }
            for (Bets bets : all) {
                assertEquals(bets.winners(), agencies.get(bets.agency() - 1).awaitWinners());
            }
            for (RawAgency agency : agencies) {
                agency.close();
            }
            central.assertStored(all);
        }
    }

    @Test
    void shouldCloseTheSalesOfAnEmptyFile() throws Exception {
        List<Bets> all = List.of(Bets.none(1), Bets.generateAll(2, 100).get(1));
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 2)) {
            JvmProcess empty = central.agency(1, all.get(0).write(folder));
            JvmProcess other = central.agency(2, all.get(1).write(folder));
            assertDrawn(empty, all.get(0));
            assertDrawn(other, all.get(1));
            central.assertStored(all);
        }
    }

    @Test
    void shouldReadWhatAPersonWrote() throws Exception {
        Path file = folder.resolve("agency-1.csv");
        Files.writeString(
                file,
                "\ufeffAna,Gómez,30904465,1999-03-17,7574\r\n"
                        + "  Juan ,\"Pérez, hijo\",30904466,1999-03-18 ,0042\r\n"
                        + "\"La \"\"Negra\"\"\",Ñandú,30904467,2000-02-29,0");
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 1);
                JvmProcess agency = central.agency(1, file)) {
            agency.awaitExit();
            central.assertStored(List.of(new Bets(
                    1,
                    List.of(
                            "Ana,Gómez,30904465,1999-03-17,7574",
                            "Juan,\"Pérez, hijo\",30904466,1999-03-18,42",
                            "\"La \"\"Negra\"\"\",Ñandú,30904467,2000-02-29,0"))));
            AgencyEnd.assertDone(agency);
        }
    }

    @Test
    void shouldResumeWhereAKilledAgencyStopped() throws Exception {
        Bets bets = Bets.generate(1, 20_000, new Random(7));
        Path file = bets.write(folder);
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 1)) {
            central.tolerateFail("error: superseded: ");
            central.tolerateFail("protocol: the stream ends inside a frame");
            for (int batches = 20; batches <= 60; batches += 20) {
                try (JvmProcess agency = central.agency(1, file, "--window", "1", "--batch-max-amount", "7")) {
                    central.coordinator().awaitLines("action: apuesta_recibida | result: success", batches);
                    agency.signal("KILL");
                    agency.awaitExit();
                }
            }
            assertDrawn(central.agency(1, file), bets);
            central.assertStored(List.of(bets));
        }
    }

    @Test
    void shouldResumeWhenTheCentralComesBack() throws Exception {
        Bets bets = Bets.generate(1, 20_000, new Random(8));
        Path data = folder.resolve("data");
        CentralFixture first = CentralFixture.start(data, 1);
        String port = Integer.toString(first.port());
        try (JvmProcess agency = first.agency(1, bets.write(folder), "--window", "1", "--batch-max-amount", "5")) {
            first.coordinator().awaitLines("action: apuesta_recibida", 50);
            // In the middle of the sale, whose end a close would await.
            first.coordinator().signal("TERM");
            first.coordinator().awaitExit();
            first.close();
            try (CentralFixture second = CentralFixture.start(data, 1, "--port", port)) {
                second.coordinator().awaitLines("action: apuesta_recibida", 50);
                second.kill();
            }
            try (CentralFixture third = CentralFixture.start(data, 1, "--port", port)) {
                assertDrawn(agency, bets);
                third.assertStored(List.of(bets));
            }
        } finally {
            first.close();
        }
    }

    @Test
    void shouldAnswerWinnersAfterARestart() throws Exception {
        Bets bets = Bets.generateAll(1, 1_000).get(0);
        Path data = folder.resolve("data");
        Path file = bets.write(folder);
        for (int run = 1; run <= 2; run++) {
            try (CentralFixture central = CentralFixture.start(data, 1)) {
                assertDrawn(central.agency(1, file), bets);
                central.assertStored(List.of(bets));
            }
        }
    }

    @Test
    void shouldEndASupersededAgencyWithoutARetry() throws Exception {
        List<Bets> all = Bets.generateAll(2, 100);
        Path file = all.get(0).write(folder);
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 2);
                JvmProcess older = central.agency(1, file)) {
            central.announceFail("agency: 1 | error: superseded: ");
            older.awaitLine("action: apuestas_enviadas | result: success");
            try (JvmProcess newer = central.agency(1, file)) {
                AgencyEnd.assertFailed(older, 1, "superseded");
                assertDrawn(central.agency(2, all.get(1).write(folder)), all.get(1));
                assertDrawn(newer, all.get(0));
            }
            central.assertStored(all);
        }
    }
}
