package loteria.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import loteria.log.LogLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Setting PORT = new Setting("port", "SERVER_PORT", "server_port", "12345", "N", "the port");
    private static final Setting ID = new Setting("id", "CLI_ID", "id", null, "N", "the agency");
    private static final Setting FLAG_ALONE = new Setting("mode", null, null, "lottery", "M", "the mode");

    @TempDir
    private Path dir;

    private final Map<String, String> flags = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> entries = new HashMap<>();

    /** The settings when the default file holds {@link #entries}. */
    private Settings settings() throws ConfigException, IOException {
        Path file = dir.resolve("config.ini");
        Files.writeString(file, "");
        return Settings.read(flags, environment, file, path -> inLineOne(entries));
    }

    @Test
    void shouldTakeTheDefaultWhenNobodySaysAnything() throws Exception {
        assertEquals(12_345, settings().integer(PORT, 0, 65_535));
        assertEquals("12345", settings().text(PORT));
        assertFalse(settings().isSet(PORT));
        assertNull(settings().text(ID));
    }

    @Test
    void shouldPreferFlagToEnvironmentToFileToDefault() throws Exception {
        entries.put("server_port", "3");
        assertEquals("3", settings().text(PORT));
        assertTrue(settings().isSet(PORT));
        environment.put("SERVER_PORT", "2");
        assertEquals("2", settings().text(PORT));
        flags.put("port", "1");
        assertEquals("1", settings().text(PORT));
        assertTrue(settings().isSet(PORT));
    }

    @Test
    void shouldTakeAnEmptyVariableForAbsent() throws Exception {
        environment.put("SERVER_PORT", "");
        entries.put("server_port", "3");
        assertEquals("3", settings().text(PORT));
    }

    @Test
    void shouldKnowASettingThatHasOnlyAFlag() throws Exception {
        environment.put("mode", "echo");
        entries.put("mode", "echo");
        assertEquals("lottery", settings().text(FLAG_ALONE));
        flags.put("mode", "single-bet");
        assertEquals("single-bet", settings().choice(FLAG_ALONE, "lottery", "single-bet", "echo"));
    }

    @Test
    void shouldNameKeyValueAndWhatIsExpected() throws Exception {
        String expected = ": expected a whole number from 0 to 65535, found '";
        entries.put("server_port", "http");
        Path file = dir.resolve("config.ini");
        assertMessage(
                file + ": line 1: server_port" + expected + "http'",
                () -> settings().integer(PORT, 0, 65_535));
        environment.put("SERVER_PORT", "65536");
        assertMessage("SERVER_PORT" + expected + "65536'", () -> settings().integer(PORT, 0, 65_535));
        flags.put("port", "-1");
        assertMessage("--port" + expected + "-1'", () -> settings().integer(PORT, 0, 65_535));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1.5", "12a", "99999999999", "0x10", " 5", "1_000"})
    void shouldRefuseWhatIsNoWholeNumber(String text) {
        flags.put("port", text);
        assertMessage(
                "--port: expected a whole number from 1 to 9, found '" + text + "'",
                () -> settings().integer(PORT, 1, 9));
    }

    @Test
    void shouldTakeBothBounds() throws Exception {
        flags.put("port", "1");
        assertEquals(1, settings().integer(PORT, 1, 9));
        flags.put("port", "9");
        assertEquals(9, settings().integer(PORT, 1, 9));
        flags.put("port", "10");
        assertThrows(ConfigException.class, () -> settings().integer(PORT, 1, 9));
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertMessage(
                "--id is missing, expected a whole number from 1 to 5",
                () -> settings().integer(ID, 1, 5));
        assertMessage("--id is missing, expected a or b", () -> settings().choice(ID, "a", "b"));
    }

    @ParameterizedTest
    @CsvSource({
        "DEBUG, DEBUG",
        "debug, DEBUG",
        "Info, INFO",
        "NOTICE, INFO",
        "WARNING, WARNING",
        "WARN, WARNING",
        "ERROR, ERROR",
        "CRITICAL, ERROR"
    })
    void shouldUnderstandLevelsOfPythonAndGo(String text, LogLevel level) throws Exception {
        flags.put("port", text);
        assertEquals(level, settings().level(PORT));
        assertEquals(text, settings().text(PORT));
    }

    @Test
    void shouldNameWhatIsExpectedOfLevelsDurationsAndChoices() {
        flags.put("port", "loud");
        assertMessage(
                "--port: expected DEBUG, INFO, WARNING or ERROR, found 'loud'",
                () -> settings().level(PORT));
        assertMessage(
                "--port: expected a duration like 150ms, 2.5s or 1m30s, found 'loud'",
                () -> settings().millis(PORT));
        assertMessage(
                "--port: expected wait or poll, found 'loud'", () -> settings().choice(PORT, "wait", "poll"));
    }

    @Test
    void shouldReadADuration() throws Exception {
        environment.put("SERVER_PORT", "1m30s");
        assertEquals(90_000, settings().millis(PORT));
    }

    @Test
    void shouldRefuseAVariableThatWasMangled() {
        environment.put("SERVER_PORT", "N\ufffd1");
        assertMessage(
                "SERVER_PORT: expected UTF-8 (is LC_ALL=C.UTF-8 set?)",
                () -> settings().text(PORT));
    }

    @Test
    void shouldDoWithoutTheDefaultFile() throws Exception {
        Settings settings = Settings.read(Map.of(), Map.of(), dir.resolve("none"), path -> {
            throw new AssertionError("read " + path);
        });
        assertEquals("12345", settings.text(PORT));
    }

    @Test
    void shouldReadTheNamedFileInsteadOfTheDefaultOne() throws Exception {
        Path named = dir.resolve("other.ini");
        Settings settings = Settings.read(
                Map.of("config", named.toString()),
                Map.of(),
                dir.resolve("config.ini"),
                path -> inLineOne(Map.of("server_port", path.getFileName().toString())));
        assertEquals("other.ini", settings.text(PORT));
        assertMessage(
                named + ": line 1: server_port: expected a whole number from 1 to 2, found 'other.ini'",
                () -> settings.integer(PORT, 1, 2));
    }

    @Test
    void shouldInsistOnTheNamedFile() {
        String named = dir.resolve("none.ini").toString();
        assertMessage(
                named + ": no such file or directory, expected a configuration file",
                () -> Settings.read(Map.of("config", named), Map.of(), dir, this::firstLine));
    }

    @Test
    void shouldSayWhyAFileCannotBeRead() {
        assertMessage(
                dir + ": Is a directory, expected a configuration file",
                () -> Settings.read(Map.of("config", dir.toString()), Map.of(), dir, this::firstLine));
        assertMessage(
                dir + ": permission denied, expected a configuration file",
                () -> Settings.read(Map.of(), Map.of(), dir, path -> {
                    throw new AccessDeniedException(path.toString());
                }));
    }

    @Test
    void shouldRefuseANameThatIsNone() {
        assertMessage(
                "--config: expected a file's name, found 'a\0b' (is LC_ALL=C.UTF-8 set?)",
                () -> Settings.read(Map.of("config", "a\0b"), Map.of(), dir, this::firstLine));
    }

    private Map<String, Entry> firstLine(Path file) throws IOException {
        return inLineOne(Map.of("line", Files.readAllLines(file).get(0)));
    }

    private static Map<String, Entry> inLineOne(Map<String, String> values) {
        Map<String, Entry> entries = new HashMap<>();
        values.forEach((key, text) -> entries.put(key, new Entry(text, 1)));
        return entries;
    }

    private static void assertMessage(String message, Executable code) {
        assertEquals(message, assertThrows(ConfigException.class, code).getMessage());
    }
}
