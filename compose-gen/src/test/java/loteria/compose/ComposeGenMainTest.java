package loteria.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeGenMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void shouldWriteTheFileThatWasAskedFor() throws IOException {
        assertEquals(0, run(Map.of(), file().toString(), "5"));

        assertEquals(ComposeFile.render(Mode.LOTTERY, 5), Files.readString(file()));
        assertEquals("", err.toString());
        assertEquals(List.of("out.yaml"), names());
    }

    @Test
    void shouldReplaceAnOlderFileThroughItsLink() throws IOException {
        Files.writeString(file(), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("out.yaml"));

        assertEquals(0, run(Map.of(), link.toString(), "0"));

        assertTrue(Files.isSymbolicLink(link));
        assertEquals(ComposeFile.render(Mode.LOTTERY, 0), Files.readString(file()));
    }

    @Test
    void shouldTakeTheModeFromTheFlagThenTheEnvironment() throws IOException {
        assertEquals(0, run(Map.of("COMPOSE_MODE", "echo"), file().toString(), "1"));
        assertEquals(ComposeFile.render(Mode.ECHO, 1), Files.readString(file()));

        assertEquals(0, run(Map.of("COMPOSE_MODE", "echo"), file().toString(), "1", "--mode", "single-bet"));
        assertEquals(ComposeFile.render(Mode.SINGLE_BET, 1), Files.readString(file()));

        assertEquals(0, run(Map.of("COMPOSE_MODE", ""), file().toString(), "1"));
        assertEquals(ComposeFile.render(Mode.LOTTERY, 1), Files.readString(file()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "253", "five", "", "1.5", "99999999999"})
    void shouldRefuseAWrongCount(String count) throws IOException {
        refuses(
                "number of clients: expected a whole number from 0 to 252",
                "'" + count + "'",
                file().toString(),
                count);
    }

    @Test
    void shouldRefuseAMissingArgument() throws IOException {
        refuses("expected a file and a number of clients", "found nothing");
        refuses("expected a file and a number of clients", "out.yaml", file().toString());
        refuses("expected a file and a number of clients", "5 6", file().toString(), "5", "6");
    }

    @Test
    void shouldRefuseAnUnknownFlagOrMode() throws IOException {
        refuses("--colour", "--help", file().toString(), "5", "--colour");
        refuses("Missing argument", "mode", file().toString(), "5", "--mode");
        refuses("--mode: expected lottery, echo or single-bet", "'fast'", file().toString(), "5", "--mode", "fast");
    }

    @Test
    void shouldNameTheVariableThatIsWrong() {
        assertEquals(2, run(Map.of("COMPOSE_MODE", "fast"), file().toString(), "5"));

        assertEquals("compose-gen: COMPOSE_MODE: expected lottery, echo or single-bet, found 'fast'\n", err.toString());
    }

    @Test
    void shouldRefuseAPathThatCannotBeWritten() throws IOException {
        String missing = folder.resolve("none").resolve("out.yaml").toString();

        refuses(missing + ": cannot be written: no such folder", "", missing, "5");
        refuses(folder + ": cannot be written: not a regular file", "", folder.toString(), "5");
        refuses("/dev/null: cannot be written: not a regular file", "", "/dev/null", "5");
        refuses("is no file name here", "", "a\0b", "5");
    }

    @Test
    void shouldLeaveNothingBehindWhenTheRenameFails() throws IOException {
        // The temporary file has a short name: it is written before the system sees the long one.
        refuses(
                "cannot be written: File name too long",
                "",
                folder.resolve("x".repeat(300)).toString(),
                "5");
    }

    @Test
    void shouldNeverShowAPartOfTheFile() throws IOException {
        Files.writeString(file(), "old");
        try (InputStream reader = Files.newInputStream(file())) {
            assertEquals(0, run(Map.of(), file().toString(), "5"));

            assertEquals("old", new String(reader.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldAnswerHelpAndVersion() {
        assertEquals(0, run(Map.of(), "--help"));
        assertTrue(out.toString().contains("compose-gen FILE CLIENTS [--mode MODE]"), out.toString());
        assertTrue(out.toString().contains("single-bet"), out.toString());

        assertEquals(0, run(Map.of(), "--version"));
        assertTrue(out.toString().contains("compose-gen "), out.toString());
    }

    private void refuses(String what, String found, String... args) throws IOException {
        err.reset();
        assertEquals(2, run(Map.of(), args));
        String said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.startsWith("compose-gen: ") && said.contains(what) && said.contains(found), said);
        assertEquals(said.length() - 1, said.indexOf('\n'), said);
        assertEquals(List.of(), names());
    }

    private int run(Map<String, String> environment, String... args) {
        return ComposeGenMain.run(args, environment, new PrintStream(out), new PrintStream(err));
    }

    private Path file() {
        return folder.resolve("out.yaml");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
