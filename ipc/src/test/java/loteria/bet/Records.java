package loteria.bet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;

/** Generated lines of bets files: most of them nearly right. */
final class Records {
    private static final String[] PIECES = {
        "a",
        "Z",
        "Juan",
        "María José",
        "Ñandú",
        "O'Brien",
        "  ",
        " ",
        ",",
        ",",
        "\"",
        "\"",
        "\"\"",
        "é",
        "ß",
        "ő",
        "€",
        "中",
        "😀",
        "🇦🇷",
        "e\u0301",
        "\u00a0",
        "\u2028",
        "\ufeff",
        "\ufffd",
        "\ufffe",
        "\uffff",
        "\u0000",
        "\t",
        "\u001f",
        "\u007f",
        "\u0080",
        "\u009f",
        "#",
        ";",
        "'",
        "\\",
        "|",
        "-",
        "=1+1"
    };
    private static final String[] DATES = {
        "2023-02-30", "1900-02-29", "2000-02-29", "2004-02-29", "2001-02-29", "1899-12-31", "1900-01-01", "2099-12-31",
        "2100-01-01", "2000-00-10", "2000-13-01", "2000-01-00", "2000-04-31", "2000-12-32", "2000-1-01", "2000/01/01",
        "02000-01-01", "+2000-01-01", "2000-01-01 ", "", "0000-00-00", "9999-12-31", "20000-1-01", "２０００-01-01"
    };
    private static final String[] DIGITS = {
        "",
        "0",
        "00",
        "007",
        "7574",
        "99999",
        "100000",
        "12345",
        "123456",
        "1234567890",
        "12345678901",
        "30904465",
        "-1",
        "+1",
        "1.0",
        "1e3",
        " 7574",
        "7574 ",
        "٧٥٧٤",
        "0x1f",
        "00000",
        "99999999999999999999"
    };

    private final Random random;

    Records(Random random) {
        this.random = random;
    }

    /** A line without its line end: a third as it should be, a third with an odd field, a third with torn bytes. */
    byte[] line() {
        int kind = random.nextInt(3);
        String document = kind == 1 && odd() ? pick(DIGITS) : digits(6 + random.nextInt(5));
        String birthdate = kind == 1 && odd() ? pick(DATES) : date();
        String number = kind == 1 && odd() ? pick(DIGITS) : String.valueOf(random.nextInt(100_000));
        boolean oddNames = kind == 1 && odd();
        String line = String.join(",", nameField(oddNames), nameField(oddNames), document, birthdate, number);
        byte[] bytes = line.getBytes(UTF_8);
        return kind == 2 ? mutated(bytes) : bytes;
    }

    /** A name that is valid once its outer blanks are gone, or (odd) one of any characters and length. */
    String name(boolean anything) {
        StringBuilder name = new StringBuilder();
        int pieces = 1 + random.nextInt(anything && random.nextInt(8) == 0 ? 80 : 4);
        for (int i = 0; i < pieces; i++) {
            name.append(pick(PIECES));
        }
        return anything ? name.toString() : valid(name.toString());
    }

    String date() {
        return LocalDate.of(1900, 1, 1).plusDays(random.nextInt(73_049)).toString();
    }

    String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    /** The bytes after one to three small accidents. */
    byte[] mutated(byte[] bytes) {
        byte[] result = bytes;
        for (int left = 1 + random.nextInt(3); left > 0 && result.length > 0; left--) {
            int at = random.nextInt(result.length);
            byte b = (byte) (random.nextBoolean() ? ",\" 09-\r\n".charAt(random.nextInt(8)) : random.nextInt(256));
            switch (random.nextInt(4)) {
                case 0 -> result[at] = b;
                case 1 -> result[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> result = spliced(result, at, at + 1);
                default -> result = spliced(result, at, at, b);
            }
        }
        return result;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte... middle) {
        byte[] result = Arrays.copyOf(bytes, bytes.length - (to - from) + middle.length);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
        return result;
    }

    private String nameField(boolean anything) {
        String name = name(anything);
        boolean mustQuote = name.indexOf(',') >= 0 || name.indexOf('"') >= 0;
        boolean quote = random.nextInt(10) == 0 ? random.nextBoolean() : mustQuote;
        return quote ? '"' + name.replace("\"", "\"\"") + '"' : name;
    }

    private static String valid(String name) {
        String clean = name.replaceAll("[\\u0000-\\u001f\\u007f-\\u009f]", "").strip();
        return clean.isEmpty() || clean.getBytes(UTF_8).length > BetLimits.MAX_NAME_BYTES ? "Pérez" : clean;
    }

    private boolean odd() {
        return random.nextInt(3) == 0;
    }

    private String pick(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
