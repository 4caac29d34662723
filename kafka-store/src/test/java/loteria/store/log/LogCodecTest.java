package loteria.store.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import loteria.manifest.Manifest;
import loteria.manifest.Terms;
import loteria.store.CorruptStoreException;
import org.junit.jupiter.api.Test;

class LogCodecTest {
    private static final LogRecord BETS =
            new LogRecord.Bets(7, 8, 1, 0x1234, ByteBuffer.wrap("3,a\n".getBytes(US_ASCII)));

    private static List<LogRecord> all() throws IOException {
        return List.of(
                new LogRecord.Open(-5, "central1:12345"),
                BETS,
                new LogRecord.Finished(7, 9, -1),
                new LogRecord.Lottery(Manifest.begin(new Terms(5, OptionalInt.of(7574), true))),
                new LogRecord.Closed(1_000, 17, 9, -1),
                new LogRecord.Drawn(7574, 10, -2));
    }

    @Test
    void shouldReadWhatItWrites() throws IOException {
        for (LogRecord record : all()) {
            assertEquals(record, LogCodec.decode(LogCodec.encode(record)));
        }
    }

    @Test
    void shouldWriteTheBytesOfItsTable() {
        assertArrayEquals(
                HexFormat.of()
                        .parseHex("4c4e0102" + "0000000000000007" + "0000000000000008" + "00000001" + "00001234"
                                + "332c610a"),
                LogCodec.encode(BETS));
    }

    @Test
    void shouldTakeNothingForARecordThatIsNone() throws IOException {
        byte[] whole = LogCodec.encode(new LogRecord.Finished(7, 9, -1));
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        byte[] shorter = Arrays.copyOf(whole, whole.length - 1);
        byte[] unknown = whole.clone();
        unknown[3] = 9;
        for (byte[] bytes :
                new byte[][] {null, new byte[0], longer, shorter, unknown, "hello, log".getBytes(US_ASCII)}) {
            assertNull(LogCodec.decode(bytes));
        }
    }

    /** Who leaves out another version's OPEN acknowledges what counts for nobody. */
    @Test
    void shouldNotLeaveOutARecordOfAnotherVersion() throws IOException {
        byte[] later = LogCodec.encode(new LogRecord.Finished(7, 9, -1));
        later[2] = 2;
        assertThrows(CorruptStoreException.class, () -> LogCodec.decode(later));
    }
}
