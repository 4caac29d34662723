package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An agency that has no central, or was told nonsense, says so in one line. */
class BadAgencyStartTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "--nonsense 1, --nonsense",
        "--id 0, --id: expected a whole number from 1 to 65535",
        "--id -1, --id: expected a whole number from 1 to 65535",
        "--id 65536, --id: expected a whole number from 1 to 65535",
        "--id one, --id: expected a whole number",
        "--batch-max-amount 0, --batch-max-amount: expected a whole number from 1",
        "--max-invalid -1, --max-invalid (CLI_MAX_INVALID): expected a whole number",
        "--max-invalid 101%, 101%",
        "--max-invalid x%, x%",
        "--window 0, --window: expected a whole number from 1",
        "--mode shop, --mode: expected lottery or single-bet or echo",
        "--winners never, --winners: expected wait or poll",
        "--retry-for long, --retry-for: expected a duration",
        "--log-level LOUD, --log-level: expected DEBUG",
        "--server nowhere, nowhere",
        "--server host:99999, 99999",
        "--config missing.yaml, missing.yaml",
    })
    void shouldNameAWrongFlag(String flags, String expected) throws Exception {
        String all = flags.startsWith("--id") ? flags : "--id 1 " + flags;
        try (JvmProcess agency = JvmProcess.start("agency", folder, all.split(" "))) {
            AgencyEnd.assertFailed(agency, 2, expected);
        }
    }

    @Test
    void shouldNameAMissingIdAndAWrongVariableAndABrokenFile() throws Exception {
        try (JvmProcess agency = JvmProcess.start("agency", folder)) {
            AgencyEnd.assertFailed(agency, 2, "--id is missing");
        }
        try (JvmProcess agency = JvmProcess.start("agency", folder, Map.of("CLI_ID", "x"), List.of())) {
            AgencyEnd.assertFailed(agency, 2, "CLI_ID: expected a whole number");
        }
        Files.writeString(folder.resolve("config.yaml"), "id: [unclosed\n");
        try (JvmProcess agency = JvmProcess.start("agency", folder)) {
            AgencyEnd.assertFailed(agency, 2, "config.yaml");
        }
        Files.writeString(folder.resolve("config.yaml"), "id: 1\nbatch:\n  maxAmount: none\n");
        try (JvmProcess agency = JvmProcess.start("agency", folder)) {
            AgencyEnd.assertFailed(agency, 2, "config.yaml: line 3: batch.maxAmount: expected a whole number");
        }
        Files.writeString(folder.resolve("config.yaml"), "\ufeffid: 1\r\nbatch:\r\n  maxamount: 5\r\n");
        try (JvmProcess agency = JvmProcess.start("agency", folder)) {
            AgencyEnd.assertFailed(agency, 2, "config.yaml: line 3: found batch.maxamount (is it batch.maxAmount?)");
        }
    }

    @Test
    void shouldGiveUpOnACentralThatIsNotThere() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        Path file = Bets.generate(1, 10, new Random(1)).write(folder);
        for (String server : new String[] {"127.0.0.1:" + port, "no-such-host.invalid:12345"}) {
            try (JvmProcess agency = JvmProcess.start(
                    "agency",
                    folder,
                    "--id",
                    "1",
                    "--server",
                    server,
                    "--bets",
                    file.toString(),
                    "--retry-for",
                    "700ms",
                    "--log-level",
                    "DEBUG")) {
                AgencyEnd.assertFailed(agency, 1, server);
                agency.awaitLine("DEBUG    action: connect | result: in_progress | attempt: 1 | error: ");
            }
        }
    }

    @Test
    void shouldSayAfterASecondThatTheCentralCannotBeReached() throws Exception {
        Path file = Bets.generate(1, 10, new Random(1)).write(folder);
        try (JvmProcess agency = JvmProcess.start(
                "agency",
                folder,
                "--id",
                "1",
                "--server",
                "127.0.0.1:1",
                "--bets",
                file.toString(),
                "--retry-for",
                "4s")) {
            AgencyEnd.assertFailed(
                    agency, 1, "action: connect | result: fail | server_address: 127.0.0.1:1 | attempts: ");
            assertEquals(
                    1,
                    agency.lines("INFO     action: connect | result: in_progress | server_address: 127.0.0.1:1 | ")
                            .size(),
                    agency::transcript);
        }
    }

    @Test
    void shouldNameWhatIsWrongWithASingleBet() throws Exception {
        Map<String, String> bet = Map.of(
                "NOMBRE",
                "Ana",
                "APELLIDO",
                "Gómez",
                "DOCUMENTO",
                "30904465",
                "NACIMIENTO",
                "2023-02-30",
                "NUMERO",
                "1");
        try (JvmProcess agency = JvmProcess.start("agency", folder, bet, List.of("--id", "1"))) {
            AgencyEnd.assertFailed(agency, 2, "birthdate: expected a real date");
        }
        try (JvmProcess agency = JvmProcess.start("agency", folder, "--id", "1", "--mode", "single-bet")) {
            AgencyEnd.assertFailed(agency, 2, "NOMBRE is missing");
        }
    }

    @Test
    void shouldMakeTheSameSampleAgain() throws Exception {
        for (String name : new String[] {"one", "two"}) {
            try (JvmProcess agency = JvmProcess.start(
                    "agency", folder, "sample", "--agencies", "2", "--bets", "1000", "--seed", "7", "--dir", name)) {
                assertEquals(0, agency.awaitExit(), agency::transcript);
            }
        }
        try (Stream<Path> files = Files.list(folder.resolve("one"))) {
            List<Path> made = files.toList();
            assertEquals(2, made.size());
            for (Path file : made) {
                assertEquals(-1, Files.mismatch(file, folder.resolve("two").resolve(file.getFileName())));
            }
        }
    }
}
