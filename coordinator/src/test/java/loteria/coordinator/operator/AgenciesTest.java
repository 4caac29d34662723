package loteria.coordinator.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import loteria.config.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgenciesTest {
    private static final String EXPECTED = "expected agency,enabled: an agency from 1 to 5, then true or false";

    @TempDir
    private Path dir;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = dir.resolve("agencies.csv");
    }

    private Agencies read(String text) throws Exception {
        Files.writeString(file, text);
        return Agencies.read(dir, 5);
    }

    private String refusal(String text) {
        return assertThrows(ConfigException.class, () -> read(text), text).getMessage();
    }

    @Test
    void shouldLetAllSellWithoutAFile() throws Exception {
        Agencies agencies = Agencies.read(dir, 5);
        assertTrue(agencies.isEnabled(1));
        assertEquals(Set.of(), agencies.disabled());
    }

    @Test
    void shouldReadWhatItWrote() throws Exception {
        Agencies.read(dir, 5).with(3, false).with(5, true).with(2, false).write(dir);
        assertEquals("2,false\n3,false\n5,true\n", Files.readString(file));
        Agencies agencies = Agencies.read(dir, 5);
        assertEquals(Set.of(2, 3), agencies.disabled());
        assertEquals(Set.of(2, 3, 5), agencies.named());
        assertTrue(agencies.isEnabled(4));
        assertFalse(agencies.isEnabled(2));
    }

    @Test
    void shouldWriteForItsUserAloneAndLeaveNothingElse() throws Exception {
        Files.writeString(dir.resolve("agencies.csv.new"), "of a command that was killed");
        Agencies.read(dir, 5).with(3, false).write(dir);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (var files = Files.list(dir)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6,false",
                "0,false",
                "-1,false",
                "03,false",
                "+3,false",
                "x,false",
                "3,no",
                "3,False",
                "3",
                "3,false,1",
                "",
                "3 ,false",
                "\u00ff,false"
            })
    void shouldNameTheLineThatIsNone(String line) {
        assertEquals(file + ": line 2: " + EXPECTED, refusal("1,true\n" + line + "\n2,true\n"));
    }

    @Test
    void shouldRefuseAnAgencyTwiceAndWhatIsCut() {
        assertEquals(file + ": line 2: expected each agency once, found agency 1 again", refusal("1,true\n1,false\n"));
        assertEquals(file + ": line 2: " + EXPECTED, refusal("1,true\n2,fal"));
        assertTrue(refusal("1,true\n\"2,false\n").startsWith(file + ": "), "a quote that never ends");
    }

    @Test
    void shouldRefuseWhatIsNoSmallFile() throws Exception {
        String expected = file + ": expected a file of at most 65536 bytes";
        assertEquals(expected, refusal("1,true\n".repeat(10_000)));
        Files.delete(file);
        Files.createDirectory(file);
        assertEquals(
                expected,
                assertThrows(ConfigException.class, () -> Agencies.read(dir, 5)).getMessage());
    }
}
