package loteria.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    private static final String USAGE = "coordinator --agencies 5 [--port N]";
    private static final Setting[] SETTINGS = {
        new Setting("agencies", "SERVER_AGENCIES", "server_agencies", "5", "N", "agencies expected"),
        new Setting("port", "SERVER_PORT", "server_port", "12345", "N", "port to listen on"),
        new Setting("data-dir", "SERVER_DATA_DIR", "server_data_dir", null, "DIR", "where the store lies"),
        new Setting("watch", null, null, null, null, "again and again")
    };

    @Test
    void shouldGiveNothingWithoutWords() throws ConfigException {
        assertEquals(Map.of(), parse());
    }

    @Test
    void shouldGiveValuesByTheFlagsNames() throws ConfigException {
        assertEquals(
                Map.of("agencies", "5", "data-dir", "/tmp/a b", "config", "x.ini"),
                parse("--agencies", "5", "--data-dir=/tmp/a b", "--config", "x.ini"));
        assertEquals(Map.of("help", "", "version", ""), parse("--help", "--version"));
    }

    @Test
    void shouldTakeAFlagThatHasNoValue() throws ConfigException {
        assertEquals(Map.of("watch", "", "agencies", "5"), parse("--watch", "--agencies", "5"));
    }

    @Test
    void shouldTakeNegativeNumbersAndEmptyTextForValues() throws ConfigException {
        assertEquals(Map.of("agencies", "-1", "port", ""), parse("--agencies", "-1", "--port", ""));
    }

    @Test
    void shouldTakeTheLastOfTwoValues() throws ConfigException {
        assertEquals(Map.of("port", "2"), parse("--port", "1", "--port", "2"));
    }

    @Test
    void shouldTakeAValueAsItIs() throws ConfigException {
        assertEquals(Map.of("data-dir", "\"a\""), parse("--data-dir", "\"a\""));
        assertEquals(Map.of("data-dir", "\"a\""), parse("--data-dir=\"a\""));
        assertEquals(Map.of("data-dir", "a=b"), parse("--data-dir=a=b"));
    }

    @ParameterizedTest
    @CsvSource({
        "--ports 1, Unrecognized option: --ports",
        "--por 1, Unrecognized option: --por",
        "--agen=5, Unrecognized option: --agen=5",
        "-p 1, Unrecognized option: -p",
        "--help=me, Unrecognized option: --help=me",
        "--port, Missing argument for option: port",
        "--port --agencies 5, Missing argument for option: port",
        "--agencies 5 --config, Missing argument for option: config"
    })
    void shouldRefuseUnknownFlagsPartsOfNamesAndMissingValues(String words, String reason) {
        assertRefused(reason + " (--help lists the flags)", words.split(" "));
    }

    @Test
    void shouldRefuseAWordThatIsNoFlag() {
        assertRefused("expected flags, found 'five' (--help lists them)", "--agencies", "5", "five");
        assertRefused("expected flags, found 'sample' (--help lists them)", "sample", "--agencies", "5");
        assertRefused("expected flags, found '--port' (--help lists them)", "--", "--port");
    }

    @Test
    void shouldAnswerVersion() throws ConfigException {
        // A class of a package that has a version, as the program's own jar gives it.
        String version = Test.class.getPackage().getImplementationVersion();
        assertEquals(
                "coordinator " + version + "\n", answer(Test.class, "--version").replace("\r", ""));
    }

    @Test
    void shouldAnswerHelpWithEveryFlagAndItsDefault() throws ConfigException {
        String help = answer(CommandLineTest.class, "--help");
        assertTrue(help.contains(USAGE), help);
        assertTrue(help.matches("(?s).*--agencies\\s+<?N>?\\s+agencies expected; default 5\\b.*"), help);
        assertTrue(help.matches("(?s).*--port\\s+<?N>?\\s+port to listen on; default 12345\\b.*"), help);
        assertTrue(help.matches("(?s).*--data-dir\\s+<?DIR>?\\s+where the store lies\\s.*"), help);
        assertTrue(help.contains("--config") && help.contains("--help") && help.contains("--version"), help);
    }

    @Test
    void shouldAnswerNothingUnasked() throws ConfigException {
        assertFalse(CommandLine.answered(parse("--port", "1"), CommandLineTest.class, USAGE, SETTINGS));
    }

    private static String answer(Class<?> main, String flag) throws ConfigException {
        Map<String, String> flags = parse(flag);
        PrintStream console = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertTrue(CommandLine.answered(flags, main, USAGE, SETTINGS));
        } finally {
            System.setOut(console);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, String> parse(String... words) throws ConfigException {
        return CommandLine.parse(words, SETTINGS);
    }

    private static void assertRefused(String reason, String... words) {
        assertEquals(
                reason, assertThrows(ConfigException.class, () -> parse(words)).getMessage());
    }
}
