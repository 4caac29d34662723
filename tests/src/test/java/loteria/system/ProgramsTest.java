package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every program answers, and the generator of Compose files. */
class ProgramsTest {
    @TempDir
    private Path folder;

    private String answer(int exitCode, String program, String... args) throws Exception {
        try (JvmProcess process = JvmProcess.start(program, folder, args)) {
            assertEquals(exitCode, process.awaitExit(), process::transcript);
            return String.join("\n", process.lines());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "worker", "viewer", "agency", "compose-gen"})
    void shouldSayItsVersion(String program) throws Exception {
        assertEquals(program + " 1.1.0", answer(0, program, "--version"));
    }

    @ParameterizedTest
    @CsvSource({
        "coordinator, --winning-number",
        "coordinator, coordinator audit --data-dir DIR",
        "coordinator, coordinator status --data-dir DIR",
        "worker, CONTROL_SOCKET",
        "viewer, DATA_DIR",
        "agency, --batch-max-amount",
        "compose-gen, --mode",
    })
    void shouldExplainItself(String program, String flag) throws Exception {
        String help = answer(0, program, "--help");
        assertTrue(help.contains(flag), help);
    }

    @Test
    void shouldWriteAComposeFile() throws Exception {
        answer(0, "compose-gen", "out.yaml", "5");
        String file = Files.readString(folder.resolve("out.yaml"));
        for (String service : new String[] {"server:", "client1:", "client5:"}) {
            assertTrue(file.contains("  " + service + "\n"), file);
        }
        assertTrue(!file.contains("client6"), file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.yaml", "out.yaml x", "out.yaml -1", "none/such/out.yaml 5", "out.yaml 5 --nonsense"})
    void shouldNameWhatIsWrongWithTheComposeFile(String args) throws Exception {
        String lines = answer(2, "compose-gen", args.split(" "));
        assertTrue(lines.startsWith("compose-gen: ") && lines.lines().count() == 1, lines);
    }
}
