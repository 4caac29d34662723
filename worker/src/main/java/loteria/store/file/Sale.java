package loteria.store.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * A line of {@code finished.csv}: an agency's sales are closed.
 *
 * @param total the agency's bets
 * @param checksum of them, see {@link loteria.bet.RecordChecksum}
 */
public record Sale(int agency, long total, int checksum) {
    private static final int CHECKSUM_DIGITS = 8;

    /** The line, LF-ended: {@code agency,total,checksum}, the checksum in eight lowercase hexadecimal digits. */
    public ByteBuffer toLine() {
        return ByteBuffer.wrap((text() + "\n").getBytes(US_ASCII));
    }

    private String text() {
        return agency + "," + total + "," + hex(checksum);
    }

    /** A checksum as it stands there. */
    public static String hex(int checksum) {
        String digits = Integer.toHexString(checksum);
        return "0".repeat(CHECKSUM_DIGITS - digits.length()) + digits;
    }

    /** Reads a line without its line end; null if it is not exactly what {@link #toLine} makes. */
    static Sale parse(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != 3 || fields[2].length() != CHECKSUM_DIGITS) {
            return null;
        }
        try {
            Sale sale = new Sale(
                    Integer.parseInt(fields[0]), Long.parseLong(fields[1]), Integer.parseUnsignedInt(fields[2], 16));
            return sale.agency >= 1 && sale.total >= 0 && sale.text().equals(line) ? sale : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
