package loteria.bet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A bet as values: the long way for every line that is not canonical as it stands (blanks, quotes, leading zeros), and
 * for a bet that does not come from a file. commons-csv reads lines with quotes; {@link BetRecord} alone says what is
 * valid.
 *
 * @param firstName 1 to 64 bytes of UTF-8
 * @param lastName 1 to 64 bytes of UTF-8
 * @param document 6 to 10 digits
 * @param birthdate {@code YYYY-MM-DD}, 1900-01-01 to 2099-12-31
 * @param number 0 to 99999, without leading zeros
 */
public record Bet(String firstName, String lastName, String document, String birthdate, String number) {
    private static final String[] NAMES = {"first name", "last name", "document", "birthdate", "number"};
    private static final int FIELDS = NAMES.length;

    /**
     * Makes a bet of fields as a person wrote them: blanks at either end and leading zeros of the number are dropped.
     *
     * @throws InvalidBetException naming the first field that is outside its limits
     */
    public static Bet of(String firstName, String lastName, String document, String birthdate, String number)
            throws InvalidBetException {
        Bet bet = new Bet(
                trim(firstName), trim(lastName), trim(document), trim(birthdate), withoutLeadingZeros(trim(number)));
        byte[] record = bet.toRecord();
        if (BetRecord.scan(record, 0, record.length) != record.length) {
            bet.requireFields();
        }
        return bet;
    }

    /** Names the first field that is outside its limits. */
    private void requireFields() throws InvalidBetException {
        byte[] field = quoted(firstName).getBytes(UTF_8);
        require(BetRecord.scanName(field, 0, field.length) == field.length, "first name", firstName);
        field = quoted(lastName).getBytes(UTF_8);
        require(BetRecord.scanName(field, 0, field.length) == field.length, "last name", lastName);
        field = document.getBytes(UTF_8);
        require(BetRecord.scanDocument(field, 0, field.length) == field.length, "document", document);
        field = birthdate.getBytes(UTF_8);
        require(BetRecord.scanBirthdate(field, 0, field.length) == field.length, "birthdate", birthdate);
        field = number.getBytes(UTF_8);
        require(BetRecord.scanNumber(field, 0, field.length) == field.length, "number", number);
    }

    /**
     * Reads one line of a bets file, without its line end.
     *
     * @throws InvalidBetException if the line is not UTF-8, not one record of five fields, or a field is invalid
     */
    public static Bet parse(byte[] bytes, int from, int to) throws InvalidBetException {
        String line;
        try {
            line = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidBetException("expected UTF-8");
        }
        // Without a quote a comma is a border and nothing else, and a million broken lines take a second, not five.
        String[] fields = line.indexOf('"') < 0 ? line.split(",", -1) : quotedFields(line);
        if (fields.length != FIELDS) {
            throw new InvalidBetException("expected " + FIELDS + " fields, found " + fields.length);
        }
        return of(fields[0], fields[1], fields[2], fields[3], fields[4]);
    }

    private static String[] quotedFields(String line) throws InvalidBetException {
        List<CSVRecord> records;
        try (CSVParser parser = CSVParser.parse(line, CSVFormat.RFC4180)) {
            records = parser.getRecords();
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidBetException("quotes: expected a closed pair around the whole field");
        }
        if (records.size() != 1) {
            throw new InvalidBetException("expected one record, found " + records.size());
        }
        return records.get(0).values();
    }

    /** Says why {@link BetRecord#scan} did not accept some bytes, without a value of theirs. */
    public static String explain(byte[] bytes, int from, int to) {
        try {
            return parse(bytes, from, to).fieldAtOdds(bytes, from, to) + ": expected its canonical form";
        } catch (InvalidBetException e) {
            return e.getMessage();
        }
    }

    /** The first field that these bytes have in another form than the record has it. */
    private String fieldAtOdds(byte[] bytes, int from, int to) {
        byte[] record = toRecord();
        int odds = Arrays.mismatch(record, 0, record.length, bytes, from, to);
        String[] fields = fields();
        int field = 0;
        int end = fields[0].getBytes(UTF_8).length;
        while (end < odds && field < FIELDS - 1) {
            field++;
            end += 1 + fields[field].getBytes(UTF_8).length;
        }
        return NAMES[field];
    }

    /** The canonical record, without a line end. */
    public byte[] toRecord() {
        return String.join(",", fields()).getBytes(UTF_8);
    }

    private String[] fields() {
        return new String[] {quoted(firstName), quoted(lastName), document, birthdate, number};
    }

    private static String quoted(String name) {
        boolean needsQuotes = name.indexOf(',') >= 0 || name.indexOf('"') >= 0;
        return needsQuotes ? '"' + name.replace("\"", "\"\"") + '"' : name;
    }

    /** Blanks are spaces: what else is blank in Unicode is part of a name, and a tab is a control character. */
    private static String trim(String field) {
        int from = 0;
        int to = field.length();
        while (from < to && field.charAt(from) == ' ') {
            from++;
        }
        while (to > from && field.charAt(to - 1) == ' ') {
            to--;
        }
        return field.substring(from, to);
    }

    private static String withoutLeadingZeros(String number) {
        int from = 0;
        while (from < number.length() - 1 && number.charAt(from) == '0') {
            from++;
        }
        return number.substring(from);
    }

    private static void require(boolean valid, String field, String value) throws InvalidBetException {
        if (!valid) {
            // No value: it is a person's name or document, or stands where one was meant to.
            int bytes = value.getBytes(UTF_8).length;
            throw new InvalidBetException(field + ": expected " + expected(field) + ", found "
                    + (bytes == 0 ? "nothing" : bytes == 1 ? "1 byte" : bytes + " bytes"));
        }
    }

    private static String expected(String field) {
        return switch (field) {
            case "document" -> BetLimits.MIN_DOCUMENT_DIGITS + " to " + BetLimits.MAX_DOCUMENT_DIGITS + " digits";
            case "birthdate" -> "a real date YYYY-MM-DD from " + BetLimits.MIN_YEAR + " to " + BetLimits.MAX_YEAR;
            case "number" -> "a whole number from 0 to " + BetLimits.MAX_NUMBER;
            default -> "1 to " + BetLimits.MAX_NAME_BYTES + " bytes without control characters";
        };
    }
}
