package loteria.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import loteria.board.ActivityView;
import loteria.board.BoardView;
import loteria.store.file.SampleBets;
import loteria.wire.AgencyState;
import loteria.wire.ErrorCode;
import loteria.wire.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a session shows of itself on the board. */
@Timeout(180)
class SessionActivityTest extends SessionFixture {
    private ActivityView view(int agency) {
        return new BoardView(store.board()).activity(agency);
    }

    @Test
    void shouldShowOnTheBoardWhatItHasStoredAndHowLongThatTook() throws Exception {
        ActivityView activity = view(1);
        assertWelcome(0, AgencyState.SELLING);
        assertTrue(activity.lastSeen() > 0, "connecting is a sign of life");
        byte[] record = SampleBets.records(1, 1, 1);
        send(new Message.Bet(1, record, 0, record.length - 1), batch(2, 20), batch(21, 40));
        assertEquals(new Message.Ack(1), agency.read());
        assertEquals(new Message.Ack(40), agency.read());
        hangUp();
        assertEquals(3, activity.acknowledgements().count(), "each batch was acknowledged");
        assertEquals(2, activity.forces().count(), "those that arrived together were forced together");
        assertTrue(activity.forces().totalNanos() > 0);
        assertTrue(activity.acknowledgements().totalNanos() > activity.forces().totalNanos());
        assertFalse(activity.isAnswered());
        assertEquals(0, view(2).acknowledgements().count());
        assertEquals(0, view(2).lastSeen());
    }

    private void hangUp() throws Exception {
        agency.close();
        thread.join();
    }

    @Test
    void shouldShowOnTheBoardWhichBatchesItRefusedAndWhy() throws Exception {
        ActivityView activity = view(1);
        assertWelcome(0, AgencyState.SELLING);
        send(batch(1, 5), batch(6, 3, SampleBets.record(1, 6)));
        assertEquals(new Message.Ack(5), agency.read());
        assertFails(ErrorCode.PROTOCOL);
        begin();
        assertWelcome(5, AgencyState.SELLING);
        send(batch(7, 8), batch(9, 9));
        assertFails(ErrorCode.PROTOCOL);
        begin();
        assertWelcome(5, AgencyState.SELLING);
        send(finished(3));
        assertFails(ErrorCode.MISMATCH);
        assertEquals(1, activity.acknowledgements().count());
        assertEquals(3, activity.refused(ErrorCode.PROTOCOL.number()), "one, and two that came together");
        assertEquals(0, activity.refused(ErrorCode.MISMATCH.number()), "that was no batch");
    }

    @Test
    void shouldShowOnTheBoardThatItHasAnsweredOnceItHas() throws Exception {
        ActivityView activity = view(1);
        assertWelcome(0, AgencyState.SELLING);
        send(finished(0), new Message.Query(false));
        assertEquals(new Message.Closed(0), agency.read());
        assertEquals(new Message.NotDrawn(1, 2), agency.read());
        drawWithoutAgency2();
        assertFalse(activity.isAnswered());
        send(new Message.Query(false));
        assertInstanceOf(Message.Winners.class, agency.read());
        hangUp();
        assertTrue(activity.isAnswered());
    }
}
