package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit codes of the README's table, of the programs that look at a store. */
class ExitCodeTest {
    @TempDir
    private Path folder;

    private String end(int exitCode, String command, Path data) throws IOException, InterruptedException {
        try (JvmProcess program = JvmProcess.start("coordinator", folder, command, "--data-dir", data.toString())) {
            assertEquals(exitCode, program.awaitExit(), program::transcript);
            assertFalse(program.transcript().contains("Exception"), program::transcript);
            return program.transcript();
        }
    }

    @Test
    void shouldEndAnAuditWithThreeForDamageAndNameNobody() throws Exception {
        Path data = folder.resolve("data");
        Bets bets = Bets.generateAll(1, 200).get(0);
        try (CentralFixture central = CentralFixture.start(data, 1);
                RawAgency agency = central.connect()) {
            agency.sell(bets);
            assertEquals(bets.winners(), agency.awaitWinners());
        }
        end(0, "audit", data);

        Files.writeString(data.resolve("winners.csv"), "1,30904465\n", StandardOpenOption.APPEND);
        String said = end(3, "audit", data);
        assertTrue(said.contains("winners.csv: "), said);
        assertFalse(said.contains("30904465"), said);
    }

    /** A JVM has exit codes of its own: 1 if it does not start, 3 if it ends for want of memory and is told to. */
    @Test
    void shouldNotTakeTheJvmsExitCodeForOurs() throws Exception {
        try (JvmProcess audit = JvmProcess.start(
                "coordinator", folder, Map.of("SERVER_CHILD_OPTIONS", "-XX:+NoSuchOption"), List.of("audit"))) {
            assertEquals(1, audit.awaitExit(), audit::transcript);
            audit.awaitLine("its process ended with exit code 1, the JVM's or a signal's");
        }
    }

    @Test
    void shouldEndAnAuditOfNothingWithTwo() throws Exception {
        Path none = folder.resolve("none");
        assertTrue(end(2, "audit", none).contains(none + ": expected a data directory"));
    }
}
