package loteria.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import loteria.board.DiskState;
import loteria.board.SessionRegister;
import loteria.store.CorruptStoreException;
import loteria.store.file.SampleBets;
import loteria.wire.AgencyState;
import loteria.wire.ErrorCode;
import loteria.wire.Message;
import loteria.wire.MessageCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session as its agency sees it. */
@Timeout(180)
class AgencySessionTest extends SessionFixture {
    @Test
    void shouldWelcomeWithWhatIsStoredAndStoreWhatArrivesTogetherAtOnce() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        agency.close();
        thread.join();
        begin(batch(1, 20), batch(21, 40), batch(41, 41));
        assertWelcome(0, AgencyState.SELLING);
        assertEquals(new Message.Ack(41), agency.read(), "one acknowledgement for all");
        assertStored(41);
        send(batch(40, 45), finished(45));
        assertEquals(new Message.Ack(45), agency.read());
        assertEquals(new Message.Closed(45), agency.read());
        assertEquals(List.of(1), closed);
        agency.close();
        thread.join();
        begin(finished(45));
        assertWelcome(45, AgencyState.FINISHED);
        assertEquals(new Message.Closed(45), agency.read(), "as often as it asks");
        assertStored(45);
    }

    @Test
    void shouldStoreASingleBet() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        byte[] record = SampleBets.records(1, 1, 1);
        send(new Message.Bet(1, record, 0, record.length - 1));
        assertEquals(new Message.Ack(1), agency.read());
        assertStored(1);
    }

    @Test
    void shouldNameTheBetItRejectsAndKeepTheFramesBeforeIt() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        String bad = SampleBets.record(1, 6) + SampleBets.record(1, 7) + "Ana,Paz,1,1990-01-01,1\n";
        send(batch(1, 5), batch(6, 3, bad));
        assertEquals(new Message.Ack(5), agency.read());
        Message.Failure failure = assertFails(ErrorCode.REJECTED);
        assertEquals(6, failure.position());
        assertEquals(2, failure.index());
        assertTrue(failure.reason().startsWith("document: expected 6 to 10 digits"), failure::reason);
        assertStored(5);
        assertLogged("action: apuesta_recibida | result: fail | cantidad: 3");
    }

    @Test
    void shouldRefuseACountThatIsNotRight() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        send(batch(1, 3, SampleBets.record(1, 1) + SampleBets.record(1, 2)));
        assertTrue(assertFails(ErrorCode.PROTOCOL).reason().contains("count of 3 with 2 records"));
        assertStored(0);
        assertLogged("action: apuesta_recibida | result: fail | cantidad: 3");
    }

    @Test
    void shouldRefuseAGapAndKeepWhatCameBefore() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        send(batch(1, 5), batch(7, 9));
        assertEquals(new Message.Ack(5), agency.read());
        assertEquals(7, assertFails(ErrorCode.PROTOCOL).position());
        assertStored(5);
        assertLogged("action: apuesta_recibida | result: fail | cantidad: 3");
    }

    @Test
    void shouldStoreNothingOfAFrameThatIsCut() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        frames.clear();
        MessageCodec.encode(batch(1, 2), frames);
        MessageCodec.encode(batch(3, 4), frames);
        sendBytes(frames.flip().limit(frames.limit() - 1));
        socket.shutdownOutput();
        assertEquals(new Message.Ack(2), agency.read());
        assertTrue(assertFails(ErrorCode.PROTOCOL).reason().contains("inside a frame"));
        assertStored(2);
    }

    @Test
    void shouldRefuseWhatIsNoFrame() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        sendBytes(ByteBuffer.wrap(new byte[] {0, 1, 99, 0, 0}));
        assertTrue(assertFails(ErrorCode.PROTOCOL).reason().contains("frame type 99"));
    }

    @Test
    void shouldRefuseBetsAfterFinished() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        send(batch(1, 2), finished(2), batch(1, 2));
        assertEquals(new Message.Ack(2), agency.read());
        assertEquals(new Message.Closed(2), agency.read());
        assertFails(ErrorCode.PROTOCOL);
        assertStored(2);
    }

    @Test
    void shouldRefuseToCloseOverOtherBets() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        send(batch(1, 2), finished(3));
        assertEquals(new Message.Ack(2), agency.read());
        String reason = assertFails(ErrorCode.MISMATCH).reason();
        assertTrue(reason.contains("has begun with other bets (2 stored, 3 offered)"), reason);
        assertEquals("", Files.readString(dir.resolve("finished.csv")));
    }

    @Test
    void shouldRefuseAQueryWhileSelling() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        send(new Message.Query(true));
        assertTrue(assertFails(ErrorCode.PROTOCOL).reason().contains("QUERY while selling"));
    }

    @Test
    void shouldRefuseWhatAnAgencyNeverSays() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        send(new Message.Ack(1));
        assertTrue(assertFails(ErrorCode.PROTOCOL).reason().contains("unexpected Ack"));
    }

    @Test
    void shouldRefuseASessionThatIsNoLongerTheNewest() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        new SessionRegister(store.board()).setNewestSession(1, 99, CLIENT + 1);
        send(batch(1, 2));
        assertFails(ErrorCode.SUPERSEDED);
        assertStored(0);
    }

    @Test
    void shouldSendItsClientAgainWhenAConnectionThatItGaveUpArrivesLate() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        new SessionRegister(store.board()).setNewestSession(1, 99, CLIENT);
        send(batch(1, 2));
        assertFails(ErrorCode.STARTING);
        assertStored(0);
        begin();
        new SessionRegister(store.board()).setNewestSession(1, 99, CLIENT);
        session.end(ErrorCode.SUPERSEDED, "a newer session has begun");
        assertFails(ErrorCode.STARTING);
    }

    @Test
    void shouldAcknowledgeWhatArrivedBeforeItIsEnded() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        send(batch(1, 2));
        assertEquals(new Message.Ack(2), agency.read());
        session.end(ErrorCode.SUPERSEDED, "a newer session has begun");
        assertFails(ErrorCode.SUPERSEDED);
        begin();
        assertWelcome(2, AgencyState.SELLING);
        session.end(ErrorCode.STOPPING, "the central is stopping");
        assertFails(ErrorCode.STOPPING);
    }

    @Test
    void shouldEndTheWorkerWithoutAnAcknowledgementWhenNothingCanBePromised() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        new DiskState(store.board()).poison();
        send(batch(1, 2));
        assertFails(ErrorCode.CORRUPT);
        thread.join();
        assertInstanceOf(CorruptStoreException.class, failure);
        failure = null;
    }

    @Test
    void shouldEndInOrderWhenTheAgencyHangsUp() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        send(batch(1, 2));
        socket.shutdownOutput();
        assertEquals(new Message.Ack(2), agency.read());
        assertNull(agency.read());
        assertEquals(List.of(), RecordedWriter.LINES);
    }

    @Test
    void shouldAnswerNowOrWaitForTheDrawWithASignOfLife() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        send(batch(1, 10), finished(10), new Message.Query(false), new Message.Query(true));
        assertEquals(new Message.Ack(10), agency.read());
        assertEquals(new Message.Closed(10), agency.read());
        assertEquals(new Message.NotDrawn(1, 2), agency.read());
        assertEquals(new Message.NotDrawn(1, 2), agency.read(), "a sign of life while it waits");
        drawWithoutAgency2();
        Message.Winners winners = assertInstanceOf(Message.Winners.class, agency.read());
        assertEquals(List.of("20100003", "20100010"), winners.documents());
        assertTrue(winners.last());
    }

    @Test
    void shouldEndASessionThatWaitsForTheDraw() throws Exception {
        assertWelcome(0, AgencyState.SELLING);
        send(finished(0), new Message.Query(true));
        assertEquals(new Message.Closed(0), agency.read());
        assertInstanceOf(Message.NotDrawn.class, agency.read());
        session.end(ErrorCode.STOPPING, "the central is stopping");
        waitingRoom.close();
        assertFails(ErrorCode.STOPPING);
    }

    @Test
    void shouldSendManyWinnersInSeveralFrames() throws Exception {
        int total = 7 * 800;
        assertWelcome(0, AgencyState.SELLING);
        for (int first = 1; first <= total; first += 70) {
            send(batch(first, first + 69));
        }
        long stored = 0;
        while (stored < total) {
            stored = assertInstanceOf(Message.Ack.class, agency.read()).through();
        }
        send(finished(total));
        assertEquals(new Message.Closed(total), agency.read());
        drawWithoutAgency2();
        send(new Message.Query(true));
        List<String> documents = new ArrayList<>();
        Message.Winners winners = assertInstanceOf(Message.Winners.class, agency.read());
        int count = 1;
        while (!winners.last()) {
            documents.addAll(winners.documents());
            winners = assertInstanceOf(Message.Winners.class, agency.read());
            count++;
        }
        documents.addAll(winners.documents());
        assertEquals(store.winners(1).next(total), documents);
        assertEquals(800, documents.size());
        assertEquals(2, count, "frames");
    }
}
