package loteria.bet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import loteria.Seeded;
import org.junit.jupiter.api.Test;

class RecordChecksumTest {
    private static final Random RANDOM = Seeded.random(RecordChecksumTest.class);

    @Test
    void shouldGiveThePublishedValues() {
        assertEquals(0xe306_9283, RecordChecksum.of("123456789".getBytes(US_ASCII), 0, 9));
        // RFC 3720, B.4: 32 bytes of zeros, 32 of ones.
        byte[] block = new byte[32];
        assertEquals(0x8a91_36aa, RecordChecksum.of(block, 0, 32));
        Arrays.fill(block, (byte) 0xff);
        assertEquals(0x62a8_ab43, RecordChecksum.of(block, 0, 32));
    }

    @Test
    void shouldBeZeroForNoRecords() {
        assertEquals(0, RecordChecksum.of(new byte[3], 1, 1));
    }

    @Test
    void shouldLookOnlyAtTheBytesItIsGiven() {
        byte[] bytes = "xx123456789yy".getBytes(US_ASCII);
        assertEquals(0xe306_9283, RecordChecksum.of(bytes, 2, 11));
    }

    @Test
    void shouldGiveTheWholesChecksumHoweverTheWholeIsSplit() {
        for (int round = 0; round < 2_000; round++) {
            byte[] whole = new byte[RANDOM.nextInt(1_000)];
            RANDOM.nextBytes(whole);
            int sum = 0;
            for (int from = 0; from < whole.length; ) {
                int to = Math.min(whole.length, from + RANDOM.nextInt(200));
                sum = RecordChecksum.combine(sum, RecordChecksum.of(whole, from, to), to - from);
                from = to;
            }
            CRC32C expected = new CRC32C();
            expected.update(whole);
            assertEquals((int) expected.getValue(), sum);
        }
    }

    @Test
    void shouldStayAsItIsWhenNothingIsAppended() {
        int sum = RANDOM.nextInt();
        assertEquals(sum, RecordChecksum.combine(sum, 0, 0));
    }

    @Test
    void shouldBeTheSecondWhenTheFirstIsEmpty() {
        int sum = RANDOM.nextInt();
        assertEquals(sum, RecordChecksum.combine(0, sum, RANDOM.nextInt(1 << 30)));
    }

    @Test
    void shouldJoinMegabytesAsTheJdkSumsThem() {
        // Doubling: twenty joins of equal halves against one pass over 64 MiB of zeros.
        int length = 64;
        int doubled = RecordChecksum.of(new byte[length], 0, length);
        for (int k = 0; k < 20; k++) {
            doubled = RecordChecksum.combine(doubled, doubled, length);
            length *= 2;
        }
        CRC32C expected = new CRC32C();
        byte[] zeros = new byte[1 << 20];
        for (int rest = length; rest > 0; rest -= zeros.length) {
            expected.update(zeros);
        }
        assertEquals((int) expected.getValue(), doubled);
    }

    @Test
    void shouldJoinInAnyOrderHoweverLongTheBlocks() {
        for (int round = 0; round < 2_000; round++) {
            int a = RANDOM.nextInt();
            int b = RANDOM.nextInt();
            int c = RANDOM.nextInt();
            long bytesOfB = RANDOM.nextLong() >>> 2 + RANDOM.nextInt(60);
            long bytesOfC = RANDOM.nextLong() >>> 2 + RANDOM.nextInt(60);
            assertEquals(
                    RecordChecksum.combine(RecordChecksum.combine(a, b, bytesOfB), c, bytesOfC),
                    RecordChecksum.combine(a, RecordChecksum.combine(b, c, bytesOfC), bytesOfB + bytesOfC));
        }
    }
}
