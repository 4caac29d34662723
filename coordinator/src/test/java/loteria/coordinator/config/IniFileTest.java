package loteria.coordinator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import loteria.config.ConfigException;
import loteria.config.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Python's configparser makes of each of these was looked up with Python 3.11. */
class IniFileTest {
    @TempDir
    private Path folder;

    private Map<String, String> read(String text) throws IOException, ConfigException {
        return values(Files.writeString(folder.resolve("config.ini"), text));
    }

    private static Map<String, String> values(Path file) throws IOException, ConfigException {
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, Entry> entry : new IniFile().read(file).entrySet()) {
            values.put(entry.getKey(), entry.getValue().text());
        }
        return values;
    }

    private void assertRefused(String place, String text) {
        ConfigException e = assertThrows(ConfigException.class, () -> read(text));
        assertEquals(folder.resolve("config.ini") + ": " + place, e.getMessage());
    }

    @Test
    void shouldReadTheFileOfTheCourse() throws Exception {
        Map<String, String> expected = Map.of(
                "SERVER_PORT", "12345",
                "SERVER_IP", "server",
                "SERVER_LISTEN_BACKLOG", "5",
                "LOGGING_LEVEL", "INFO");
        assertEquals(expected, values(Path.of("../server/config.ini")));
    }

    @Test
    void shouldReadWhatPythonReads() throws Exception {
        String text = "[DEFAULT]\r\n# a comment\n; another\n\n  server_port : 1  \nLOGGING_LEVEL=a = b\nEMPTY =\n";
        assertEquals(Map.of("SERVER_PORT", "1", "LOGGING_LEVEL", "a = b", "EMPTY", ""), read(text));
    }

    /** \N and \R stand for line ends, \M for a byte order mark, \T for a tab, \B for a no-break space. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[DEFAULT]\\NA = 1",
                "\\M[DEFAULT]\\R\\NA = 1\\R\\N",
                "\\N\\N# first\\N[DEFAULT]\\NA = 1\\N",
                "[DEFAULT]\\RA = 1\\R",
                "[DEFAULT] # all of it\\NA = 1\\N",
                "[DEFAULT];\\NA = 1\\N",
                "  [DEFAULT]  \\N  A = 1\\N",
                "[DEFAULT]\\N\\TA\\T=\\T1\\N",
                "[DEFAULT]\\N\\BA\\B=\\B1\\B\\N",
                "[DEFAULT]\\Na=1\\N",
                "[DEFAULT]\\NA : 1\\N   ; A = 2\\N    # A = 3\\N",
                "[DEFAULT]\\N[OTHER]\\NB = 2\\N[DEFAULT]\\NA = 1\\N",
                "[OTHER]\\NB = 2\\N  C = 3\\N\\N  more\\N[DEFAULT]\\NA = 1\\N",
                "[OTHER]\\NA = 2\\N[THIRD]\\NA = 3\\N[DEFAULT]\\NA = 1\\N",
            })
    void shouldFindTheValueWherePythonDoes(String text) throws Exception {
        // But for the byte order mark: who saved the file with one meant what it says.
        assertEquals(Map.of("A", "1"), read(plain(text)));
    }

    private static String plain(String text) {
        return text.replace("\\N", "\n")
                .replace("\\R", "\r")
                .replace("\\T", "\t")
                .replace("\\M", "\ufeff")
                .replace("\\B", "\u00a0");
    }

    @ParameterizedTest
    @CsvSource({"a%%b, a%b", "%%%%, %%", "a  b, a  b", "a#b;c, a#b;c", "=1, =1", ": 1, : 1", "'it''s', it's"})
    void shouldTakeAValueAsPythonDoes(String written, String value) throws Exception {
        assertEquals(Map.of("A", value), read("[DEFAULT]\nA = " + written + "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "50%, expected %% for a percent sign",
                "%(B)s, expected %% for a percent sign",
                "%%%, expected %% for a percent sign",
                "'1', expected a value without quotes",
                "\"1\", expected a value without quotes",
                "1 # one, ~expected a value alone, a comment has a line of its own~",
                "1 ; one, ~expected a value alone, a comment has a line of its own~",
                "# none, ~expected a value alone, a comment has a line of its own~"
            })
    void shouldRefuseAValueThatIsNotWhatItSeems(String written, String reason) {
        assertRefused("line 3: A: " + reason + ", found '" + written + "'", "[DEFAULT]\n\nA = " + written + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVER_PORT", "= 5", ": 5", "[DEFAULT", "[]"})
    void shouldNameTheLineThatIsNoAssignment(String line) {
        assertRefused("line 3: expected KEY = VALUE, found '" + line + "'", "[DEFAULT]\nA = 1\n" + line + "\n");
        assertRefused("line 2: expected KEY = VALUE, found '" + line + "'", "[OTHER]\n" + line + "\n");
    }

    @Test
    void shouldInsistOnTheSection() {
        assertRefused("line 1: expected [DEFAULT] before the first key, found 'A = 1'", "A = 1\n[DEFAULT]\n");
        assertRefused("line 2: expected [DEFAULT] before the first key, found '[]'", "# a\n[]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[default]", "[Default]", "[ DEFAULT ]", "[[DEFAULT]]", "[DEFAULT] # [sic]"})
    void shouldRefuseASectionThatIsNearlyTheOne(String line) {
        String found = line.substring(0, line.lastIndexOf(']') + 1);
        assertRefused(
                "line 1: expected [DEFAULT] or another section, found '" + found + "'", line + "\nSERVER_PORT = 1\n");
    }

    @Test
    void shouldRefuseWhatStandsTwice() {
        assertRefused("line 4: A stands in line 2 already", "[DEFAULT]\nA = 1\nB = 2\na = 1\n");
        assertRefused("line 4: A stands in line 2 already", "[DEFAULT]\nA = 1\n[DEFAULT]\nA = 2\n");
        assertRefused("line 3: [O] stands in line 1 already", "[O]\n[DEFAULT]\n[O]\n");
        assertRefused("line 3: B stands in line 2 already", "[O]\nB = 1\nb = 1\n");
    }

    @Test
    void shouldRefuseAKeyOfOursInAnotherSection() {
        assertRefused(
                "line 4: SERVER_PORT stands in [server], expected in [DEFAULT]",
                "[DEFAULT]\nA = 1\n[server]\nserver_port = 1\n");
    }

    @Test
    void shouldRefuseAnIndentedLineThatLooksLikeAKey() {
        String reason = ": is indented and so goes on with A, expected KEY = VALUE at the line's begin, found 'B = 2'";
        assertRefused("line 3" + reason, "[DEFAULT]\nA = 1\n B = 2\n");
        assertRefused("line 5" + reason, "[DEFAULT]\n  A = 1\n\n# more\n\tX\n".replace("\tX", "   B = 2"));
    }

    @Test
    void shouldRefuseWhatIsNoText() throws Exception {
        Path file = folder.resolve("config.ini");
        byte[][] texts = {
            {'[', (byte) 0xff},
            "\ufeff[DEFAULT]\r\nSERVER_PORT = 1\r\n".getBytes(StandardCharsets.UTF_16LE),
            "[DEFAULT]\nSERVER_PORT = 1\n".getBytes(StandardCharsets.UTF_16BE),
        };
        for (byte[] text : texts) {
            Files.write(file, text);
            ConfigException e = assertThrows(ConfigException.class, () -> new IniFile().read(file));
            assertEquals(file + ": line 1: expected UTF-8", e.getMessage());
        }
        Files.write(file, "[DEFAULT]\r\n# \u00f1\r\n".getBytes(StandardCharsets.ISO_8859_1));
        ConfigException e = assertThrows(ConfigException.class, () -> new IniFile().read(file));
        assertEquals(file + ": line 2: expected UTF-8", e.getMessage());
        Files.write(file, new byte[(1 << 20) + 1]);
        e = assertThrows(ConfigException.class, () -> new IniFile().read(file));
        assertEquals(file + ": expected a configuration file, found more than 1048576 bytes", e.getMessage());
    }
}
