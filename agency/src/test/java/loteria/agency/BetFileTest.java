package loteria.agency;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import loteria.bet.Bet;
import loteria.bet.InvalidBetException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(QuietLog.class)
class BetFileTest {
    private static final String BET = "Santiago Lionel,Lorca,30904465,1999-03-17,2201";
    private static final String OTHER = "Tiago Nicolás,Rivera,34407251,2001-08-29,1033";

    @TempDir
    private Path dir;

    /** Opens a file that nobody has written to for long. */
    private BetFile open(byte[] content) throws Exception {
        Path file = Files.write(dir.resolve("bets.csv"), content);
        return BetFile.open(
                Files.setLastModifiedTime(file, FileTime.fromMillis(0)).toString());
    }

    private List<String> read(String content) throws Exception {
        try (BetFile bets = open(content.getBytes(UTF_8))) {
            bets.rewind();
            return TestBets.readAll(bets);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s\n%s\n",
                "%s\r\n%s\r\n",
                "%s\n%s",
                "%s\r\n%s",
                "%s\r\n%s\r",
                "\ufeff%s\n%s\n",
                "\n%s\n\r\n\n%s"
            })
    void shouldReadLinesHoweverTheyEnd(String form) throws Exception {
        assertEquals(List.of(BET, OTHER), read(form.formatted(BET, OTHER)));
    }

    @Test
    void shouldMakeOddLinesCanonical() throws Exception {
        String blanksAndZeros = " Ana ,\"De, León\",30904465,1999-03-17,007\n";
        String needlessQuotes = "\"J\"\"o\",\"Lorca\",\"30904465\",1999-03-17,0000\n";
        assertEquals(
                List.of("Ana,\"De, León\",30904465,1999-03-17,7", "\"J\"\"o\",Lorca,30904465,1999-03-17,0"),
                read(blanksAndZeros + needlessQuotes));
    }

    @Test
    void shouldLeaveOutInvalidLinesAndSayWhichAndWhy() throws Exception {
        try (BetFile bets = open((BET + "\n\nno bet\n" + OTHER + "\n").getBytes(UTF_8))) {
            bets.rewind();
            assertEquals(List.of(BET, OTHER), TestBets.readAll(bets));
            assertEquals(1, bets.discards().count());
            assertEquals("line 3: expected 5 fields, found 1", bets.discards().first());
        }
    }

