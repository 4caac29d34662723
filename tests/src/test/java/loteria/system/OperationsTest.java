package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loteria.wire.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The steps of docs/operations, as they stand there. */
@Timeout(180)
class OperationsTest {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    /** Runs the commands under a heading; returns what they said. */
    private String follow(String heading) throws IOException, InterruptedException {
        String text = Files.readString(JvmProcess.ROOT.resolve("docs/operations/README.md"));
        int from = text.indexOf("\n## " + heading + "\n");
        assertTrue(from >= 0, heading);
        int to = text.indexOf("\n## ", from + 1);
        Matcher blocks = BLOCK.matcher(text.substring(from, to));
        assertTrue(blocks.find(), heading);
        Path said = folder.resolve(heading + ".log");
        Process shell = new ProcessBuilder("sh", "-ec", blocks.group(1))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertTrue(shell.waitFor(JvmProcess.PATIENCE.toMillis(), TimeUnit.MILLISECONDS), heading);
        String log = Files.readString(said, StandardCharsets.UTF_8);
        assertEquals(0, shell.exitValue(), heading + ": " + log);
        return log;
    }

    @Test
    void shouldBringADrawBackFromACopyAfterDamage() throws Exception {
        Path programs = Files.createSymbolicLink(folder.resolve("bin"), JvmProcess.ROOT.resolve("bin"));
        Path data = folder.resolve("data");
        Bets bets = Bets.generate(1, 300, new Random(3));
        try (CentralFixture central = CentralFixture.start(data, 1);
                RawAgency agency = central.session(1)) {
            agency.send(bets.batch(1, 100));
            agency.awaitAck(100);
            assertTrue(follow("Backup").contains("action: audit | result: success"));
            agency.send(bets.batch(101, 200));
            agency.awaitAck(200);
        }
        List<String> lines = Files.readAllLines(data.resolve("bets.csv"));
        Files.write(data.resolve("bets.csv"), lines.subList(0, 199));
        try (JvmProcess central = CentralFixture.launch(data, 1)) {
            assertEquals(3, central.awaitExit(), central::transcript);
        }
        String said = follow("After exit code 3");
        assertTrue(said.contains("error: bets.csv: byte "), said);
        assertTrue(follow("Restore").contains("action: audit | result: success"));
        try (CentralFixture central = CentralFixture.start(folder.resolve("restored"), 1);
                RawAgency agency = central.connect()) {
            assertEquals(100, agency.hello(1).stored());
            agency.send(bets.batch(101, 200));
            agency.send(bets.batch(201, 300));
            agency.awaitAck(300);
            agency.send(bets.finished());
            assertEquals(new Message.Closed(300), agency.read());
            central.coordinator().awaitLine("action: sorteo | result: success");
            central.assertStored(List.of(bets));
        }
        Files.delete(programs);
    }
}
