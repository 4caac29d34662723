package loteria.manifest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ManifestTest {
    private static final Terms TERMS = new Terms(5, OptionalInt.of(7574), true);

    private static final Manifest SAMPLE = new Manifest(
            5, OptionalInt.of(7574), "2026-11-25T09:00:00Z", "1.1.0", "0f8fad5b-d9cb-469f-a165-70867728950e");

    @TempDir
    Path dir;

    private void write(byte[] bytes) throws IOException {
        Files.write(dir.resolve(ManifestFile.NAME), bytes);
    }

    private String refusal(String text) throws IOException {
        write(text.getBytes(ISO_8859_1));
        String message = assertThrows(MalformedManifestException.class, () -> ManifestFile.read(dir), text)
                .getMessage();
        assertTrue(message.startsWith(dir.resolve(ManifestFile.NAME) + ": "), message);
        return message.substring(dir.resolve(ManifestFile.NAME).toString().length() + 2);
    }

    @Test
    void shouldBeReadAsItWasWritten() throws Exception {
        assertNull(ManifestFile.read(dir));
        for (OptionalInt number : new OptionalInt[] {OptionalInt.of(0), OptionalInt.of(99_999), OptionalInt.empty()}) {
            Manifest written = Manifest.begin(new Terms(1_000, number, false));
            write(ManifestFile.bytes(written).array());
            assertEquals(written, ManifestFile.read(dir));
            assertTrue(
                    Duration.between(Instant.parse(written.made()), Instant.now())
                                    .toMinutes()
                            < 60,
                    written::made);
        }
    }

    @Test
    void shouldBeTheBytesOfItsTable() throws Exception {
        String text = "format=1\nagencies=5\nwinning_number=7574\nmade=2026-11-25T09:00:00Z\nmade_by=1.1.0\n"
                + "draw=0f8fad5b-d9cb-469f-a165-70867728950e\nchecksum=bf07288f\n";
        assertEquals(text, new String(ManifestFile.bytes(SAMPLE).array(), ISO_8859_1));
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        assertEquals("7574", properties.getProperty("winning_number"));
    }

    @Test
    void shouldNameEveryLotteryAnew() throws Exception {
        assertNotEquals(Manifest.begin(TERMS).draw(), Manifest.begin(TERMS).draw());
        assertEquals(36, Manifest.begin(TERMS).draw().length());
    }

    @Test
    void shouldRefuseEveryByteThatIsAnother() throws Exception {
        byte[] whole = ManifestFile.bytes(SAMPLE).array();
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << bit);
                refusal(new String(flipped, ISO_8859_1));
            }
        }
    }

    @Test
    void shouldRefuseWhatIsCut() throws Exception {
        String whole = new String(ManifestFile.bytes(SAMPLE).array(), ISO_8859_1);
        for (int length = 0; length < whole.length(); length++) {
            refusal(whole.substring(0, length));
        }
        assertEquals("line 8: expected nothing", refusal(whole + "\n"));
        assertEquals("expected at most 4096 bytes", refusal("#".repeat(5_000)));
    }

    @ParameterizedTest
    @CsvSource({
        "format=1, format=2, 'line 1: expected 1, the format of this version'",
        "agencies=5, agencies=five, 'line 2: expected a whole number from 0 to 65535'",
        "winning_number=7574, winning_number=-1, 'line 3: expected a whole number from 0 to 99999'",
        "winning_number=7574, winning_number=7575, 'line 7: expected the checksum of the lines above'",
        "made=, maid=, 'line 4: expected made=...'",
    })
    void shouldSayWhereItIsNotAsItWasWritten(String from, String to, String expected) throws Exception {
        String whole = new String(ManifestFile.bytes(SAMPLE).array(), ISO_8859_1);
        String said = refusal(whole.replace(from, to));
        assertTrue(said.startsWith(expected), said);
    }
}
