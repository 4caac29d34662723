package loteria.manifest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.OptionalInt;
import java.util.zip.CRC32C;
import loteria.bet.BetLimits;

/** A manifest as text, line by line. Used once, by one thread. */
final class ManifestText {
    private static final String FORMAT = "1";

    private static final int CHECKSUM_DIGITS = 8;

    private final String where;
    private final String text;
    private int at;
    private int line;

    /** @param where it stands, for people */
    ManifestText(String where, String text) {
        this.where = where;
        this.text = text;
    }

    static String of(Manifest manifest) {
        OptionalInt number = manifest.winningNumber();
        String facts = "format=" + FORMAT
                + "\nagencies=" + manifest.agencies()
                + "\nwinning_number=" + (number.isPresent() ? Integer.toString(number.getAsInt()) : "")
                + "\nmade=" + manifest.made()
                + "\nmade_by=" + manifest.madeBy()
                + "\ndraw=" + manifest.draw()
                + '\n';
        return facts + "checksum=" + checksum(facts) + '\n';
    }

    private static String checksum(String facts) {
        CRC32C crc = new CRC32C();
        crc.update(facts.getBytes(ISO_8859_1));
        String digits = Long.toHexString(crc.getValue());
        return "0".repeat(CHECKSUM_DIGITS - digits.length()) + digits;
    }

    Manifest parse() throws MalformedManifestException {
        String format = next("format");
        if (!format.equals(FORMAT)) {
            throw unexpected(FORMAT + ", the format of this version");
        }
        int agencies = wholeNumber(next("agencies"), Character.MAX_VALUE);
        String number = next("winning_number");
        Manifest manifest = new Manifest(
                agencies,
                number.isEmpty() ? OptionalInt.empty() : OptionalInt.of(wholeNumber(number, BetLimits.MAX_NUMBER)),
                next("made"),
                next("made_by"),
                next("draw"));
        String facts = text.substring(0, at);
        if (!next("checksum").equals(checksum(facts))) {
            throw unexpected("the checksum of the lines above, which somebody has changed");
        }
        if (at < text.length()) {
            line++;
            throw unexpected("nothing");
        }
        return manifest;
    }

    /** The value of the next line, which is of that key. */
    private String next(String key) throws MalformedManifestException {
        line++;
        int end = text.indexOf('\n', at);
        if (end < 0 || !text.startsWith(key + "=", at)) {
            throw unexpected(key + "=...");
        }
        String value = text.substring(at + key.length() + 1, end);
        at = end + 1;
        return value;
    }

    private int wholeNumber(String value, int most) throws MalformedManifestException {
        try {
            int number = Integer.parseInt(value);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException ignored) {
            // Said below, with what was expected.
        }
        throw unexpected("a whole number from 0 to " + most);
    }

    private MalformedManifestException unexpected(String expected) {
        return new MalformedManifestException(where + ": line " + line + ": expected " + expected);
    }
}
