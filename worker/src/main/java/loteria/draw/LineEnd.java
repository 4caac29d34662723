package loteria.draw;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for the end of a line eight bytes at a time, which is faster than one by one, compiled by C1 alone too. */
final class LineEnd {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = EACH_BYTE << 7;
    private static final long LINE_ENDS = EACH_BYTE * '\n';

    private LineEnd() {}

    /**
     * Where the next line end is. It begins to look where an aligned word does, since others take the JVM longer.
     *
     * @param from no line ends in the seven bytes before it
     * @throws IndexOutOfBoundsException if there is none
     */
    static int find(byte[] bytes, int from) {
        int at = from & -Long.BYTES;
        while (at <= bytes.length - Long.BYTES) {
            long zeros = zeros((long) WORD.get(bytes, at) ^ LINE_ENDS);
            if (zeros != 0) {
                return at + lowest(zeros);
            }
            at += Long.BYTES;
        }
        while (bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** The highest bit of the lowest byte that is zero, and perhaps of bytes above it; 0 if none is. */
    private static long zeros(long word) {
        return word - EACH_BYTE & ~word & HIGHEST_BITS;
    }

    /** Which byte has the lowest bit. It counts the bytes up to there, which the first compiler does fast. */
    private static int lowest(long zeros) {
        long upTo = (zeros & -zeros) - 1 & EACH_BYTE;
        return (int) (upTo * EACH_BYTE >>> 56) - 1;
    }
}
