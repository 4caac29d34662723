package loteria.draw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import loteria.bet.Bet;
import loteria.bet.InvalidBetException;
import loteria.store.Seed;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            Draw draw = new Draw(new Lottery(number), AGENCIES);
            int half =
                    text.substring(0, text.indexOf("\n", text.length() / 2) + 1).getBytes(UTF_8).length;
            draw.scan(lines, 0, half);
            draw.scan(lines, half, lines.length);
            List<Winner> winners = new ArrayList<>();
            long[] counts = new long[AGENCIES + 1];
            readByCommonsCsv(text.toString(), number, winners, counts);
            assertEquals(winners, draw.winners());
            for (int agency = 1; agency <= AGENCIES; agency++) {
                assertEquals(counts[agency], draw.count(agency));
            }
        }
    }

    private static void readByCommonsCsv(String text, int number, List<Winner> winners, long[] counts)
            throws IOException {
        try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
            for (CSVRecord bet : parser) {
                int agency = Integer.parseInt(bet.get(0));
                counts[agency]++;
                if (Integer.parseInt(bet.get(5)) == number) {
                    winners.add(new Winner(agency, bet.get(3)));
                }
            }
        }
    }

    @Test
    void shouldNotCountAnAgencyThatIsNotExpected() {
        byte[] line = "13,Ana,Paz,20000009,1990-01-01,1\n".getBytes(UTF_8);
        Draw draw = new Draw(new Lottery(7574), AGENCIES);
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

    @Test
    void shouldCountTheWinnersOfEachExpectedAgency() {
        List<Winner> winners =
                List.of(new Winner(3, "100000"), new Winner(1, "100001"), new Winner(3, "100000"), new Winner(4, "1"));
        assertArrayEquals(new int[] {0, 1, 0, 2}, Winners.counts(winners, 3));
    }

    @Test
    void shouldReadTheWinnersThatWereWritten() throws Exception {
        List<Winner> winners =
                List.of(new Winner(1, "100000"), new Winner(65_535, "9999999999"), new Winner(1, "100000"));
        byte[] bytes = Winners.encode(winners).array();
        assertEquals("1,100000\n65535,9999999999\n1,100000\n", new String(bytes, UTF_8));
        assertEquals(winners, Winners.read(Files.write(dir.resolve("winners.csv"), bytes)));
        assertEquals(0, Winners.encode(List.of()).remaining());
        assertEquals(List.of(), Winners.read(Files.write(dir.resolve("none.csv"), new byte[0])));
    }
}
