package loteria.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loteria.note.KeyType;
import loteria.note.SignedNote;
import loteria.note.SigningKey;
import loteria.proof.Checkpoint;
import loteria.seal.Extract;
import loteria.wire.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealed draws, with every process a real one. */
class SealTest {
    private static final int AGENCIES = 3;

    @TempDir
    private Path folder;

    private final List<Bets> all = Bets.generateAll(AGENCIES, 400);
    private SealSite site;

    @BeforeEach
    void makeKeys() throws IOException {
        site = new SealSite(folder);
    }

    private static void assertEnds(List<String> lines, int exitCode, String part) {
        assertEquals("exit code " + exitCode, lines.get(lines.size() - 1), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.contains(part)), () -> part + ", found " + lines);
    }

    /** Sells all bets of some agencies; who does is to be closed. */
    private static List<RawAgency> sell(int port, List<Bets> some) throws IOException {
        List<RawAgency> agencies = new ArrayList<>();
        for (Bets bets : some) {
            RawAgency agency = new RawAgency(port);
            agency.sell(bets);
            agencies.add(agency);
        }
        return agencies;
    }

    private static void close(List<RawAgency> agencies) throws IOException {
        for (RawAgency agency : agencies) {
            agency.close();
        }
    }

    @Test
    void shouldSealThenTakeTheNumberThenDraw() throws Exception {
        Path cosigners = Files.writeString(folder.resolve("cosigners"), site.witness.verifier() + "\n");
        try (CentralFixture central =
                CentralFixture.start(site.dataDir, AGENCIES, site.flags("--cosigners", cosigners.toString()))) {
            List<RawAgency> agencies = sell(central.port(), all.subList(0, 2));
            assertEnds(site.sayNumber(7574), 1, "not all agencies have finished: 3 of 3");
            agencies.addAll(sell(central.port(), all.subList(2, 3)));
            String sealed = central.coordinator().awaitLine("action: sellado | result: success | raiz: ");
            Checkpoint seal = Checkpoint.parse(
                    SignedNote.parse(Files.readAllBytes(site.file("seal"))).text());
            String root = sealed.substring(sealed.lastIndexOf(' ') + 1);
            assertTrue(seal.text().contains(root), sealed);
            assertEnds(site.run("status"), 0, "draw: sealed, seal: " + root);

            assertEnds(
                    site.sayNumber(7574, "--cosigners", cosigners.toString()),
                    1,
                    "without the cosignature of escribano.example");
            assertFalse(Files.exists(site.file("winners.csv")));
            assertEnds(
                    site.run("cosign", "--key", site.witnessFile.toString()), 0, "action: cofirma | result: success");
            assertEnds(site.sayNumber(7574, "--cosigners", cosigners.toString()), 0, "numero: 7574");
            assertEnds(site.sayNumber(7575), 1, "the number 7574 of '" + SealSite.SOURCE + "' stands, not 7575");
            for (Bets bets : all) {
                assertEquals(bets.winners(), agencies.get(bets.agency() - 1).awaitWinners());
            }
            close(agencies);
            central.coordinator().awaitLine("action: sorteo | result: success");
            assertEnds(
                    site.verify("--cosigner", site.witness.verifier().toString()),
                    0,
                    "action: verify | result: success");
        }
        List<String> proof = site.run("prove", "--agency", "2", "--position", "5");
        Path file = Files.write(folder.resolve("proof"), proof.subList(0, proof.size() - 1));
        assertEnds(
                site.run(
                        "verify",
                        "--proof",
                        file.toString(),
                        "--key",
                        site.key.verifier().toString()),
                0,
                "agency: 2 | position: 5");
    }

    @Test
    void shouldGiveAgenciesReceiptsThatTheyCheckThemselves() throws Exception {
        Path receipt = folder.resolve("receipt");
        Path winners = folder.resolve("winners");
        String[] flags = {
            "--receipt",
            receipt.toString(),
            "--central-key",
            site.key.verifier().toString(),
            "--winners-file",
            winners.toString()
        };
        Bets own = all.get(0);
        try (CentralFixture central = CentralFixture.start(site.dataDir, AGENCIES, site.flags())) {
            try (JvmProcess agency = central.agency(1, own.write(folder), flags)) {
                close(sell(central.port(), all.subList(1, 3)));
                central.coordinator().awaitLine("action: sellado | result: success");
                assertEnds(site.sayNumber(7574), 0, "numero: 7574");
                AgencyEnd.assertDone(agency);
                agency.awaitLine("action: recibo | result: success | sorteo: " + SealSite.DRAW);
            }
            assertEquals(own.winners(), Files.readAllLines(winners));
            assertTrue(Files.readString(receipt).startsWith("c2sp.org/tlog-proof@v1\nextra "));

            flags[3] = SigningKey.generate("loteria.example", KeyType.SIGNER)
                    .verifier()
                    .toString();
            try (JvmProcess agency = central.agency(1, Bets.file(folder, 1), flags)) {
                AgencyEnd.assertFailed(agency, 1, "action: recibo | result: fail | error: DO NOT TRUST THIS DRAW");
            }
        }
    }

    @Test
    void shouldGiveNoReceiptOfADrawThatIsNotSealed() throws Exception {
        Bets own = all.get(0);
        try (CentralFixture central = CentralFixture.start(site.dataDir, 1)) {
            central.announceFail("no receipt: this draw is not sealed");
            String[] flags = {
                "--receipt",
                folder.resolve("receipt").toString(),
                "--central-key",
                site.key.verifier().toString()
            };
            try (JvmProcess agency = central.agency(1, own.write(folder), flags)) {
                AgencyEnd.assertFailed(agency, 1, "protocol: no receipt: this draw is not sealed");
            }
        }
    }

    @Test
    void shouldStandWhoeverStartsItAgain() throws Exception {
        try (CentralFixture central = CentralFixture.start(site.dataDir, AGENCIES, site.flags())) {
            close(sell(central.port(), all));
            central.coordinator().awaitLine("action: sellado | result: success");
        }
        try (JvmProcess forgetful = CentralFixture.launch(site.dataDir, AGENCIES)) {
            assertEquals(2, forgetful.awaitExit(), forgetful::transcript);
            assertTrue(forgetful.transcript().contains("start it with --seal-key"), forgetful::transcript);
        }
        assertEnds(site.sayNumber(7574), 0, "numero: 7574");
        try (CentralFixture central = CentralFixture.start(site.dataDir, AGENCIES, site.flags())) {
            central.coordinator().awaitLine("action: sorteo | result: success");
            try (RawAgency agency = central.session(1)) {
                agency.send(all.get(0).finished());
                assertEquals(new Message.Closed(all.get(0).count()), agency.read());
                assertEquals(all.get(0).winners(), agency.awaitWinners());
            }
        }
        assertEnds(site.verify(), 0, "action: verify | result: success");
    }

    @Test
    void shouldHaveTheSameSealWhereverItIsKilled() throws Exception {
        try (CentralSite central = new CentralSite(site.dataDir, AGENCIES, site.flags())) {
            central.start();
            close(sell(central.port(), all));
            central.killAll();
            central.start();
            site.await("seal.csv");
            central.killAll();
            byte[] table = Files.readAllBytes(site.file("seal.csv"));
            central.start();
            site.await("seal");
            byte[] seal = Files.readAllBytes(site.file("seal"));
            central.killAll();
            assertEnds(site.sayNumber(7574), 0, "numero: 7574");
            central.start();
            site.await("winners.csv");
            central.killAll();
            central.start();
            assertArrayEquals(table, Files.readAllBytes(site.file("seal.csv")));
            assertArrayEquals(seal, Files.readAllBytes(site.file("seal")));
            central.stop();
        }
        assertEnds(site.verify(), 0, "action: verify | result: success");
    }

    @Test
    void shouldSealAThousandAgencies() throws Exception {
        List<Bets> thousand = Bets.generateAll(1_000, 5);
        try (CentralFixture central =
                CentralFixture.start(site.dataDir, thousand.size(), site.flags("--workers", "1"))) {
            close(sell(central.port(), thousand));
            central.coordinator().awaitLine("action: sellado | result: success");
            assertEnds(site.sayNumber(7574), 0, "numero: 7574");
            central.coordinator().awaitLine("action: sorteo | result: success");
        }
        assertEnds(site.verify(), 0, "action: verify | result: success");
        int seller = 1 + thousand.stream().map(Bets::count).toList().lastIndexOf(5);
        List<String> proof = site.run("prove", "--agency", "" + seller, "--position", "5");
        Path file = Files.write(folder.resolve("proof"), proof.subList(0, proof.size() - 1));
        assertEnds(
                site.run(
                        "verify",
                        "--proof",
                        file.toString(),
                        "--key",
                        site.key.verifier().toString()),
                0,
                "agency: " + seller + " | position: 5");
    }

    /** Ends by itself, with 3 and a line, and pays nobody. */
    private void assertRefused(String why) throws Exception {
        try (JvmProcess central = JvmProcess.start("coordinator", folder, Map.of(), arguments())) {
            assertEquals(3, central.awaitExit(), central::transcript);
            assertTrue(central.transcript().contains(why), () -> why + central.transcript());
        }
        assertFalse(Files.exists(site.file("winners.csv")));
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(
                List.of("--agencies", "" + AGENCIES, "--port", "0", "--data-dir", site.dataDir.toString()));
        arguments.addAll(List.of(site.flags()));
        return arguments;
    }

    @Test
    void shouldPayNobodyOverFilesThatWereChangedAfterTheSeal() throws Exception {
        try (CentralFixture central = CentralFixture.start(site.dataDir, AGENCIES, site.flags())) {
            close(sell(central.port(), all));
            central.coordinator().awaitLine("action: sellado | result: success");
        }
        byte[] table = Files.readAllBytes(site.file("seal.csv"));
        Files.writeString(site.file("seal.csv"), new String(table).replaceFirst("1,", "1,1"));
        assertRefused("seal.csv: its lines are not those of the seal");
        Files.write(site.file("seal.csv"), table);

        byte[] other = SignedNote.of(
                        new Extract("loteria.example/otro", new byte[32], 1, SealSite.SOURCE).text(), site.key, 0)
                .toBytes();
        Files.write(site.file("extract"), other);
        assertRefused("extract: of another seal (loteria.example/otro)");
        Files.delete(site.file("extract"));

        assertEnds(site.sayNumber(7574), 0, "numero: 7574");
        byte[] bets = Files.readAllBytes(site.file("bets.csv"));
        bets[bets.length / 2] ^= 1;
        Files.write(site.file("bets.csv"), bets);
        assertRefused("bets.csv");
    }
}
