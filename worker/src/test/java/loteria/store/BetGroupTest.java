package loteria.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import loteria.bet.BetLimits;
import loteria.bet.RecordChecksum;
import loteria.store.file.SampleBets;
import loteria.wire.FrameDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BetGroupTest {
    private final BetGroup group = new BetGroup(65_535, 4_096, FrameDescriptor.MAX_PAYLOAD_BYTES);

    private void add(long position, int count, String records) throws RefusedException {
        byte[] bytes = ("##" + records + "##").getBytes(UTF_8);
        group.add(position, count, bytes, 2, bytes.length - 2);
    }

    private void addSamples(long first, long last) throws RefusedException {
        add(first, (int) (last - first + 1), new String(SampleBets.records(1, first, last), UTF_8));
    }

    private String lines() {
        return linesFrom(0);
    }

    private String linesFrom(int lineStart) {
        return UTF_8.decode(group.linesFrom(lineStart)).toString();
    }

    @Test
    void shouldPutItsAgencyInFrontOfEveryRecord() throws Exception {
        addSamples(1, 2);
        assertEquals("65535," + SampleBets.record(1, 1) + "65535," + SampleBets.record(1, 2), lines());
        assertEquals(1, group.first());
        assertEquals(2, group.last());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ana,Paz,20000009,1990-01-01,1",
                "Ana,Paz,20000009,1990-01-01\n",
                "Ana,Paz,20000009,1990-01-01,01\n",
                "Ana ,Paz,20000009,1990-01-01,1\n",
                "\"Ana\",Paz,20000009,1990-01-01,1\n",
                "Ana,Paz,20000009,1990-01-01,1\r\n",
                "Ana,Paz,20000009,2023-02-30,1\n",
                "Ana,Paz,20000009,1990-01-01,100000\n",
                "\n"
            })
    void shouldTakeAFrameWholeOrNotAtAll(String bad) throws Exception {
        addSamples(1, 2);
        String before = lines();
        RefusedException refused = assertThrows(RefusedException.class, () -> add(3, 2, SampleBets.record(1, 3) + bad));
        assertEquals(Refusal.INVALID, refused.refusal());
        assertEquals(3, refused.position());
        assertEquals(1, refused.index(), "the second record of the frame");
        assertEquals(before, lines());
        assertEquals(2, group.count());
        addSamples(3, 4);
        assertEquals(SampleBets.checksum(1, 4), group.checksumFrom(0, 0));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "1, 0", "0, 2", "-1, 2"})
    void shouldRefuseACountOrAPositionThatIsNotRight(long position, int count) {
        RefusedException refused = assertThrows(
                RefusedException.class, () -> add(position, count, SampleBets.record(1, 1) + SampleBets.record(1, 2)));
        assertEquals(Refusal.OUT_OF_ORDER, refused.refusal());
        assertTrue(group.isEmpty());
    }

    @Test
    void shouldGoOnOnlyWhereItEnds() throws Exception {
        assertTrue(group.precedes(17), "an empty group begins anywhere");
        addSamples(17, 19);
        assertTrue(group.precedes(20));
        assertFalse(group.precedes(19));
        assertFalse(group.precedes(21));
    }

    @Test
    void shouldLeaveOutTheFirstBetsAndSumTheRest() throws Exception {
        addSamples(4, 6);
        addSamples(7, 9);
        for (int known = 0; known <= 6; known++) {
            int start = group.lineStart(known);
            StringBuilder rest = new StringBuilder();
            for (int position = 4 + known; position <= 9; position++) {
                rest.append("65535,").append(SampleBets.record(1, position));
            }
            assertEquals(rest.toString(), linesFrom(start));
            assertEquals(SampleBets.checksum(1, 9), group.checksumFrom(start, SampleBets.checksum(1, 3 + known)));
        }
        assertEquals(4, group.first());
        assertEquals(6, group.count());
    }

    @Test
    void shouldSumOverFramesAsOverAll() throws Exception {
        addSamples(1, 1);
        addSamples(2, 5);
        byte[] records = SampleBets.records(1, 1, 5);
        assertEquals(RecordChecksum.of(records, 0, records.length), group.checksumFrom(0, 0));
    }

    @Test
    void shouldHaveRoomForTheLargestFrameUntilItIsFull() throws Exception {
        String shortest = "A,B,100000,1990-01-01,1\n";
        assertEquals(BetLimits.MIN_RECORD_BYTES + 1, shortest.length());
        int most = FrameDescriptor.MAX_BATCH_RECORD_BYTES / shortest.length();
        long position = 1;
        while (!group.isFull()) {
            add(position, most, shortest.repeat(most));
            position += most;
        }
        assertEquals(position - 1, group.last());
        group.clear();
        assertTrue(group.isEmpty() && !group.isFull());
        assertEquals("", lines());
        addSamples(1, 1);
        assertEquals(SampleBets.checksum(1, 1), group.checksumFrom(0, 0));
    }
}
