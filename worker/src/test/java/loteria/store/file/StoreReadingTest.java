package loteria.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import loteria.store.CorruptStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the files are read: in chunks, up to a length, line by line. */
class StoreReadingTest {
    private static final int CHUNK = 256 * 1024;

    @TempDir(factory = MemoryDir.class)
    private Path dir;

    private String read(String text, long length) throws Exception {
        Path file = Files.writeString(dir.resolve("lines"), text);
        StringBuilder all = new StringBuilder();
        try (FileChannel channel = FileChannel.open(file)) {
            LineChunks chunks = new LineChunks(channel, 0, length);
            while (chunks.next()) {
                assertEquals(all.length(), chunks.offset());
                String part = new String(chunks.bytes(), 0, chunks.end(), UTF_8);
                assertEquals('\n', part.charAt(part.length() - 1));
                all.append(part);
            }
        }
        return all.toString();
    }

    @Test
    void shouldHandOutEveryLineOnceAcrossTheBordersOfChunks() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int line = 0; text.length() < 3 * CHUNK; line++) {
            text.append("x".repeat(line % 300)).append(line).append('\n');
        }
        assertEquals(text.toString(), read(text.toString(), text.length()));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void shouldReadALineThatEndsAtTheBorder(int beyond) throws Exception {
        String text = "a\n" + "x".repeat(CHUNK - 3 + beyond) + "\nlast\n";
        assertEquals(text, read(text, text.length()));
    }

    @Test
    void shouldLeaveOutWhatHasNoLineEnd() throws Exception {
        assertEquals("a\nb\n", read("a\nb\nc", 5));
        assertEquals("", read("abc", 3));
        assertEquals("", read("", 0));
        assertEquals("a\n", read("a\n" + "x".repeat(2 * CHUNK), 2 * CHUNK + 2), "a line longer than a chunk");
    }

    @Test
    void shouldReadNotFurtherThanTold() throws Exception {
        assertEquals("a\n", read("a\nb\nc\n", 3));
    }

    @Test
    void shouldCallAFileThatEndsEarlyCorrupt() {
        assertThrows(CorruptStoreException.class, () -> read("a\nb\n", 5));
    }

    private BetScan scan(String text) throws Exception {
        Path file = Files.writeString(dir.resolve("bets.csv"), text);
        BetScan scan = new BetScan(2);
        try (FileChannel channel = FileChannel.open(file)) {
            scan.read(channel, channel.size());
        }
        return scan;
    }

    @Test
    void shouldCountAndSumEachAgencyUpToTheFirstInvalidByte() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int position = 1; text.length() < CHUNK + 1_000; position++) {
            text.append(SampleBets.line(1, position));
            if (position <= 1_000) {
                text.append(SampleBets.line(65_535, position));
            }
        }
        byte[] valid = text.toString().getBytes(UTF_8);
        BetScan scan = scan(text + "1,Ana\n" + SampleBets.line(2, 1));
        assertEquals(valid.length, scan.length());
        assertEquals(65_535, scan.highestAgency());
        assertEquals(1_000, scan.count(65_535));
        assertEquals(SampleBets.checksum(65_535, 1_000), scan.checksum(65_535));
        assertEquals(SampleBets.checksum(1, scan.count(1)), scan.checksum(1));
        assertEquals(0, scan.count(2));
        assertEquals(0, scan.checksum(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1,", "100000,", "65536,", "0,", "01,", "x,", "-1,", "1;"})
    void shouldEndBeforeALineOfNoAgency(String start) throws Exception {
        String first = SampleBets.line(2, 1);
        String rest = start.equals("1,") ? "" : SampleBets.record(1, 1);
        assertEquals(first.getBytes(UTF_8).length, scan(first + start + rest).length());
    }

    @Test
    void shouldReadWhatItWroteOfAClosedSale() {
        for (int checksum : new int[] {0, 1, -1, 0x0abc_def0, Integer.MIN_VALUE}) {
            Sale sale = new Sale(65_535, 7_869_700, checksum);
            String line = UTF_8.decode(sale.toLine()).toString();
            assertEquals("65535,7869700," + String.format("%08x", checksum) + "\n", line);
            assertEquals(sale, Sale.parse(line.strip()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1,2",
                "1,2,0000000",
                "1,2,000000000",
                "1,2,0000000g",
                "1,2,00000000,",
                "0,2,00000000",
                "-1,2,00000000",
                "1,-2,00000000",
                "x,2,00000000",
                "1,,00000000",
                "+1,2,00000000",
                "01,2,00000000",
                "1,2,ABCDEF01",
                "1,2,+1234567"
            })
    void shouldTakeNothingElseForAClosedSale(String line) {
        assertNull(Sale.parse(line));
    }
}
