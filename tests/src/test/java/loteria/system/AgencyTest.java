package loteria.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agency makes of a file, and the ways of asking beside the lottery's. */
class AgencyTest {
    private static final String GOOD = "Ana,Gómez,30904465,1999-03-17,7574\n";

    @TempDir
    private Path folder;

    private CentralFixture central;

    @BeforeEach
    void start() throws Exception {
        central = CentralFixture.start(folder.resolve("data"), 1);
    }

    @AfterEach
    void stop() throws Exception {
        central.close();
    }

    /** Asserts that the agency ends with 2 and one line, and that the central has heard nothing of its sales' end. */
    private void assertUnreadable(Path bets, String reason) throws Exception {
        try (JvmProcess agency = central.agency(1, bets)) {
            AgencyEnd.assertFailed(agency, 2, reason);
        }
        assertEquals("", Files.readString(central.dataDir().resolve("finished.csv")));
    }

    @Test
    void shouldRefuseABetsFileThatCannotBeRead() throws Exception {
        assertUnreadable(folder.resolve("missing.csv"), "missing.csv");
        assertUnreadable(folder, folder.toString());
        Path denied = Path.of("/proc/1/mem");
        if (Files.exists(denied)) {
            assertUnreadable(denied, "/proc/1/mem");
        }
    }

    @Test
    void shouldRefuseABinaryBetsFile() throws Exception {
        long seed = System.nanoTime();
        System.out.println("random file of seed " + seed);
        byte[] noise = new byte[300_000];
        new Random(seed).nextBytes(noise);
        Path file = Files.write(folder.resolve("binary.csv"), noise);
        assertUnreadable(file, "no valid bet");
    }

