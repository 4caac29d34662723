package loteria.bet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import loteria.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetTest {
    private static final String NAME_EXPECTED = "expected 1 to 64 bytes without control characters";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '~',
            value = {
                "Ana,Paz,30904465,1999-03-17,7574;Ana,Paz,30904465,1999-03-17,7574",
                "  Ana ,  Paz  , 30904465 , 1999-03-17 , 7574 ;Ana,Paz,30904465,1999-03-17,7574",
                "Ana,Paz,30904465,1999-03-17,0007;Ana,Paz,30904465,1999-03-17,7",
                "Ana,Paz,30904465,1999-03-17,00000000000;Ana,Paz,30904465,1999-03-17,0",
                "Ana,Paz,00904465,1999-03-17,7;Ana,Paz,00904465,1999-03-17,7",
                "\"Ana\",\"Paz\",\"30904465\",\"1999-03-17\",\"7\";Ana,Paz,30904465,1999-03-17,7",
                "\"Ana\" ,Paz,30904465,1999-03-17,7;Ana,Paz,30904465,1999-03-17,7",
                "\" Gómez, Ana \",Paz,30904465,1999-03-17,7;\"Gómez, Ana\",Paz,30904465,1999-03-17,7",
                "Ana \"Nita\",Paz,30904465,1999-03-17,7;\"Ana \"\"Nita\"\"\",Paz,30904465,1999-03-17,7",
                "Ana  María,Paz,30904465,1999-03-17,7;Ana  María,Paz,30904465,1999-03-17,7"
            })
    void shouldBringALineIntoItsCanonicalForm(String line, String canonical) throws InvalidBetException {
        assertEquals(canonical, new String(parse(line).toRecord(), UTF_8));
    }

    @Test
    void shouldMakeABetOfFieldsAsAPersonWritesThem() throws InvalidBetException {
        assertEquals(
                new Bet("Santiago Lionel", "Lorca", "30904465", "1999-03-17", "7574"),
                Bet.of(" Santiago Lionel", "Lorca ", " 30904465 ", " 1999-03-17 ", "07574"));
    }

    @Test
    void shouldTakeOnlySpacesForBlanks() throws InvalidBetException {
        assertEquals(
                "\u00a0Ana\u00a0",
                Bet.of("\u00a0Ana\u00a0", "Paz", "30904465", "1999-03-17", "7").firstName());
        assertRefused("first name: " + NAME_EXPECTED + ", found 4 bytes", "Ana\t,Paz,30904465,1999-03-17,7");
        assertRefused("first name: " + NAME_EXPECTED + ", found 4 bytes", "\tAna,Paz,30904465,1999-03-17,7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                ",Paz,30904465,1999-03-17,7574;first name: " + NAME_EXPECTED + ", found nothing",
                "Ana,  ,30904465,1999-03-17,7574;last name: " + NAME_EXPECTED + ", found nothing",
                "Ana,Paz,12345,1999-03-17,7574;document: expected 6 to 10 digits, found 5 bytes",
                "Ana,Paz,12345678901,1999-03-17,7574;document: expected 6 to 10 digits, found 11 bytes",
                "Ana,Paz,30.904.465,1999-03-17,7574;document: expected 6 to 10 digits, found 10 bytes",
                "Ana,Paz,30904465,2023-02-30,7574;birthdate: expected a real date YYYY-MM-DD from 1900 to 2099, "
                        + "found 10 bytes",
                "Ana,Paz,30904465,17/03/1999,7574;birthdate: expected a real date YYYY-MM-DD from 1900 to 2099, "
                        + "found 10 bytes",
                "Ana,Paz,30904465,1999-03-17,100000;number: expected a whole number from 0 to 99999, found 6 bytes",
                "Ana,Paz,30904465,1999-03-17,-1;number: expected a whole number from 0 to 99999, found 2 bytes",
                "Ana,Paz,30904465,1999-03-17,;number: expected a whole number from 0 to 99999, found nothing",
                "Ana,Paz,30904465,1999-03-17;expected 5 fields, found 4",
                "Ana,Paz,30904465,1999-03-17,1,2;expected 5 fields, found 6",
                "\"Ana,Paz,30904465,1999-03-17,1;quotes: expected a closed pair around the whole field",
                "\"Ana\"x,Paz,30904465,1999-03-17,1;quotes: expected a closed pair around the whole field"
            })
    void shouldNameTheFieldAndWhatIsExpected(String line, String reason) {
        assertRefused(reason, line);
    }

    @Test
    void shouldRefuseWhatIsNotOneRecord() {
        assertRefused("expected 5 fields, found 1", "");
        assertRefused(
                "expected one record, found 2", "\"Ana\",Paz,30904465,1999-03-17,1\rBea,Sol,30904465,1999-03-17,1");
    }

    @Test
    void shouldRefuseBytesThatAreNotUtf8() {
        byte[] latin1 = {'A', (byte) 0xf1, 'a'};
        InvalidBetException e = assertThrows(InvalidBetException.class, () -> Bet.parse(latin1, 0, latin1.length));
        assertEquals("expected UTF-8", e.getMessage());
    }

    @Test
    void shouldLookOnlyAtTheBytesItIsGiven() throws InvalidBetException {
        byte[] bytes = "12,Ana,Paz,30904465,1999-03-17,7574,34".getBytes(UTF_8);
        assertEquals("Ana", Bet.parse(bytes, 3, bytes.length - 3).firstName());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "Ana ,Paz,30904465,1999-03-17,7;first name: expected its canonical form",
                "Ana,\"Paz\",30904465,1999-03-17,7;last name: expected its canonical form",
                "\"Ana, \"\"A\"\"\",Ñu ,30904465,1999-03-17,7;last name: expected its canonical form",
                "Ana,Paz, 30904465,1999-03-17,7;document: expected its canonical form",
                "Ana,Paz,30904465,1999-03-17 ,7;birthdate: expected its canonical form",
                "Ana,Paz,30904465,1999-03-17,07;number: expected its canonical form",
                "~Ana,Paz,30904465,1999-03-17,7 ~;number: expected its canonical form",
                "Ana,Paz,x,1999-03-17,7;document: expected 6 to 10 digits, found 1 byte"
            })
    void shouldNameTheFieldThatIsNotCanonicalAndNobody(String line, String reason) {
        assertEquals(reason, explain(line));
    }

    @Test
    void shouldBeTheSameBetAfterItWasWrittenAndRead() throws InvalidBetException {
        Random random = Seeded.random(BetTest.class);
        Records records = new Records(random);
        for (int i = 0; i < 10_000; i++) {
            String blanks = " ".repeat(random.nextInt(3));
            Bet bet = Bet.of(
                    blanks + records.name(false),
                    records.name(false) + blanks,
                    records.digits(6 + random.nextInt(5)),
                    records.date(),
                    "0".repeat(random.nextInt(3)) + random.nextInt(100_000));
            byte[] record = bet.toRecord();
            assertEquals(record.length, BetRecord.scan(record, 0, record.length), bet::toString);
            assertEquals(bet, Bet.parse(record, 0, record.length));
        }
    }

    /** The two ways in agree on every line: one takes as it stands exactly what the other would write as it stands. */
    @Test
    void shouldAgreeWithTheFastWayOnGeneratedLines() {
        Random random = Seeded.random(BetTest.class);
        Records records = new Records(random);
        int valid = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] line = records.line();
            boolean fast = BetRecord.scan(line, 0, line.length) == line.length;
            try {
                byte[] canonical = Bet.parse(line, 0, line.length).toRecord();
                assertEquals(canonical.length, BetRecord.scan(canonical, 0, canonical.length), () -> shown(line));
                assertEquals(fast, Arrays.equals(canonical, line), () -> shown(line));
                assertArrayEquals(
                        canonical, Bet.parse(canonical, 0, canonical.length).toRecord());
                valid++;
            } catch (InvalidBetException e) {
                assertFalse(fast, () -> shown(line) + ": " + e.getMessage());
                assertNotEquals("", e.getMessage());
            }
        }
        assertTrue(valid > 5_000 && valid < 17_500, valid + " valid");
    }

    private static void assertRefused(String reason, String line) {
        assertEquals(
                reason,
                assertThrows(InvalidBetException.class, () -> parse(line)).getMessage());
    }

    private static Bet parse(String line) throws InvalidBetException {
        byte[] bytes = line.getBytes(UTF_8);
        return Bet.parse(bytes, 0, bytes.length);
    }

    private static String explain(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        return Bet.explain(bytes, 0, bytes.length);
    }

    private static String shown(byte[] bytes) {
        return "'" + new String(bytes, UTF_8) + "' " + Arrays.toString(bytes);
    }
}
