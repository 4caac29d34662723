package loteria.coordinator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loteria.config.ConfigException;
import loteria.log.LogLevel;
import loteria.note.KeyFile;
import loteria.note.KeyType;
import loteria.note.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinatorConfigTest {
    @TempDir
    private Path folder;

    /** With a file of its own, so that the one of this module is not read. */
    private CoordinatorConfig read(Map<String, String> flags, Map<String, String> environment, String file)
            throws Exception {
        Map<String, String> all = new HashMap<>(flags);
        all.put("config", Files.writeString(folder.resolve("config.ini"), file).toString());
        return CoordinatorConfig.read(all, environment);
    }

    @Test
    void shouldHaveTheDefaultsOfTheReadme() throws Exception {
        CoordinatorConfig expected = new CoordinatorConfig(
                null,
                12345,
                5,
                5,
                5,
                Path.of("./data"),
                7574,
                false,
                LogLevel.INFO,
                "INFO",
                false,
                null,
                List.of(),
                null,
                List.of(),
                null,
                null);
        assertEquals(expected, read(Map.of(), Map.of(), ""));
    }

    @Test
    void shouldTakeTheFlagBeforeTheEnvironmentBeforeTheFile() throws Exception {
        String file = "[DEFAULT]\nSERVER_PORT = 1\n";
        Map<String, String> environment = Map.of("SERVER_PORT", "2");
        assertEquals(1, read(Map.of(), Map.of(), file).port());
        assertEquals(2, read(Map.of(), environment, file).port());
        assertEquals(3, read(Map.of("port", "3"), environment, file).port());
    }

    private String refusal(String file) {
        return assertThrows(ConfigException.class, () -> read(Map.of(), Map.of(), file))
                .getMessage()
                .replace(folder.resolve("config.ini").toString(), "config.ini");
    }

    @Test
    void shouldRefuseAKeyThatNobodyReads() throws Exception {
        String known = "expected one of SERVER_AGENCIES, SERVER_HOST, SERVER_PORT, ";
        String refusal = refusal("[DEFAULT]\nSERVER_IP = server\n\nserver_prot = 1\n");
        assertTrue(refusal.startsWith("config.ini: line 4: found SERVER_PROT (is it SERVER_PORT?), " + known), refusal);
        refusal = refusal("[DEFAULT]\nPORT = 1\n");
        assertTrue(refusal.startsWith("config.ini: line 2: found PORT (is it SERVER_PORT?), " + known), refusal);
        refusal = refusal("[DEFAULT]\nANOTHER = 1\n");
        assertTrue(refusal.startsWith("config.ini: line 2: found ANOTHER, " + known), refusal);
        assertEquals(
                12345,
                read(Map.of(), Map.of(), "[DEFAULT]\nSERVER_IP = server\n").port());
    }

    @Test
    void shouldNameTheVariablesThatNobodyReads() {
        assertNull(CoordinatorConfig.strangers(
                Map.of("SERVER_IP", "", "SERVER_PORT", "x", "LOGGING_LEVEL", "", "CLI_IDD", "", "PATH", "")));
        assertEquals(
                "SERVER_AGENCY_COUNT", CoordinatorConfig.strangers(Map.of("SERVER_AGENCY_COUNT", "", "HOME", "/")));
        assertEquals(
                "SERVER_WORKER (is it SERVER_WORKERS?)", CoordinatorConfig.strangers(Map.of("SERVER_WORKER", "1")));
    }

    @Test
    void shouldListenOnOneAddressIfToldSo() throws Exception {
        assertNull(read(Map.of(), Map.of(), "").host());
        assertEquals(
                "127.0.0.1", read(Map.of("host", "127.0.0.1"), Map.of(), "").host());
        assertEquals("::1", read(Map.of(), Map.of("SERVER_HOST", "::1"), "").host());
        assertEquals(
                "localhost",
                read(Map.of(), Map.of(), "[DEFAULT]\nSERVER_HOST: localhost\n").host());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "localhost:80", "http://localhost", "a b"})
    void shouldRefuseWhatIsNoAddress(String text) {
        ConfigException e = assertThrows(ConfigException.class, () -> read(Map.of("host", text), Map.of(), ""));
        assertEquals("--host: expected a host's name or address without a port, found '" + text + "'", e.getMessage());
    }

    @Test
    void shouldGiveTheChildrenWhatIsMeantForThem() throws Exception {
        assertEquals(
                List.of("-Xlog:gc", "-Da=b"),
                read(Map.of(), Map.of("SERVER_CHILD_OPTIONS", " -Xlog:gc  -Da=b "), "")
                        .childOptions());
        assertEquals(List.of(), read(Map.of("child-options", " "), Map.of(), "").childOptions());
    }

    /** As systemd, Docker and Compose hand them on: quotes that no shell took, comments, what other languages allow. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\"5\"", "'5'", "5 # five", "5;", " 5", "5\r", "5_000", "0x5", "5.0", "1e3", "5k", "٥x", "--5"})
    void shouldRefuseANumberThatIsDressedUp(String text) {
        ConfigException e =
                assertThrows(ConfigException.class, () -> read(Map.of(), Map.of("SERVER_AGENCIES", text), ""));
        assertEquals("SERVER_AGENCIES: expected a whole number from 0 to 1000, found '" + text + "'", e.getMessage());
    }

    @Test
    void shouldTakeNumbersAsPythonDoes() throws Exception {
        assertEquals(5, read(Map.of("agencies", "+5"), Map.of(), "").agencies());
        assertEquals(5, read(Map.of("agencies", "005"), Map.of(), "").agencies());
        assertEquals(
                5,
                read(Map.of(), Map.of(), "[DEFAULT]\nSERVER_AGENCIES = 5\u00a0\n")
                        .agencies());
    }

    @Test
    void shouldTakeAnEmptyVariableForNoneAndAnEmptyEntryForWrong() throws Exception {
        assertEquals(12345, read(Map.of(), Map.of("SERVER_PORT", ""), "").port());
        assertEquals(
                "config.ini: line 2: SERVER_PORT: expected a whole number from 0 to 65535, found ''",
                refusal("[DEFAULT]\nSERVER_PORT =\n"));
        assertEquals(
                "config.ini: line 2: SERVER_DATA_DIR: expected a file's name, found ''",
                refusal("[DEFAULT]\nSERVER_DATA_DIR =\n"));
        ConfigException e = assertThrows(ConfigException.class, () -> read(Map.of("data-dir", ""), Map.of(), ""));
        assertEquals("--data-dir: expected a file's name, found ''", e.getMessage());
    }

    @Test
    void shouldNotTakeAQuotedFolderForOne() throws Exception {
        ConfigException e =
                assertThrows(ConfigException.class, () -> read(Map.of(), Map.of("SERVER_DATA_DIR", "\"/data\""), ""));
        assertEquals("SERVER_DATA_DIR: expected a file's name without quotes, found '\"/data\"'", e.getMessage());
        assertEquals(
                Path.of("'a'"), read(Map.of("data-dir", "'a'"), Map.of(), "").dataDir());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "5, 5", "16, 16", "17, 16", "1000, 16"})
    void shouldStartAWorkerPerAgencyUpToABound(String agencies, int workers) throws Exception {
        assertEquals(workers, read(Map.of("agencies", agencies), Map.of(), "").workers());
    }

    @ParameterizedTest
    @CsvSource({
        "agencies, -1, 0 to 1000",
        "agencies, 1001, 0 to 1000",
        "workers, 0, 1 to 64",
        "workers, 65, 1 to 64",
        "port, 65536, 0 to 65535",
        "listen-backlog, 0, 1 to 65535",
        "winning-number, 100000, 0 to 99999"
    })
    void shouldNameFlagValueAndBounds(String flag, String value, String bounds) {
        ConfigException e = assertThrows(ConfigException.class, () -> read(Map.of(flag, value), Map.of(), ""));
        String expected = "--" + flag + ": expected a whole number from " + bounds + ", found '" + value + "'";
        assertEquals(expected, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "8080, 127.0.0.1:8080",
        "0, 127.0.0.1:0",
        "0.0.0.0:8080, 0.0.0.0:8080",
        "localhost:1, localhost:1",
        "[::1]:65535, [::1]:65535"
    })
    void shouldShowThePageToThisMachineAloneUnlessToldOtherwise(String text, String address) throws Exception {
        assertEquals(address, read(Map.of("http", text), Map.of(), "").http().toString());
        assertEquals(
                address, read(Map.of(), Map.of("SERVER_HTTP", text), "").http().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", ":80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "-1", "::1:80", "[]:80", " :1"})
    void shouldSayWhatAnAddressOfThePageIs(String text) {
        ConfigException e = assertThrows(ConfigException.class, () -> read(Map.of("http", text), Map.of(), ""));
        assertEquals("--http: expected [HOST:]PORT, found '" + text + "'", e.getMessage());
        assertEquals(
                "config.ini: line 2: SERVER_HTTP: expected [HOST:]PORT, found 'x'",
                refusal("[DEFAULT]\nSERVER_HTTP = x\n"));
    }

    @Test
    void shouldLogAsItIsTold() throws Exception {
        assertTrue(read(Map.of("log-format", "json"), Map.of("SERVER_LOG_FORMAT", "text"), "")
                .logJson());
        assertTrue(read(Map.of(), Map.of(), "[DEFAULT]\nSERVER_LOG_FORMAT = json\n")
                .logJson());
        ConfigException e = assertThrows(ConfigException.class, () -> read(Map.of("log-format", "xml"), Map.of(), ""));
        assertEquals("--log-format: expected text or json, found 'xml'", e.getMessage());
    }

    @Test
    void shouldKeepTheLevelAsItWasGiven() throws Exception {
        CoordinatorConfig config = read(Map.of(), Map.of("LOGGING_LEVEL", "Warning"), "");
        assertEquals(LogLevel.WARNING, config.logLevel());
        assertEquals("Warning", config.logLevelName());
    }

    private Path key(String name) throws Exception {
        Path file = folder.resolve("key");
        Files.deleteIfExists(file);
        KeyFile.create(file, SigningKey.generate(name, KeyType.SIGNER));
        return file;
    }

    private String sealRefusal(Map<String, String> flags) {
        return assertThrows(ConfigException.class, () -> read(flags, Map.of(), ""))
                .getMessage();
    }

    @Test
    void shouldSealTheDrawThatItIsToldOf() throws Exception {
        String file = key("loteria.example").toString();
        SealConfig seal = read(Map.of("seal-key", file, "draw", "loteria.example/noche"), Map.of(), "")
                .seal();
        assertEquals(new SealConfig(Path.of(file), "loteria.example/noche", null), seal);
        assertEquals(
                "loteria.example",
                read(Map.of("seal-key", file, "draw", "loteria.example"), Map.of(), "")
                        .seal()
                        .draw());
    }

    @Test
    void shouldRefuseASealThatCannotBe() throws Exception {
        String file = key("loteria.example").toString();
        for (String draw : List.of("loteria.example/a b", "loteria.example/a\nb", "loteria.example/a+b")) {
            String why = sealRefusal(Map.of("seal-key", file, "draw", draw));
            assertTrue(why.startsWith("--draw: expected the draw's name"), why);
        }
        String why = sealRefusal(Map.of("seal-key", file));
        assertTrue(why.startsWith("--draw is missing, expected the draw's name"), why);
        why = sealRefusal(Map.of("seal-key", file, "draw", "another.example"));
        assertTrue(why.startsWith("--draw: expected loteria.example, or a name below it"), why);
        why = sealRefusal(Map.of("seal-key", file, "draw", "loteria.example", "winning-number", "7574"));
        assertEquals(
                "--winning-number: expected no number beside --seal-key: it comes after the seal, found '7574'", why);
        assertEquals("--draw: expected --seal-key with it, found 'a'", sealRefusal(Map.of("draw", "a")));
        Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("rw-r--r--"));
        why = sealRefusal(Map.of("seal-key", file, "draw", "loteria.example"));
        assertTrue(why.startsWith(file + ": others can reach it"), why);
        why = sealRefusal(Map.of("seal-key", file + "s", "draw", "loteria.example"));
        assertEquals(file + "s: no such file or directory", why);
    }
}
