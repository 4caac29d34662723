package loteria.bet;

import java.util.zip.CRC32C;

/**
 * The checksum of an agency's sales: CRC-32C (RFC 3720, appendix B.4) over its canonical records in the order of their
 * positions, without the agency field, each followed by one LF. No records: 0.
 *
 * <p>Blocks are summed apart and joined with {@link #combine}: the JDK's CRC-32C cannot go on from a stored value.
 * Stateless; safe for all threads.
 */
public final class RecordChecksum {
    /** The reflected polynomial: bit 31 is the term of degree 0. */
    private static final int POLYNOMIAL = 0x82f63b78;

    /** The polynomial 1. */
    private static final int ONE = 1 << 31;

    /** {@code POWERS[k]} is x to the power of 2<sup>k</sup>, modulo the polynomial; enough for any length. */
    private static final int[] POWERS = new int[67];

    static {
        POWERS[0] = 1 << 30;
        for (int k = 1; k < POWERS.length; k++) {
            POWERS[k] = multiply(POWERS[k - 1], POWERS[k - 1]);
        }
    }

    private RecordChecksum() {}

    /** The checksum of a block of whole records with their line ends. */
    public static int of(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }

    /**
     * The checksum of one block followed by another.
     *
     * @param first the first block's checksum
     * @param second the second block's checksum
     * @param secondBytes the second block's length, 0 or more
     */
    public static int combine(int first, int second, long secondBytes) {
        return multiply(powerOfEight(secondBytes), first) ^ second;
    }

    /** x to the power of 8·n: what n more bytes do to a checksum. */
    private static int powerOfEight(long n) {
        int product = ONE;
        int k = 3;
        for (long rest = n; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                product = multiply(POWERS[k], product);
            }
            k++;
        }
        return product;
    }

    /** The product of two polynomials over GF(2), modulo the polynomial. */
    private static int multiply(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int rest = a; rest != 0; rest <<= 1) {
            if (rest < 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : (shifted >>> 1) ^ POLYNOMIAL;
        }
        return product;
    }
}
