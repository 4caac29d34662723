package loteria.coordinator.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loteria.config.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgenciesCommandTest {
    @TempDir
    private Path dir;

    @BeforeEach
    void makeDataDirectory() throws Exception {
        Files.createFile(dir.resolve("coordinator.lock"));
    }

    private String refusal(Path dataDir, String words) {
        List<String> args = new ArrayList<>(words.isEmpty() ? List.of() : List.of(words.split(" ")));
        args.addAll(List.of("--data-dir", dataDir.toString()));
        return assertThrows(ConfigException.class, () -> AgenciesCommand.run(args.toArray(String[]::new)), words)
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sell 1", "disable", "disable 1 2", "list 1", "1 disable"})
    void shouldSayWhatItKnows(String words) {
        String expected = "expected agencies list, enable N, disable N, or close N --total T, found '" + words + "'";
        assertEquals(expected, refusal(dir, words));
    }

    @ParameterizedTest
    @CsvSource({
        "disable 0, agencies: expected a whole number from 1 to 1000",
        "enable 1001, agencies: expected a whole number from 1 to 1000",
        "disable x, agencies: expected a whole number from 1 to 1000",
        "close -1 --total 0, agencies: expected a whole number from 1 to 1000",
        "disable 99999999999999999999, agencies: expected a whole number from 1 to 1000",
        "close 1 --total all, --total: expected a whole number from 0 to 9223372036854775807",
        "close 1 --total -1, --total: expected a whole number from 0 to 9223372036854775807",
    })
    void shouldSayWhichNumberIsNone(String words, String expected) {
        String[] all = words.split(" ");
        String found = expected.startsWith("--total") ? all[3] : all[1];
        assertEquals(expected + ", found '" + found + "'", refusal(dir, words));
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertEquals("--total is missing, expected the bets that agency 1 has stored", refusal(dir, "close 1"));
        assertEquals(dir + ": no central has run on it yet", refusal(dir, "close 1 --total 0"));
        Path none = dir.resolve("none");
        assertEquals(none + ": expected the data directory of a central", refusal(none, "disable 1"));
    }

    @Test
    void shouldDoNothingWithADamagedFile() throws Exception {
        Files.writeString(dir.resolve("agencies.csv"), "1,false\n2\n");
        String expected = dir.toRealPath().resolve("agencies.csv")
                + ": line 2: expected agency,enabled: an agency from 1 to 1000, then true or false";
        assertEquals(expected, refusal(dir, "enable 1"));
        assertEquals(expected, refusal(dir, "list"));
        assertEquals("", Files.readString(dir.resolve("operations.csv")), "nothing was done");
    }
}