    @Test
    void shouldLeaveOutALineThatIsNoUtf8() throws Exception {
        byte[] latin = (OTHER + "\n" + BET + "\n").getBytes(ISO_8859_1);
        try (BetFile bets = open(latin)) {
            bets.rewind();
            assertEquals(List.of(BET), TestBets.readAll(bets));
            assertEquals(
                    "line 1: expected UTF-8 (encoded as Windows-1252?)",
                    bets.discards().first());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {BetFile.MAX_LINE_BYTES + 1, 65_535, 65_536, 65_537, 300_000})
    void shouldSkipALineThatIsTooLong(int length) throws Exception {
        String tooLong = "x".repeat(length);
        for (String content : List.of(tooLong + "\r\n" + BET, BET + "\n" + tooLong + "\n", BET + "\n" + tooLong)) {
            try (BetFile bets = open(content.getBytes(UTF_8))) {
                bets.rewind();
                assertEquals(List.of(BET), TestBets.readAll(bets));
                assertEquals(1, bets.discards().count());
                assertTrue(bets.discards().first().endsWith("expected at most 4096 bytes"));
            }
        }
    }

    @Test
    void shouldTakeALineOfTheGreatestLength() throws Exception {
        String padded = " ".repeat(BetFile.MAX_LINE_BYTES - BET.length()) + BET;
        assertEquals(List.of(BET, OTHER), read(padded + "\r\n" + OTHER));
        assertEquals(List.of(BET), read(padded));
        assertEquals(List.of(BET), read(padded + "\r"));
    }

    @Test
    void shouldReadTheSameAgainAfterARewind() throws Exception {
        List<String> records = TestBets.records(5_000);
        try (BetFile bets =
                BetFile.open(TestBets.write(dir.resolve("bets.csv"), records).toString())) {
            for (int i = 0; i < 3; i++) {
                bets.rewind();
                assertEquals(records, TestBets.readAll(bets));
            }
            bets.rewind();
            assertTrue(bets.next());
            bets.rewind();
            assertEquals(records, TestBets.readAll(bets));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ufeff"})
    void shouldTakeAnEmptyFileForNoBets(String content) throws Exception {
        assertEquals(List.of(), read(content));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\ufeff\r\n", "no bet", "a,b,c,d,e\n", " "})
    void shouldRefuseAFileOfLinesWithoutABet(String content) {
        FailedException e = assertThrows(FailedException.class, () -> open(content.getBytes(UTF_8)));
        assertEquals(2, e.exitCode());
        assertTrue(e.getMessage().contains("no valid bet"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "66.6%, 67%", "0%, 66.7%", "66.666%, 66.66666667%"})
    void shouldRefuseMoreInvalidLinesThanMayBe(String less, String enough) throws Exception {
        boolean oneOfTwo = less.equals("0");
        String invalid = oneOfTwo ? "no bet\n" : "no bet\n\nno bet\n";
        try (BetFile bets = open((BET + "\n" + invalid).getBytes(UTF_8))) {
            bets.requireValid(InvalidLimit.parse(enough));
            FailedException e = assertThrows(FailedException.class, () -> bets.requireValid(InvalidLimit.parse(less)));
            assertEquals(2, e.exitCode());
            String sum = oneOfTwo ? "1 of 2 lines" : "2 of 3 lines";
            assertTrue(e.getMessage().contains(sum + " are no bets, expected at most " + less), e.getMessage());
            assertTrue(e.getMessage().endsWith("line 2: expected 5 fields, found 1"), e.getMessage());
            bets.rewind();
            assertEquals(List.of(BET), TestBets.readAll(bets));
        }
    }

    @Test
    void shouldAllowAnEmptyFileNoInvalidLine() throws Exception {
        try (BetFile bets = open(new byte[0])) {
            bets.requireValid(InvalidLimit.parse("0%"));
            bets.requireValid(InvalidLimit.parse("0"));
        }
    }

    static Stream<Arguments> wrongFiles() {
        String two = OTHER + "\r\n" + BET + "\r\n";
        String accents = OTHER + "\n" + OTHER + "\n";
        return Stream.of(
                Arguments.of(two.getBytes(UTF_16), "UTF-16?"),
                Arguments.of(two.getBytes(UTF_16LE), "UTF-16?"),
                Arguments.of(two.getBytes(UTF_16BE), "UTF-16?"),
                Arguments.of(two.replace("\n", "").getBytes(UTF_8), "CR line ends?"),
                Arguments.of(two.replace("\n", "").repeat(100).getBytes(UTF_8), "CR line ends?"),
                Arguments.of(two.replace(',', ';').getBytes(UTF_8), "';'?"),
                Arguments.of(two.replace(',', '\t').getBytes(UTF_8), "tabs?"),
                Arguments.of(accents.getBytes(Charset.forName("windows-1252")), "Windows-1252?"),
                Arguments.of("no bet\n".getBytes(UTF_8), null),
                Arguments.of((two.replace(',', ';') + "no bet\n").getBytes(UTF_8), null));
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void shouldSayWhyAllLinesMayBeInvalid(byte[] content, String cause) {
        FailedException e = assertThrows(FailedException.class, () -> open(content));
        String said = e.getMessage();
        assertEquals(cause != null, said.endsWith("?)"), said);
        assertTrue(cause == null || said.endsWith(cause + ")"), said);
    }

    @Test
    void shouldRefuseWhatIsNoReadableFile() {
        for (Path path : List.of(dir, dir.resolve("missing.csv"), Path.of("/dev/null"))) {
            FailedException e = assertThrows(FailedException.class, () -> BetFile.open(path.toString()));
            assertEquals(2, e.exitCode());
        }
    }

    @Test
    void shouldGetThroughAMillionBrokenLinesInSeconds() throws Exception {
        byte[] content = ("no bet, nowhere\n".repeat(1_000_000) + BET).getBytes(UTF_8);
        assertTimeout(Duration.ofSeconds(60), () -> {
            try (BetFile bets = open(content)) {
                assertEquals(1_000_000, bets.discards().count());
            }
        });
    }

    /** The byte path against commons-csv: random fields, written in every manner of quoting, among odd lines. */
    @Test
    void shouldAgreeWithCommonsCsvOnRandomLines() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        int invalid = 0;
        content.writeBytes((BET + "\n").getBytes(UTF_8));
        expected.add(BET);
        for (int i = 0; i < 20_000; i++) {
            String line = randomLine(random);
            content.writeBytes((line + (random.nextBoolean() ? "\n" : "\r\n")).getBytes(UTF_8));
            try {
                expected.add(new String(oracle(line).toRecord(), UTF_8));
            } catch (InvalidBetException e) {
                invalid += line.isEmpty() ? 0 : 1;
            }
        }
        try (BetFile bets = open(content.toByteArray())) {
            bets.rewind();
            assertEquals(expected, TestBets.readAll(bets), "seed " + seed);
            assertEquals(invalid, bets.discards().count(), "seed " + seed);
        }
        assertTrue(expected.size() > 1_000 && invalid > 1_000, "seed " + seed);
        for (String record : expected) {
            assertEquals(record, new String(oracle(record).toRecord(), UTF_8), "seed " + seed);
        }
    }

    private static Bet oracle(String line) throws Exception {
        List<CSVRecord> records;
        try (var parser = CSVFormat.RFC4180.parse(new StringReader(line))) {
            records = parser.getRecords();
        } catch (java.io.UncheckedIOException e) {
            return Bet.of("", "", "", "", "");
        }
        if (records.size() != 1 || records.get(0).size() != 5) {
            return Bet.of("", "", "", "", "");
        }
        CSVRecord r = records.get(0);
        return Bet.of(r.get(0), r.get(1), r.get(2), r.get(3), r.get(4));
    }

    private static String randomLine(Random random) throws Exception {
        QuoteMode[] modes = {QuoteMode.MINIMAL, QuoteMode.ALL, QuoteMode.NON_NUMERIC};
        if (random.nextInt(50) == 0) {
            return "x\"y,".repeat(random.nextInt(4));
        }
        CSVFormat format = CSVFormat.Builder.create(CSVFormat.RFC4180)
                .setQuoteMode(modes[random.nextInt(modes.length)])
                .get();
        return format.format(
                randomName(random),
                randomName(random),
                Long.toString(random.nextLong(50_000, 99_999_999_999L) >> random.nextInt(16)),
                "%04d-%02d-%02d".formatted(1895 + random.nextInt(210), random.nextInt(14), random.nextInt(33)),
                (random.nextInt(4) == 0 ? "0" : "") + random.nextInt(110_000));
    }

    private static String randomName(Random random) {
        String[] pieces = {"Ana", "José", "Ñandú", "De León", " ", ",", "\"", "'", "日本", "\ud83c\udfb2", "\t", "\u0085"
        };
        StringBuilder name = new StringBuilder();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            name.append(pieces[random.nextInt(random.nextInt(20) == 0 ? pieces.length : 10)]);
        }
        return name.toString();
    }
}
