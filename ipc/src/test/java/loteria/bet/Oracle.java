package loteria.bet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** What a canonical record is, said a second time: with libraries, and without a thought for speed. */
final class Oracle {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern SHAPED_AS_DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern DOCUMENT = Pattern.compile("[0-9]{6,10}");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,4}");

    private Oracle() {}

    /** Whether the bytes are one canonical record, whole. */
    static boolean isCanonical(byte[] bytes) {
        try {
            String line = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            List<CSVRecord> records = CSVParser.parse(line, CSVFormat.RFC4180).getRecords();
            return records.size() == 1
                    && isBet(records.get(0))
                    && Arrays.equals(bytes, written(records.get(0)).getBytes(UTF_8));
        } catch (CharacterCodingException | UncheckedIOException e) {
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    static boolean isName(String name) {
        int length = name.getBytes(UTF_8).length;
        return length >= 1
                && length <= 64
                && !name.startsWith(" ")
                && !name.endsWith(" ")
                && name.chars().noneMatch(Character::isISOControl);
    }

    static boolean isBirthdate(String date) {
        try {
            int year = LocalDate.parse(date, DATE).getYear();
            return SHAPED_AS_DATE.matcher(date).matches() && year >= 1900 && year <= 2099;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isBet(CSVRecord fields) {
        return fields.size() == 5
                && isName(fields.get(0))
                && isName(fields.get(1))
                && DOCUMENT.matcher(fields.get(2)).matches()
                && isBirthdate(fields.get(3))
                && NUMBER.matcher(fields.get(4)).matches();
    }

    private static String written(CSVRecord fields) {
        return field(fields.get(0))
                + ','
                + field(fields.get(1))
                + ','
                + fields.get(2)
                + ','
                + fields.get(3)
                + ','
                + fields.get(4);
    }

    private static String field(String name) {
        return name.matches("(?s)[^,\"]*") ? name : '"' + name.replaceAll("\"", "\"\"") + '"';
    }
}
