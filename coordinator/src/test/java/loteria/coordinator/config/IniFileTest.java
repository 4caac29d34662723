package loteria.coordinator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import loteria.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IniFileTest {
    @TempDir
    private Path folder;

    private Map<String, String> read(String text) throws IOException, ConfigException {
        return new IniFile().read(Files.writeString(folder.resolve("config.ini"), text));
    }

    @Test
    void shouldReadTheFileOfTheCourse() throws Exception {
        Map<String, String> expected = Map.of(
                "SERVER_PORT", "12345",
                "SERVER_IP", "server",
                "SERVER_LISTEN_BACKLOG", "5",
                "LOGGING_LEVEL", "INFO");
        assertEquals(expected, new IniFile().read(Path.of("../server/config.ini")));
    }

    @Test
    void shouldReadWhatPythonReads() throws Exception {
        String text = "[DEFAULT]\r\n# a comment\n; another\n\n  server_port : 1  \nLOGGING_LEVEL=a = b\nEMPTY =\n";
        assertEquals(Map.of("SERVER_PORT", "1", "LOGGING_LEVEL", "a = b", "EMPTY", ""), read(text));
    }

    @Test
    void shouldPassOverOtherSections() throws Exception {
        String text = "A = 1\n[OTHER]\nno assignment\nB = 2\n[DEFAULT]\nC = 3\n[MORE]\nD = 4\n";
        assertEquals(Map.of("C", "3"), read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVER_PORT", "= 5", ": 5"})
    void shouldNameTheLineThatIsNoAssignment(String line) {
        ConfigException e = assertThrows(ConfigException.class, () -> read("[DEFAULT]\nA = 1\n" + line + "\n"));
        assertEquals(
                folder.resolve("config.ini") + ": line 3: expected KEY = VALUE, found '" + line + "'", e.getMessage());
    }

    @Test
    void shouldRefuseWhatIsNotUtf8() throws Exception {
        Path file = Files.write(folder.resolve("config.ini"), new byte[] {'[', (byte) 0xff});
        ConfigException e = assertThrows(ConfigException.class, () -> new IniFile().read(file));
        assertEquals(file + ": expected UTF-8", e.getMessage());
    }
}
