package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a data directory says of its lottery, to those who start on it again. */
class ManifestTest {
    @TempDir
    private Path folder;

    private void draw(Path data, int agencies, String... flags) throws Exception {
        try (CentralFixture central = CentralFixture.start(data, agencies, flags);
                RawAgency agency = central.connect()) {
            Bets bets = Bets.generate(1, 20, new Random(1));
            agency.sell(bets);
            agency.awaitWinners();
        }
    }

    private String refusal(Path data, int agencies, String... flags) throws Exception {
        try (JvmProcess coordinator = CentralFixture.launch(data, agencies, flags)) {
            assertEquals(2, coordinator.awaitExit(), coordinator::transcript);
            List<String> lines = coordinator.lines();
            return lines.get(lines.size() - 1);
        }
    }

    private String said(Path data, String... arguments) throws Exception {
        try (JvmProcess program = JvmProcess.start("coordinator", folder, arguments)) {
            assertEquals(0, program.awaitExit(), program::transcript);
            return program.transcript();
        }
    }

    @Test
    void shouldRefuseAnotherNumberAfterTheDrawAndOtherAgencies() throws Exception {
        Path data = folder.resolve("data");
        draw(data, 1, "--winning-number", "1111");
        String error = refusal(data, 1, "--winning-number", "7574");
        assertTrue(error.contains("the draw is done with number 1111, --winning-number is 7574"), error);
        error = refusal(data, 2, "--winning-number", "1111");
        assertTrue(error.contains("of a lottery of 1 agencies, --agencies is 2"), error);
        try (CentralFixture again = CentralFixture.start(data, 1)) {
            again.coordinator().awaitLine("action: lottery | result: success | agencies: 1 | winning_number: 1111");
        }
        String json = said(data, "status", "--json", "--data-dir", data.toString());
        assertTrue(json.contains("\"winningNumber\":1111,"), json);
    }

    @Test
    void shouldTakeOtherTermsBeforeTheFirstSale() throws Exception {
        Path data = folder.resolve("data");
        CentralFixture.start(data, 3, "--winning-number", "1").close();
        CentralFixture.start(data, 0).close();
        draw(data, 1, "--winning-number", "2");
        String manifest = Files.readString(data.resolve("lottery.properties"));
        assertTrue(manifest.contains("\nagencies=1\nwinning_number=2\n"), manifest);
    }

    @Test
    void shouldEndWithThreeWhereTheManifestIsDamaged() throws Exception {
        Path data = folder.resolve("data");
        CentralFixture.start(data, 1).close();
        Path manifest = data.resolve("lottery.properties");
        Files.writeString(manifest, Files.readString(manifest).replace("7574", "7575"));
        try (JvmProcess coordinator = CentralFixture.launch(data, 1)) {
            assertEquals(3, coordinator.awaitExit(), coordinator::transcript);
            assertTrue(coordinator.transcript().contains("lottery.properties: line 7: expected the checksum"));
        }
    }
}
