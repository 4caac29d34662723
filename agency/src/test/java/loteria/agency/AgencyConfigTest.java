package loteria.agency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loteria.config.ConfigException;
import loteria.config.Settings;
import loteria.log.LogLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgencyConfigTest {
    private static final Map<String, String> BET = Map.of(
            "CLI_ID", "1",
            "NOMBRE", "Santiago Lionel",
            "APELLIDO", "Lorca",
            "DOCUMENTO", "30904465",
            "NACIMIENTO", "1999-03-17",
            "NUMERO", "2201");

    @TempDir
    private Path dir;

    private AgencyConfig read(Map<String, String> flags, Map<String, String> environment, String yaml)
            throws Exception {
        Path file = dir.resolve("config.yaml");
        if (yaml == null) {
            Files.deleteIfExists(file);
        } else {
            Files.writeString(file, yaml);
        }
        return AgencyConfig.of(Settings.read(flags, environment, file, new YamlFile()));
    }

    private String errorOf(Map<String, String> flags, Map<String, String> environment, String yaml) {
        return assertThrows(ConfigException.class, () -> read(flags, environment, yaml))
                .getMessage();
    }

    private static Map<String, String> without(String name) {
        Map<String, String> variables = new HashMap<>(BET);
        variables.remove(name);
        return variables;
    }

    @Test
    void shouldLogAsItIsTold() throws Exception {
        assertFalse(read(Map.of("id", "1"), Map.of(), null).logJson());
        assertTrue(read(Map.of("id", "1"), Map.of(), "log:\n  format: json\n").logJson());
        assertTrue(
                read(Map.of("id", "1"), Map.of("CLI_LOG_FORMAT", "json"), null).logJson());
        assertEquals(
                "--log-format: expected text or json, found 'xml'",
                errorOf(Map.of("id", "1", "log-format", "xml"), Map.of(), null));
    }

    @Test
    void shouldTakeDefaultsWhereNobodySaysAnything() throws Exception {
        AgencyConfig config = read(Map.of("id", "7"), Map.of(), null);
        assertEquals(7, config.id());
        assertEquals(
                List.of(new ServerAddress("server:12345", "server", 12345)),
                config.server().all());
        assertEquals(".data/agency-7.csv", config.bets());
        assertEquals(150, config.batchMaxAmount());
        assertEquals(64, config.window());
        assertEquals(AgencyConfig.Mode.LOTTERY, config.mode());
        assertTrue(config.waiting());
        assertEquals(60_000, config.retryForMillis());
        assertEquals("INFO", config.level());
        assertEquals(5, config.loopAmount());
        assertEquals(5_000, config.loopPeriodMillis());
        assertNull(config.single());
    }

    @Test
    void shouldPreferFlagsToEnvironmentToFile() throws Exception {
        String yaml = "id: 1\nserver: {address: 'file:1'}\nbatch: {maxAmount: 3}\nlog: {level: debug}\n"
                + "loop: {amount: 9, period: 2.5s}";
        Map<String, String> environment = Map.of("CLI_ID", "2", "CLI_SERVER_ADDRESS", "env:2", "CLI_WINNERS", "");
        AgencyConfig config = read(Map.of("id", "3"), environment, yaml);
        assertEquals(3, config.id());
        assertEquals("env:2", config.server().toString());
        assertEquals(3, config.batchMaxAmount());
        assertEquals("debug", config.level());
        assertEquals(LogLevel.DEBUG, config.threshold());
        assertEquals(9, config.loopAmount());
        assertEquals(2_500, config.loopPeriodMillis());
        assertTrue(config.waiting());
    }

    @Test
    void shouldReadTheLoopFromTheEnvironment() throws Exception {
        AgencyConfig config = read(Map.of("id", "1"), Map.of("CLI_LOOP_AMOUNT", "2", "CLI_LOOP_PERIOD", "150ms"), null);
        assertEquals(2, config.loopAmount());
        assertEquals(150, config.loopPeriodMillis());
    }

    @Test
    void shouldUnderstandTheFileOfTheRepository() throws Exception {
        AgencyConfig config = AgencyConfig.of(
                Settings.read(Map.of("id", "1"), Map.of(), Path.of("../client/config.yaml"), new YamlFile()));
        assertEquals("info", config.level());
        assertEquals("server:12345", config.server().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "id,0",
        "id,-1",
        "id,65536",
        "id,one",
        "id,1.5",
        "batch-max-amount,0",
        "batch-max-amount,65536",
        "window,0",
        "mode,draw",
        "winners,never",
        "retry-for,60",
        "log-level,LOUD",
        "server,nowhere",
        "server,host:0",
        "server,host:65536",
        "server,:12345",
        "server,::1:12345",
        "server,host:x",
        "server,'a:1,'",
        "server,'a:1, b:2'",
        "server,'a:1,b:2,a:1'"
    })
    void shouldNameAWrongValueAndWhatIsExpected(String flag, String value) {
        Map<String, String> flags = new HashMap<>(Map.of("id", "1"));
        flags.put(flag, value);
        String error = errorOf(flags, Map.of(), null);
        assertTrue(error.contains("--" + flag), error);
        assertTrue(error.contains("expected"), error);
        assertTrue(error.contains("'" + value + "'"), error);
    }

    @Test
    void shouldAskForTheId() {
        assertEquals("--id is missing, expected a whole number from 1 to 65535", errorOf(Map.of(), Map.of(), null));
    }

    @Test
    void shouldRefuseAVariableThatWasNotUtf8() {
        String error = errorOf(Map.of(), Map.of("CLI_ID", "1", "CLI_BETS", "agust\ufffdn.csv"), null);
        assertTrue(error.startsWith("CLI_BETS: expected UTF-8"), error);
    }

    @Test
    void shouldSellTheSingleBetOfTheEnvironment() throws Exception {
        AgencyConfig config = read(Map.of(), BET, null);
        assertEquals(AgencyConfig.Mode.SINGLE_BET, config.mode());
        assertEquals("30904465", config.single().document());
        assertEquals(
                AgencyConfig.Mode.ECHO, read(Map.of("mode", "echo"), BET, null).mode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOMBRE", "APELLIDO", "DOCUMENTO", "NACIMIENTO"})
    void shouldMissAPartOfASingleBet(String name) {
        assertTrue(errorOf(Map.of(), without(name), null).startsWith(name + " is missing"));
    }

    @Test
    void shouldMissTheNumberOfASingleBetThatWasAskedFor() {
        assertTrue(
                errorOf(Map.of("mode", "single-bet"), without("NUMERO"), null).startsWith("NUMERO is missing"));
    }

    @Test
    void shouldRefuseAnInvalidSingleBet() {
        Map<String, String> variables = new HashMap<>(BET);
        variables.put("NACIMIENTO", "2023-02-30");
        String error = errorOf(Map.of(), variables, null);
        assertTrue(error.contains("birthdate: expected a real date"), error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"- 1\n- 2\n", "id: [1\n", "server: [a, b]\n", "text", "id: 1\nid: 2\n", "a:\n\t- b\n"})
    void shouldRefuseABrokenFileInOneLine(String yaml) {
        String error = errorOf(Map.of("id", "1"), Map.of(), yaml);
        assertTrue(error.contains("config.yaml"), error);
        assertTrue(error.contains("expected"), error);
        assertFalse(error.contains("\n"), error);
    }

    @Test
    void shouldTakeAnEmptyFileForNone() throws Exception {
        assertEquals(150, read(Map.of("id", "1"), Map.of(), "# nothing\n").batchMaxAmount());
        assertEquals(150, read(Map.of("id", "1"), Map.of(), "batch:\n").batchMaxAmount());
    }

    @Test
    void shouldNameTheFileOfAWrongValue() {
        String error = errorOf(Map.of("id", "1"), Map.of(), "batch: {maxAmount: many}");
        assertTrue(
                error.endsWith(
                        "config.yaml: line 1: batch.maxAmount: expected a whole number from 1 to 65535, found 'many'"),
                error);
    }

    /** The file's name and what follows it. */
    private String placeOf(String yaml) {
        String error = errorOf(Map.of("id", "1"), Map.of(), yaml);
        return error.substring(error.indexOf("config.yaml"));
    }

    @Test
    void shouldRefuseAKeyThatNobodyReads() {
        String known = ", expected one of id, server.address, batch.maxAmount, ";
        assertTrue(placeOf("log:\n  lvel: debug\n")
                .startsWith("config.yaml: line 2: found log.lvel (is it log.level?)" + known));
        assertTrue(placeOf("batch:\n  maxamount: 5\n")
                .startsWith("config.yaml: line 2: found batch.maxamount (is it batch.maxAmount?)" + known));
        assertTrue(placeOf("address: a:1\n")
                .startsWith("config.yaml: line 1: found address (is it server.address?)" + known));
        assertTrue(placeOf("CLI_WINDOW: 5\n").startsWith("config.yaml: line 1: found CLI_WINDOW" + known));
        assertTrue(placeOf("id:\n  id:\n    id: 5\n").startsWith("config.yaml: line 3: found id.id.id" + known));
    }

    @Test
    void shouldRefuseAKeyThatStandsTwice() {
        assertEquals(
                "config.yaml: line 4: expected each key once, batch stands in line 1 already",
                placeOf("batch:\n  maxAmount: 1\nid: 1\nbatch:\n  maxAmount: 2\n"));
        assertEquals(
                "config.yaml: line 3: expected each key once, batch.maxAmount stands in line 2 already",
                placeOf("batch:\n  maxAmount: 1\nbatch.maxAmount: 2\n"));
    }

    @Test
    void shouldRefuseAMapWithinItself() {
        assertTrue(placeOf("a: &a\n  b: *a\n").startsWith("config.yaml: line "));
    }

    @Test
    void shouldReadWhatWindowsSaves() throws Exception {
        String yaml = "\ufeffbatch:\r\n  maxAmount: 3\r\nlog:\r\n  level: debug\r\n";
        assertEquals(3, read(Map.of("id", "1"), Map.of(), yaml).batchMaxAmount());
        Files.write(dir.resolve("config.yaml"), "id: 1\n# \u00f1\n".getBytes(StandardCharsets.ISO_8859_1));
        ConfigException e = assertThrows(ConfigException.class, () -> new YamlFile().read(dir.resolve("config.yaml")));
        assertEquals(dir.resolve("config.yaml") + ": line 2: expected UTF-8", e.getMessage());
    }

    @Test
    void shouldNameTheVariablesThatNobodyReads() {
        assertNull(AgencyConfig.strangers(BET));
        assertNull(AgencyConfig.strangers(Map.of("CLI_LOOP_PERIOD", "", "SERVER_PROT", "")));
        assertEquals(
                "CLI_WINDOWS (is it CLI_WINDOW?)", AgencyConfig.strangers(Map.of("CLI_WINDOWS", "1", "CLI_ID", "1")));
    }

    @Test
    void shouldReadAddressesOfEveryForm() throws Exception {
        assertEquals(new ServerAddress("[::1]:5", "::1", 5), ServerAddress.parse("[::1]:5"));
        assertEquals(
                "::1", ServerAddress.parse("[::1]:5").resolve()[0].getAddress().isLoopbackAddress() ? "::1" : "");
        assertEquals(9, ServerAddress.parse("127.0.0.1:9").resolve()[0].getPort());
    }
}
