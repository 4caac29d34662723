package loteria.draw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import loteria.bet.Bet;
import loteria.bet.InvalidBetException;
import loteria.store.file.Seed;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawTest {
    private static final int AGENCIES = 12;
    private static final String[] NAMES = {
        "Ana", "José", "a,b", "\"", "\"\"", ",", "7574", ",7574", "x,7574", "1,20000000,1990-01-01,7574", "Ñ", "李小龙"
    };

    @TempDir
    private Path dir;

    private static String line(Random random) throws InvalidBetException {
        int[] numbers = {7574, 17574, 574, 74, 4, 0, 57, 75740 % 99999, random.nextInt(100_000)};
        long document = (long) Math.pow(10, 5 + random.nextInt(5));
        Bet bet = Bet.of(
                NAMES[random.nextInt(NAMES.length)],
                NAMES[random.nextInt(NAMES.length)],
                Long.toString(document + random.nextInt(90_000)),
                "1990-01-0" + (1 + random.nextInt(9)),
                Integer.toString(numbers[random.nextInt(numbers.length)]));
        return 1 + random.nextInt(AGENCIES) + "," + new String(bet.toRecord(), UTF_8) + "\n";
    }

    @Test
    void shouldFindTheWinnersThatCommonsCsvFinds() throws Exception {
        Random random = Seed.of("draw").random();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            text.append(line(random));
        }
        byte[] lines = text.toString().getBytes(UTF_8);
        for (int number : new int[] {7574, 0, 4, 74, 99_999}) {
            Draw draw = draw(number);
            int half =
                    text.substring(0, text.indexOf("\n", text.length() / 2) + 1).getBytes(UTF_8).length;
            draw.scan(lines, 0, half);
            draw.scan(lines, half, lines.length);
            List<String> winners = new ArrayList<>();
            long[] counts = new long[AGENCIES + 1];
            readByCommonsCsv(text.toString(), number, winners, counts);
            assertEquals(winners, winners(draw));
            for (int agency = 1; agency <= AGENCIES; agency++) {
                assertEquals(counts[agency], draw.sums().count(agency));
            }
        }
    }

    private Draw draw(int number) {
        return new Draw(new Lottery(number), AGENCIES, new WinnerSpool(this::spool, AGENCIES));
    }

    private FileChannel spool() throws IOException {
        return FileChannel.open(
                dir.resolve("spool"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    private List<String> winners(Draw draw) throws IOException {
        Path file = Files.createTempFile(dir, "winners", ".csv");
        try (draw;
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            draw.writeWinners(channel);
        }
        return Files.readAllLines(file);
    }

    /** By agency, an agency's in the order of its bets. */
    private static void readByCommonsCsv(String text, int number, List<String> winners, long[] counts)
            throws IOException {
        Map<Integer, List<String>> byAgency = new TreeMap<>();
        try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
            for (CSVRecord bet : parser) {
                int agency = Integer.parseInt(bet.get(0));
                counts[agency]++;
                if (Integer.parseInt(bet.get(5)) == number) {
                    byAgency.computeIfAbsent(agency, key -> new ArrayList<>()).add(agency + "," + bet.get(3));
                }
            }
        }
        byAgency.values().forEach(winners::addAll);
    }

    @Test
    void shouldNotCountAnAgencyThatIsNotExpected() {
        byte[] line = "13,Ana,Paz,20000009,1990-01-01,1\n".getBytes(UTF_8);
        Draw draw = draw(7574);
        assertThrows(IndexOutOfBoundsException.class, () -> draw.scan(line, 0, line.length));
    }

    @Test
    void shouldWinWithTheWholeNumberOnly() {
        Lottery lottery = new Lottery(74);
        for (String number : new String[] {"74", "7", "4", "774", "740", "10074", "0"}) {
            byte[] line = ("A,B,100000,1990-01-01," + number).getBytes(UTF_8);
            assertEquals(number.equals("74"), lottery.hasWon(line, line.length), number);
        }
    }

    /** More than the buffers of spool and agencies hold, of agencies that take turns. */
    @Test
    void shouldGroupMoreWinnersThanItHasMemoryForThem() throws Exception {
        StringBuilder text = new StringBuilder();
        List<StringBuilder> expected = new ArrayList<>();
        for (int agency = 1; agency <= AGENCIES; agency++) {
            expected.add(new StringBuilder());
        }
        for (int i = 0; i < 200_000; i++) {
            int agency = 1 + i % AGENCIES % (1 + i % 7);
            text.append(agency).append(",A,B,").append(1_000_000 + i).append(",1990-01-01,7574\n");
            expected.get(agency - 1)
                    .append(agency)
                    .append(',')
                    .append(1_000_000 + i)
                    .append('\n');
        }
        byte[] lines = text.toString().getBytes(UTF_8);
        Draw draw = draw(7574);
        draw.scan(lines, 0, lines.length);
        assertEquals(String.join("", expected).lines().toList(), winners(draw));
    }

    private WinnerIndex index(String winners) throws IOException {
        Path file = Files.writeString(dir.resolve("winners.csv"), winners);
        try (FileChannel channel = FileChannel.open(file)) {
            return WinnerIndex.read(channel, 3);
        }
    }

    @Test
    void shouldIndexWinnersInTheOrderOfTheBetsToo() throws Exception {
        WinnerIndex index = index("3,100000\n1,100001\n3,0100000\n");
        assertEquals(3, index.sums().count());
        assertEquals(2, index.sums().count(3));
        assertEquals(0, index.from(3));
        assertEquals(28, index.to(3));
        assertEquals(9, index.from(1));
        assertEquals(18, index.to(1));
        assertEquals(0, index("").sums().count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4,100000\n",
                "0,100000",
                "01,100000",
                "1",
                "1,",
                "1,1x",
                "1,12345678901",
                "x",
                "\n",
                "1,100000,\n"
            })
    void shouldNameTheByteWhereNoWinnerIs(String line) {
        IOException refused = assertThrows(IOException.class, () -> index("1,100000\n" + line));
        assertTrue(refused.getMessage().startsWith("winners.csv: byte 9: expected a"), refused::getMessage);
    }
}
