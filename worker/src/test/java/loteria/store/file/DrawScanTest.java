package loteria.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import loteria.bet.RecordChecksum;
import loteria.draw.Draw;
import loteria.draw.Lottery;
import loteria.store.CorruptStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawScanTest {
    private static final int AGENCIES = 3;
    private static final int LINES = 40;

    @TempDir(factory = MemoryDir.class)
    private Path dir;

    private final StringBuilder text = new StringBuilder();
    private final long[] counts = new long[AGENCIES + 1];
    private final Map<Integer, StringBuilder> winners = new TreeMap<>();

    /** Every third line wins, and few of many; quotes and wide characters make lines of many lengths. */
    private long addLines(int lines) {
        for (int line = 0; line < lines; line++) {
            int agency = 1 + line % AGENCIES;
            String document = Integer.toString(1_000_000 + line);
            boolean wins = line % (line < LINES ? 3 : 30_000) == 0;
            text.append(agency)
                    .append(line % 2 == 0 ? ",Ñandú,\"Paz, hijo\"," : ",Ana,Paz,")
                    .append(document)
                    .append(",1999-03-17,")
                    .append(wins ? SampleBets.WINNING_NUMBER : line % 1_000)
                    .append('\n');
            counts[agency]++;
            if (wins) {
                winners.computeIfAbsent(agency, key -> new StringBuilder()).append(agency + "," + document + "\n");
            }
        }
        return text.toString().getBytes(UTF_8).length;
    }

    private interface Scan {
        Draw run(DrawScan scan, FileChannel bets) throws IOException;
    }

    private Draw draw(Scan scan) throws IOException {
        Path file = Files.writeString(dir.resolve("bets.csv"), text);
        try (FileChannel bets = FileChannel.open(file)) {
            return scan.run(
                    new DrawScan(bets, new Lottery(SampleBets.WINNING_NUMBER), AGENCIES, new StoreFiles(dir)), bets);
        }
    }

    private Draw drawHalves(long offset, long length) throws IOException {
        return draw((scan, bets) -> scan.runHalves(LineChunks.lineStart(bets, offset), length));
    }

    private void assertWhole(Draw draw) throws IOException {
        try (draw;
                FileChannel file = FileChannel.open(
                        dir.resolve("winners.csv"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            draw.writeWinners(file);
        }
        assertEquals(String.join("", winners.values()), Files.readString(dir.resolve("winners.csv")));
        for (int agency = 1; agency <= AGENCIES; agency++) {
            assertEquals(counts[agency], draw.sums().count(agency));
            assertEquals(records(agency), draw.sums().checksum(agency));
        }
        try (var left = Files.newDirectoryStream(dir, "*.tmp")) {
            assertFalse(left.iterator().hasNext(), "no spool is left");
        }
    }

    /** The checksum of an agency's records, put together first. */
    private int records(int agency) {
        byte[] records = text.toString()
                .lines()
                .filter(line -> line.startsWith(agency + ","))
                .limit(counts[agency])
                .map(line -> line.substring(2) + "\n")
                .collect(Collectors.joining())
                .getBytes(UTF_8);
        return RecordChecksum.of(records, 0, records.length);
    }

    @Test
    void shouldDrawOverEveryLineOnceWhereverTheHalvesMeet() throws Exception {
        long length = addLines(LINES);
        assertWhole(draw((scan, bets) -> scan.run(length)));
        for (long offset = 1; offset < length; offset++) {
            assertWhole(drawHalves(offset, length));
        }
    }

    @Test
    void shouldDrawOverManyBetsAndNoFurtherThanTold() throws Exception {
        long length = addLines(450_000);
        assertTrue(length > DrawScan.MANY_BYTES);
        text.append("1,half a line");
        assertWhole(draw((scan, bets) -> scan.run(length)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, LINES - 1})
    void shouldNameThePlaceWhereNoBetsAreInEitherHalf(int bad) throws Exception {
        long length = addLines(LINES);
        String[] lines = text.toString().split("\n");
        lines[bad] = "x".repeat(lines[bad].getBytes(UTF_8).length);
        text.setLength(0);
        text.append(String.join("\n", lines)).append('\n');
        CorruptStoreException corrupt = assertThrows(CorruptStoreException.class, () -> drawHalves(length / 2, length));
        assertTrue(corrupt.getMessage().endsWith(" and on: expected bets"), corrupt::getMessage);
    }

    @Test
    void shouldCallAFileWithoutALineEndBehindItsMiddleCorrupt() {
        text.append("x".repeat(10_000));
        assertThrows(CorruptStoreException.class, () -> drawHalves(5_000, 10_000));
    }
}
