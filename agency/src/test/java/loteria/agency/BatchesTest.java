package loteria.agency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import loteria.bet.BetLimits;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(QuietLog.class)
class BatchesTest {
    @TempDir
    private Path dir;

    private BetFile bets(List<String> records) throws Exception {
        return BetFile.open(TestBets.write(dir.resolve("bets.csv"), records).toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 150, 1_000, 65_535})
    void shouldCarryEveryBetOnceAndInOrder(int maxAmount) throws Exception {
        List<String> records = TestBets.records(1_234);
        try (BetFile bets = bets(records)) {
            Batches batches = new Batches(bets, maxAmount);
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            long next = 1;
            for (Message.Batch batch = batches.next(); batch != null; batch = batches.next()) {
                assertEquals(next, batch.position());
                assertTrue(batch.count() >= 1 && batch.count() <= maxAmount);
                sent.write(batch.bytes(), batch.from(), batch.to() - batch.from());
                next += batch.count();
            }
            assertEquals(new String(TestBets.bytes(records), UTF_8), sent.toString(UTF_8));
            assertEquals(1_234, batches.total());
            assertEquals(TestBets.checksum(records), batches.checksum());
        }
    }

    @Test
    void shouldFillAFrameToTheLastByteAndNeverBeyond() throws Exception {
        String longest = "\"" + "\"\"".repeat(64) + "\",\"" + "\"\"".repeat(64) + "\",1234567890,2000-02-29,99999";
        assertEquals(BetLimits.MAX_RECORD_BYTES, longest.length());
        int rest = FrameDescriptor.MAX_BATCH_RECORD_BYTES % (longest.length() + 1);
        int fitting = FrameDescriptor.MAX_BATCH_RECORD_BYTES / (longest.length() + 1);
        String filler =
                "A".repeat(rest - 1 - ",B,1234567890,2000-02-29,99999".length()) + ",B,1234567890,2000-02-29,99999";
        List<String> records = new ArrayList<>(Collections.nCopies(fitting, longest));
        records.add(filler);
        records.addAll(Collections.nCopies(fitting, longest));
        records.add("A" + filler);
        try (BetFile bets = bets(records)) {
            Batches batches = new Batches(bets, FrameDescriptor.MAX_BATCH_RECORDS);
            Message.Batch full = batches.next();
            assertEquals(fitting + 1, full.count());
            assertEquals(FrameDescriptor.MAX_BATCH_RECORD_BYTES, full.to() - full.from());
            assertEquals(fitting, batches.next().count(), "one byte too many for another record");
            assertEquals(1, batches.next().count());
            assertNull(batches.next());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 149, 150, 151, 999, 1_000, 1_001, Long.MAX_VALUE})
    void shouldGoOnAfterTheStoredOnesAndCountThemAll(long stored) throws Exception {
        List<String> records = TestBets.records(1_000);
        try (BetFile bets = bets(records)) {
            Batches batches = new Batches(bets, 150);
            batches.skip(stored);
            Message.Batch first = batches.next();
            if (stored < 1_000) {
                assertEquals(stored + 1, first.position());
                assertEquals(
                        records.get((int) stored),
                        new String(first.bytes(), first.from(), first.to() - first.from(), UTF_8).split("\n")[0]);
            }
            for (Message.Batch batch = first; batch != null; batch = batches.next()) {
                assertTrue(batch.count() > 0);
            }
            assertEquals(1_000, batches.total());
            assertEquals(TestBets.checksum(records), batches.checksum());
        }
    }

    @Test
    void shouldSumNoBetsToZero() throws Exception {
        try (BetFile bets = bets(List.of())) {
            Batches batches = new Batches(bets, 150);
            assertNull(batches.next());
            assertEquals(0, batches.total());
            assertEquals(0, batches.checksum());
        }
    }
}
