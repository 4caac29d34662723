package loteria.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A coordinator that cannot start says why in one line, and has touched nothing. */
class BadStartTest {
    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void nameDataDirectory() {
        data = folder.resolve("data");
    }

    @ParameterizedTest
    @CsvSource({
        "--nonsense, --nonsense",
        "--agencies, agencies",
        "positional, positional",
        "--agencies 1001, --agencies: expected a whole number from 0 to 1000",
        "--agencies -1, --agencies: expected a whole number from 0 to 1000",
        "--agencies five, --agencies: expected a whole number",
        "--port 65536, --port: expected a whole number from 0 to 65535",
        "--port x, --port: expected a whole number",
        "--listen-backlog 0, --listen-backlog: expected a whole number from 1",
        "--workers 0, --workers: expected a whole number from 1 to 64",
        "--workers 65, --workers: expected a whole number from 1 to 64",
        "--winning-number 100000, --winning-number: expected a whole number from 0 to 99999",
        "--log-level LOUD, '--log-level: expected DEBUG, INFO, WARNING or ERROR'",
        "--config missing.ini, missing.ini: no such file",
    })
    void shouldNameAWrongFlag(String flags, String expected) throws Exception {
        String line = assertRefused(2, Map.of(), flags.split(" "));
        assertTrue(line.contains(expected), line);
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_PORT, 12x, SERVER_PORT: expected a whole number",
        "SERVER_AGENCIES, 99999999999, SERVER_AGENCIES: expected a whole number",
        "SERVER_LISTEN_BACKLOG, many, SERVER_LISTEN_BACKLOG: expected a whole number",
        "LOGGING_LEVEL, LOUD, LOGGING_LEVEL: expected DEBUG",
    })
    void shouldNameAWrongVariableAndAWrongEntry(String key, String value, String expected) throws Exception {
        String line = assertRefused(2, Map.of(key, value));
        assertTrue(line.contains(expected) && line.contains("'" + value + "'"), line);

        Files.writeString(folder.resolve("config.ini"), "[DEFAULT]\n" + key + " = " + value + "\n");
        line = assertRefused(2, Map.of());
        assertTrue(line.contains("config.ini: line 2: " + expected) && line.contains("'" + value + "'"), line);
    }

    @Test
    void shouldNameABrokenLineOfTheConfigurationFile() throws Exception {
        Files.writeString(folder.resolve("broken.ini"), "[DEFAULT]\nSERVER_PORT\n");
        String line = assertRefused(2, Map.of(), "--config", "broken.ini");
        assertTrue(line.contains("broken.ini: line 2: expected KEY = VALUE, found 'SERVER_PORT'"), line);

        Files.write(folder.resolve("binary.ini"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        line = assertRefused(2, Map.of(), "--config", "binary.ini");
        assertTrue(line.contains("binary.ini: line 1: expected UTF-8"), line);

        line = assertRefused(2, Map.of(), "--config", folder.toString());
        assertTrue(line.contains(folder + ": Is a directory, expected a configuration file"), line);
    }

    /** A value that nobody reads is a draw that is not what it was meant to be. */
    @ParameterizedTest
    @CsvSource({
        "SERVER_AGENCIES = 3, 'line 1: expected [DEFAULT] before the first key, found'",
        "[default]|SERVER_AGENCIES = 3, line 1: expected [DEFAULT]",
        "[DEFAULT]|SERVER_AGENCY = 3, line 2: found SERVER_AGENCY (is it SERVER_AGENCIES?)",
        "[DEFAULT]|SERVER_AGENCIES = 3|SERVER_AGENCIES = 4, line 3: SERVER_AGENCIES stands in line 2 already",
        "[server]|SERVER_AGENCIES = 3, 'line 2: SERVER_AGENCIES stands in [server], expected in [DEFAULT]'",
    })
    void shouldRefuseAFileThatIsNotWhatItSeems(String text, String expected) throws Exception {
        Files.writeString(folder.resolve("config.ini"), text.replace("|", "\r\n"));
        String line = assertRefused(2, Map.of());
        assertTrue(line.contains("config.ini: " + expected), line);
    }

    @Test
    void shouldRefuseToListenWhereItCannot() throws Exception {
        String line = assertRefused(2, Map.of(), "--host", "localhost:80");
        assertTrue(line.contains("--host: expected a host's name or address without a port"), line);
        line = assertRefused(
                2, Map.of(), "--port", "0", "--data-dir", data.toString(), "--host", "no-such-host.invalid");
        assertTrue(line.contains("no-such-host.invalid"), line);
        line = assertRefused(1, Map.of(), "--port", "0", "--data-dir", data.toString(), "--host", "192.0.2.1");
        assertTrue(line.contains("192.0.2.1 port 0: "), line);
    }

    @Test
    void shouldRefuseAPortInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String line = assertRefused(
                    1, Map.of(), "--data-dir", data.toString(), "--port", Integer.toString(taken.getLocalPort()));
            assertTrue(line.contains("port " + taken.getLocalPort() + ": "), line);
        }
    }

    @Test
    void shouldRefuseAFileAsDataDirectory() throws Exception {
        Files.writeString(data, "not a directory");
        String line = assertRefused(2, Map.of(), "--data-dir", data.toString());
        assertTrue(line.contains(data + ": expected a data directory, found a file"), line);
        assertEquals("not a directory", Files.readString(data));

        line = assertRefused(2, Map.of(), "--data-dir", data.resolve("below").toString());
        assertTrue(line.contains("expected a data directory"), line);
    }

    @Test
    void shouldRefuseADirectoryThatCannotBeWritten() throws Exception {
        Path proc = Path.of("/proc");
        assumeTrue(Files.isDirectory(proc), "a directory in which not even root can create a file");
        String line = assertRefused(2, Map.of(), "--data-dir", proc.toString());
        assertTrue(line.contains("/proc: expected a data directory that can be written"), line);
        line = assertRefused(2, Map.of(), "--data-dir", "/proc/none/such");
        assertTrue(line.contains("/proc/none/such: expected a data directory that can be written"), line);
    }

    @Test
    void shouldRefuseADirectoryOnWhichAnotherCoordinatorRuns() throws Exception {
        try (CentralFixture central = CentralFixture.start(data, 1)) {
            String line = assertRefused(1, Map.of(), "--data-dir", data.toString(), "--port", "0");
            assertTrue(line.contains(data.toRealPath() + ": another coordinator runs on this data directory"), line);
            assertTrue(Files.exists(data.resolve("ready")), "the first one's");
            Bets bets = Bets.generateAll(1, 100).get(0);
            try (RawAgency agency = central.connect()) {
                agency.sell(bets);
                assertEquals(bets.winners(), agency.awaitWinners());
            }
        }
    }

    @Test
    void shouldRefuseTheBetsOfMoreAgenciesThanAreExpected() throws Exception {
        List<Bets> all = Bets.generateAll(3, 50);
        try (CentralFixture central = CentralFixture.start(data, 3)) {
            for (Bets bets : all.subList(1, 3)) {
                try (RawAgency agency = central.connect()) {
                    agency.sell(bets);
                }
            }
        }
        Map<String, String> before = store();
        String line = assertRefused(2, Map.of(), "--agencies", "2", "--data-dir", data.toString(), "--port", "0");
        assertTrue(line.contains("of a lottery of 3 agencies, --agencies is 2"), line);
        assertEquals(before, store());
    }

    @Test
    void shouldRefuseAStoreThatLacksWhatWasPromised() throws Exception {
        Bets bets = Bets.generateAll(1, 50).get(0);
        try (CentralFixture central = CentralFixture.start(data, 2);
                RawAgency agency = central.connect()) {
            agency.sell(bets);
        }
        String whole = Files.readString(data.resolve("bets.csv"));
        assertRefusedUntouched(whole.substring(0, whole.length() - 1), "bets.csv: ends at byte");
        assertRefusedUntouched("?" + whole.substring(1), "bets.csv: byte 0 of " + whole.getBytes(UTF_8).length);
        Files.delete(data.resolve("draw.board"));
        assertRefusedUntouched(whole.substring(0, whole.length() - 1), "bets.csv: agency 1 has");

        Files.writeString(data.resolve("bets.csv"), whole);
        CentralFixture.start(data, 2).close();
    }

    @AfterEach
    void shouldLeaveNothingBehind() throws IOException {
        CentralFixture.assertNothingLeft(data);
    }

    private void assertRefusedUntouched(String bets, String reason) throws Exception {
        Files.writeString(data.resolve("bets.csv"), bets);
        Map<String, String> before = store();
        String line = assertRefused(3, Map.of(), "--agencies", "2", "--data-dir", data.toString(), "--port", "0");
        assertTrue(line.contains(reason), line);
        assertEquals(before, store());
    }

    /** The files that hold the truth, by name. */
    private Map<String, String> store() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(data)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".csv")).toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }

    /** Runs a coordinator that must end by itself; returns the one line that says why. */
    private String assertRefused(int exitCode, Map<String, String> environment, String... flags) throws Exception {
        try (JvmProcess coordinator = JvmProcess.start("coordinator", folder, environment, List.of(flags))) {
            assertEquals(exitCode, coordinator.awaitExit(), coordinator::transcript);
            List<String> lines = coordinator.lines();
            LogFormat.assertForm(lines);
            List<String> failures = LogFormat.failures(lines);
            assertEquals(1, failures.size(), coordinator::transcript);
            assertEquals(failures.get(0), lines.get(lines.size() - 1), "the reason comes last");
            assertFalse(coordinator.lines().toString().contains("Exception"), coordinator::transcript);
            return failures.get(0);
        }
    }
}
