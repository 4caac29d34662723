package loteria.bet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static loteria.bet.BetRecord.NOT_CANONICAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Random;
import loteria.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BetRecordTest {
    private static final int LINES = 30_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Santiago Lionel,Lorca,30904465,1999-03-17,7574",
                "a,b,123456,1900-01-01,0",
                "Ana,Ñandú 😀,1234567890,2099-12-31,99999",
                "\"Gómez, Ana\",\"\"\"Pepe\"\"\",30904465,2000-02-29,1"
            })
    void shouldAcceptACanonicalRecord(String record) {
        assertEquals(record.getBytes(UTF_8).length, scan(record));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",,,,",
                " Ana,Paz,30904465,1999-03-17,7574",
                "Ana ,Paz,30904465,1999-03-17,7574",
                "Ana,\" Paz,\",30904465,1999-03-17,7574",
                "Ana,\"Paz, \",30904465,1999-03-17,7574",
                "\"Ana\",Paz,30904465,1999-03-17,7574",
                "\"\",Paz,30904465,1999-03-17,7574",
                "A\"na,Paz,30904465,1999-03-17,7574",
                "\"A\"na,Paz,30904465,1999-03-17,7574",
                "Ana,Paz,30904,1999-03-17,7574",
                "Ana,Paz,30904465111,1999-03-17,7574",
                "Ana,Paz,30904465,2023-02-30,7574",
                "Ana,Paz,30904465,1900-02-29,7574",
                "Ana,Paz,30904465,1899-12-31,7574",
                "Ana,Paz,30904465,2100-01-01,7574",
                "Ana,Paz,30904465,1999-03-17,",
                "Ana,Paz,30904465,1999-03-17,007",
                "Ana,Paz,30904465,1999-03-17,100000",
                "A\tna,Paz,30904465,1999-03-17,7574",
                "A\u007fna,Paz,30904465,1999-03-17,7574",
                "A\u0085na,Paz,30904465,1999-03-17,7574"
            })
    void shouldRefuseWhatIsNotCanonical(String record) {
        assertEquals(NOT_CANONICAL, scan(record));
    }

    @Test
    void shouldReturnTheEndOfTheRecordAndLeaveTheRestToTheCaller() {
        String record = "Ana,Paz,30904465,1999-03-17,7574";
        assertEquals(record.length(), scan(record + "\nBea,Sol,30904466,1999-03-18,1\n"));
        assertEquals(record.length(), scan(record + ",extra"));
    }

    @Test
    void shouldKeepTheStatedBoundsOfARecordsLength() {
        String quotes = '"' + "\"\"".repeat(BetLimits.MAX_NAME_BYTES) + '"';
        String longest = quotes + ',' + quotes + ",1234567890,1999-03-17,99999";
        assertEquals(BetLimits.MAX_RECORD_BYTES, longest.length());
        assertEquals(longest.length(), scan(longest));
        String shortest = "a,b,123456,1999-03-17,0";
        assertEquals(BetLimits.MIN_RECORD_BYTES, shortest.length());
        assertEquals(shortest.length(), scan(shortest));
    }

    @Test
    void shouldCountBytesAndNotCharactersOfAName() {
        assertEquals(NOT_CANONICAL, scan("é".repeat(33) + ",Paz,30904465,1999-03-17,7574"));
        assertTrue(scan("é".repeat(32) + ",Paz,30904465,1999-03-17,7574") > 0);
        assertEquals(NOT_CANONICAL, scan('"' + ",".repeat(65) + "\",Paz,30904465,1999-03-17,7574"));
        assertTrue(scan('"' + ",".repeat(64) + "\",Paz,30904465,1999-03-17,7574") > 0);
    }

    @Test
    void shouldAgreeWithTheOracleOnGeneratedLines() {
        Random random = Seeded.random(BetRecordTest.class);
        Records records = new Records(random);
        int canonical = 0;
        for (int i = 0; i < LINES; i++) {
            canonical += requireAgreement(records.line(), random) ? 1 : 0;
        }
        assertTrue(canonical > LINES / 4 && canonical < LINES * 3 / 4, canonical + " of " + LINES);
    }

    @Test
    void shouldAgreeWithTheOracleOnEveryTruncation() {
        Random random = Seeded.random(BetRecordTest.class);
        Records records = new Records(random);
        for (int i = 0; i < 150; i++) {
            byte[] line = records.line();
            for (int length = 0; length < line.length; length++) {
                requireAgreement(Arrays.copyOf(line, length), random);
            }
        }
    }

    /** The line lies among other bytes, which the scan must not look at. */
    private static boolean requireAgreement(byte[] line, Random random) {
        byte[] surrounded = new byte[line.length + 8];
        for (int i = 0; i < surrounded.length; i++) {
            surrounded[i] = (byte) "09\",\n x".charAt(random.nextInt(7));
        }
        int from = random.nextInt(8);
        System.arraycopy(line, 0, surrounded, from, line.length);
        int end = BetRecord.scan(surrounded, from, from + line.length);
        boolean whole = end == from + line.length;
        assertEquals(Oracle.isCanonical(line), whole, () -> shown(line));
        if (end >= 0 && !whole) {
            byte[] accepted = Arrays.copyOf(line, end - from);
            assertTrue(Oracle.isCanonical(accepted), () -> shown(line) + " up to " + (end - from));
        }
        return whole;
    }

    @Test
    void shouldTakeEveryCharacterButControlCharacters() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c != ',' && c != '"' && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                byte[] name = ("a" + Character.toString(c) + "b").getBytes(UTF_8);
                int expected = Character.isISOControl(c) ? NOT_CANONICAL : name.length;
                assertEquals(expected, BetRecord.scanName(name, 0, name.length), Integer.toHexString(c));
            }
        }
    }

    @Test
    void shouldTakeExactlyTheSequencesThatAStrictDecoderTakes() {
        int[] borders = {0x00, 0x20, 0x61, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
        for (int lead = 0x80; lead <= 0xff; lead++) {
            for (int second : borders) {
                for (int third : borders) {
                    for (int fourth : lead < 0xf0 ? new int[] {0x80} : borders) {
                        requireSameAsDecoder((byte) lead, (byte) second, (byte) third, (byte) fourth);
                    }
                    requireSameAsDecoder((byte) lead, (byte) second, (byte) third);
                }
                requireSameAsDecoder((byte) lead, (byte) second);
            }
            requireSameAsDecoder((byte) lead);
        }
    }

    private static void requireSameAsDecoder(byte... name) {
        boolean valid;
        try {
            valid = Oracle.isName(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString());
        } catch (CharacterCodingException e) {
            valid = false;
        }
        int expected = valid ? name.length : NOT_CANONICAL;
        assertEquals(expected, BetRecord.scanName(name, 0, name.length), () -> shown(name));
        byte[] quoted = new byte[name.length + 3];
        quoted[0] = '"';
        quoted[1] = ',';
        System.arraycopy(name, 0, quoted, 2, name.length);
        quoted[quoted.length - 1] = '"';
        expected = valid ? quoted.length : NOT_CANONICAL;
        assertEquals(expected, BetRecord.scanName(quoted, 0, quoted.length), () -> shown(quoted));
    }

    @Test
    void shouldKnowEveryDayOfTwoCenturies() {
        byte[] date = "0000-00-00".getBytes(UTF_8);
        for (int year = 1898; year <= 2101; year++) {
            setDigits(date, 0, year / 100);
            setDigits(date, 2, year % 100);
            for (int month = 0; month <= 13; month++) {
                setDigits(date, 5, month);
                for (int day = 0; day <= 32; day++) {
                    setDigits(date, 8, day);
                    boolean inBounds = year >= 1900 && year <= 2099 && month >= 1 && month <= 12;
                    boolean real = inBounds && YearMonth.of(year, month).isValidDay(day);
                    int expected = real ? date.length : NOT_CANONICAL;
                    assertEquals(expected, BetRecord.scanBirthdate(date, 0, date.length), () -> shown(date));
                }
            }
        }
    }

    private static void setDigits(byte[] text, int at, int value) {
        text[at] = (byte) ('0' + value / 10);
        text[at + 1] = (byte) ('0' + value % 10);
    }

    private static int scan(String record) {
        byte[] bytes = record.getBytes(UTF_8);
        return BetRecord.scan(bytes, 0, bytes.length);
    }

    private static String shown(byte[] bytes) {
        return "'" + new String(bytes, UTF_8) + "' " + Arrays.toString(bytes);
    }
}
