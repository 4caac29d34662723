package loteria.store.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import loteria.store.CorruptStoreException;
import loteria.store.Refusal;
import loteria.store.RefusedException;
import org.junit.jupiter.api.Test;

class AgencyLogTest {
    private final SimulatedPartition partition = new SimulatedPartition(null);
    private final AgencyLog here = new AgencyLog(1, partition, "central1:12345");
    private final AgencyLog there = new AgencyLog(1, partition, "central2:12345");

    private static Refusal refusalOf(org.junit.jupiter.api.function.Executable what) {
        return assertThrows(RefusedException.class, what).refusal();
    }

    @Test
    void shouldTellANewSessionWhatTheLogSays() throws Exception {
        here.enter(1, 0);
        here.commit(TestBets.group(1, 1, 1, 5), 1);
        assertEquals(new AgencyLog.Sales(5, false), there.enter(1, 0));
        assertEquals(2, there.commit(TestBets.group(1, 1, 4, 7), 1).added());
        there.finish(1, 7, TestBets.checksum(1, 7));
        assertEquals(new AgencyLog.Sales(7, true), here.enter(2, 0));
    }

    @Test
    void shouldEndASessionWhoseAgencyHasOpenedAnother() throws Exception {
        here.enter(1, 10);
        there.enter(1, 20);
        RefusedException refused =
                assertThrows(RefusedException.class, () -> here.commit(TestBets.group(1, 1, 1, 1), 1));
        assertEquals(Refusal.SUPERSEDED, refused.refusal());
        assertEquals("a newer session of agency 1 has begun at central2:12345", refused.getMessage());
        assertEquals(1, there.commit(TestBets.group(1, 1, 1, 1), 1).added());
    }

    @Test
    void shouldLetAClientComeAgainWhenALateOpenOfItsOwnHasEndedItsSession() throws Exception {
        here.enter(1, 10);
        there.enter(1, 10);
        assertEquals(Refusal.UNAVAILABLE, refusalOf(() -> here.commit(TestBets.group(1, 1, 1, 1), 1)));
        assertEquals(0, here.enter(2, 10).count());
        assertEquals(1, here.commit(TestBets.group(1, 1, 1, 1), 2).added());
    }

    /** Of a record that was appended twice the second is answered: nothing is lost, and nobody is to blame. */
    @Test
    void shouldTellAnAgencyToComeAgainWhenOnlyTheSecondOfTwoAppendsIsAnswered() throws Exception {
        here.enter(1, 10);
        partition.answerTheSecond();
        assertEquals(Refusal.UNAVAILABLE, refusalOf(() -> here.commit(TestBets.group(1, 1, 1, 3), 1)));
        assertEquals(new AgencyLog.Sales(3, false), here.enter(2, 10));
    }

    @Test
    void shouldRefuseWhatIsOutOfOrder() throws Exception {
        here.enter(1, 0);
        assertEquals(Refusal.OUT_OF_ORDER, refusalOf(() -> here.commit(TestBets.group(1, 1, 2, 3), 1)));
        here.commit(TestBets.group(1, 1, 1, 3), 1);
        assertEquals(Refusal.MISMATCH, refusalOf(() -> here.finish(1, 4, TestBets.checksum(1, 4))));
        assertEquals(Refusal.MISMATCH, refusalOf(() -> here.finish(1, 3, TestBets.checksum(2, 3))));
        here.finish(1, 3, TestBets.checksum(1, 3));
        assertEquals(Refusal.OUT_OF_ORDER, refusalOf(() -> here.commit(TestBets.group(1, 1, 4, 4), 1)));
    }

    @Test
    void shouldSaySalesAreClosedByTheSameRecordWhoeverAsks() throws Exception {
        here.enter(1, 0);
        here.commit(TestBets.group(1, 1, 1, 3), 1);
        LogRecord.Closed closed = here.finish(1, 3, TestBets.checksum(1, 3));
        there.enter(1, 0);
        assertEquals(closed, there.finish(1, 3, TestBets.checksum(1, 3)));
        assertEquals(2, closed.offset());
    }

    @Test
    void shouldPassOverTheRecordsOfOthers() throws Exception {
        partition.addForeign(new byte[] {1, 2, 3});
        here.enter(1, 0);
        partition.addForeign(null);
        assertEquals(3, here.commit(TestBets.group(1, 1, 1, 3), 1).added());
        assertEquals(3, there.enter(1, 0).count());
    }

    @Test
    void shouldEndASessionWhoseAppendWasNotAnswered() throws Exception {
        here.enter(1, 0);
        partition.setSilent(true);
        assertEquals(Refusal.UNAVAILABLE, refusalOf(() -> here.commit(TestBets.group(1, 1, 1, 3), 1)));
        partition.setSilent(false);
        // Whether bets 1 to 3 are there, only the log can say: to a new session.
        assertEquals(Refusal.UNAVAILABLE, refusalOf(() -> here.commit(TestBets.group(1, 1, 1, 3), 1)));
        assertEquals(3, here.enter(2, 0).count());
    }

    @Test
    void shouldCountNoBetsBehindClosedSales() throws Exception {
        SalesFold fold = new SalesFold("draw.bets-0");
        fold.take(0, new LogRecord.Open(0, ""));
        fold.take(1, new LogRecord.Finished(0, 0, 0));
        ByteBuffer lines = TestBets.group(1, 1, 1, 1).linesFrom(0);
        assertFalse(fold.take(2, new LogRecord.Bets(0, 1, 1, TestBets.checksum(1, 1), lines)));
        assertEquals(0, fold.count());
    }

    @Test
    void shouldNoticeALogThatHasLostRecordsWhenItWrites() throws Exception {
        here.enter(1, 0);
        here.commit(TestBets.group(1, 1, 1, 3), 1);
        here.commit(TestBets.group(1, 1, 4, 6), 1);
        partition.lose(1);
        CorruptStoreException corrupt =
                assertThrows(CorruptStoreException.class, () -> here.commit(TestBets.group(1, 1, 7, 9), 1));
        assertEquals(
                "draw.bets-0: a record was given offset 2, expected at least 3: the log has lost records",
                corrupt.getMessage());
    }

    @Test
    void shouldNoticeALogThatHasLostRecordsWhenItReads() throws Exception {
        here.enter(1, 0);
        here.commit(TestBets.group(1, 1, 1, 3), 1);
        SalesFold fold = new SalesFold("draw.bets-0");
        fold.take(0, new LogRecord.Open(0, ""));
        CorruptStoreException corrupt = assertThrows(
                CorruptStoreException.class, () -> fold.take(1, new LogRecord.Finished(0, 3, TestBets.checksum(1, 3))));
        assertEquals(
                "draw.bets-0: offset 1: goes on behind bet 3 of its session, expected at most bet 0:"
                        + " the log has lost records",
                corrupt.getMessage());
        assertThrows(CorruptStoreException.class, () -> fold.take(5, null));
    }
}
