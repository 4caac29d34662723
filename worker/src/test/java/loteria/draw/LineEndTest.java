package loteria.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineEndTest {
    /** Longer than two words, and no multiple of one. */
    private static final int LENGTH = 29;

    /** Whatever the bytes around it: those that are nearly a line end, too. */
    @ParameterizedTest
    @ValueSource(bytes = {0, 9, 11, 'a', (byte) 0x80, (byte) 0x8a, (byte) 0xff})
    void shouldFindTheFirstLineEndFromAnywhere(byte other) {
        for (int end = 8; end < LENGTH; end++) {
            byte[] bytes = new byte[LENGTH];
            Arrays.fill(bytes, other);
            bytes[end] = '\n';
            bytes[LENGTH - 1] = '\n';
            for (int from = 8; from <= end; from++) {
                assertEquals(end, LineEnd.find(bytes, from), "from " + from);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 23, LENGTH - 1, LENGTH})
    void shouldNotLookBeyondTheBytes(int from) {
        assertThrows(IndexOutOfBoundsException.class, () -> LineEnd.find(new byte[LENGTH], from));
    }
}