    @Test
    void shouldRefuseAHugeLine() throws Exception {
        Path file = folder.resolve("huge.csv");
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'x');
        try (OutputStream out = Files.newOutputStream(file)) {
            // More than the agency's heap.
            for (int i = 0; i < 100; i++) {
                out.write(block);
            }
        }
        assertUnreadable(file, "no valid bet");
    }

    @Test
    void shouldRefuseAFileWithoutOneValidLine() throws Exception {
        assertUnreadable(broken(1_000, ""), "no valid bet, line 1: birthdate: expected a real date");
    }

    @Test
    void shouldLeaveOutAMillionBrokenLines() throws Exception {
        try (JvmProcess agency = central.agency(1, broken(1_000_000, GOOD + GOOD))) {
            assertEquals(0, agency.awaitExit(), agency::transcript);
            LogFormat.assertForm(agency.lines());
            assertDiscards(agency, 1_000_000);
            AgencyEnd.assertSays(agency, "action: apuestas_enviadas | result: success | cantidad: 2");
        }
        assertEquals(("1," + GOOD).repeat(2), Files.readString(central.dataDir().resolve("bets.csv")));
    }

    @Test
    void shouldSellNothingOfAFileWithMoreInvalidLinesThanAllowed() throws Exception {
        Path bets = broken(3, GOOD.repeat(7));
        try (JvmProcess agency = central.agency(1, bets, "--max-invalid", "29%")) {
            AgencyEnd.assertFailed(agency, 2, "3 of 10 lines are no bets, expected at most 29% (--max-invalid)");
        }
        assertEquals("", Files.readString(central.dataDir().resolve("bets.csv")));
        try (JvmProcess agency = central.agency(1, bets, "--max-invalid", "3")) {
            assertEquals(0, agency.awaitExit(), agency::transcript);
            AgencyEnd.assertSays(agency, "action: apuestas_enviadas | result: success | cantidad: 7");
        }
    }

    /** What is there when the agency comes to the end is sold; the rest, once it is there, goes on behind it. */
    @Test
    void shouldNotCloseTheSalesOfAFileThatIsStillCopied() throws Exception {
        Bets bets = Bets.generate(1, 20_000, new Random(2));
        Path whole = bets.write(Files.createDirectory(folder.resolve("whole")));
        byte[] content = Files.readAllBytes(whole);
        int half = content.length / 2;
        Path copy = Files.write(folder.resolve("copy.csv"), Arrays.copyOf(content, half));
        try (JvmProcess agency = central.agency(1, copy, "--batch-max-amount", "5", "--window", "1")) {
            central.coordinator().awaitLines("action: apuesta_recibida", 5);
            Files.write(copy, Arrays.copyOfRange(content, half, content.length), StandardOpenOption.APPEND);
            AgencyEnd.assertFailed(
                    agency,
                    2,
                    "file: " + copy + " | error: the file changed while it was sold: it had " + half + " bytes and has "
                            + content.length);
        }
        assertEquals("", Files.readString(central.dataDir().resolve("finished.csv")));
        try (JvmProcess agency = central.agency(1, copy)) {
            AgencyEnd.assertDone(agency);
        }
        central.assertStored(List.of(bets));
    }

    private Path broken(int lines, String last) throws IOException {
        Path file = folder.resolve("broken.csv");
        byte[] line = "Ana,Gómez,30904465,2023-02-30,7574\n".getBytes(UTF_8);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < lines; i++) {
                out.write(line);
            }
            out.write(last.getBytes(UTF_8));
        }
        return file;
    }

    /** The first twenty one by one, then their number. */
    private static void assertDiscards(JvmProcess agency, int count) {
        List<String> discards = agency.lines("action: apuesta_descartada | result: fail | line: ");
        assertEquals(20, discards.size(), agency::transcript);
        assertTrue(discards.get(19).contains("line: 20 | reason: birthdate: "), discards.get(19));
        List<String> failures = LogFormat.failures(agency.lines());
        assertEquals(
                1, failures.stream().filter(line -> line.endsWith(": " + count)).count(), agency::transcript);
    }

    @Test
    void shouldEndWhenTheCentralDoesNotKnowIt() throws Exception {
        central.announceFail("error: unknown agency: agency 2, expected 1 to 1");
        try (JvmProcess agency =
                central.agency(2, Bets.generate(2, 10, new Random(1)).write(folder))) {
            AgencyEnd.assertFailed(agency, 1, "unknown agency");
        }
    }

    @Test
    void shouldSendASingleBet() throws Exception {
        Map<String, String> bet = Map.of(
                "CLI_ID", "1",
                "CLI_SERVER_ADDRESS", "127.0.0.1:" + central.port(),
                "NOMBRE", "Santiago Lionel",
                "APELLIDO", "Lórca",
                "DOCUMENTO", "30904465",
                "NACIMIENTO", "1999-03-17",
                "NUMERO", "7574");
        try (JvmProcess agency = JvmProcess.start("agency", folder, bet, List.of())) {
            AgencyEnd.assertDone(agency);
            AgencyEnd.assertSays(agency, "action: apuesta_enviada | result: success | dni: 30904465 | numero: 7574");
        }
        central.coordinator().awaitLine("action: apuesta_almacenada | result: success | dni: 30904465 | numero: 7574");
        assertEquals(
                "1,Santiago Lionel,Lórca,30904465,1999-03-17,7574\n",
                Files.readString(central.dataDir().resolve("bets.csv")));
    }

    @Test
    void shouldEcho() throws Exception {
        Map<String, String> loop = Map.of("CLI_LOOP_AMOUNT", "3", "CLI_LOOP_PERIOD", "10ms");
        try (JvmProcess agency = JvmProcess.start(
                "agency",
                folder,
                loop,
                List.of("--id", "1", "--mode", "echo", "--server", "127.0.0.1:" + central.port()))) {
            AgencyEnd.assertDone(agency);
            assertEquals(
                    3,
                    agency.lines("action: receive_message | result: success | client_id: 1 | msg: ")
                            .size());
            AgencyEnd.assertSays(agency, "action: loop_finished | result: success | client_id: 1");
        }
        assertEquals(
                3,
                central.coordinator()
                        .awaitLines("action: receive_message | result: success", 3)
                        .size());
    }
}
