package loteria.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import loteria.wire.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The torture means something only if its proxy does what it is asked to. */
class CutProxyTest {
    private final Promises promises = new Promises();
    private final Bets bets = Bets.generate(1, 200, new Random(1));

    @TempDir
    private Path folder;

    private CentralFixture central;
    private CutProxy proxy;
    private RawAgency agency;
    private CutProxy.Link link;

    @BeforeEach
    void connect() throws Exception {
        central = CentralFixture.start(folder.resolve("data"), 1);
        proxy = new CutProxy(central.port(), promises);
        agency = new RawAgency(proxy.port());
        agency.hello(1);
        link = proxy.awaitLinks(0).get(0);
    }

    @AfterEach
    void end() throws Exception {
        agency.close();
        proxy.close();
        central.close();
    }

    @Test
    void shouldCutAFrameOnItsWayToTheCentral() throws Exception {
        central.announceFail("protocol: the stream ends inside a frame");
        link.cutUp(0.5);
        agency.send(bets.batch(1, 100));
        agency.drain();
        central.coordinator().awaitLine("protocol: the stream ends inside a frame");
        central.assertStored(List.of());
    }

    @Test
    void shouldCutAFrameOnItsWayToTheAgencyAndNoteIt() throws Exception {
        link.cutDown(0.5);
        agency.send(bets.batch(1, 100));
        byte[] answer = RawAgency.encoded(new Message.Ack(100));
        assertArrayEquals(Arrays.copyOf(answer, answer.length / 2), agency.readAll());
        assertEquals(100, promises.promised(1));
    }

    @Test
    void shouldHoldAnswersBackAndNoteThem() throws Exception {
        proxy.holdAnswers();
        agency.send(bets.batch(1, 100));
        promises.awaitPromised(1, 100);
        assertFalse(agency.isAnsweredWithin(Duration.ofMillis(100)), "held back");
        proxy.releaseAnswers();
        agency.awaitAck(100);
    }

    @Test
    void shouldSayBatchesTwice() throws Exception {
        agency.send(bets.batch(1, 100));
        agency.awaitAck(100);
        link.repeat();
        agency.send(bets.batch(101, 200));
        agency.awaitAck(200);
        assertEquals(new Message.Ack(200), agency.read());
        assertEquals(200, proxy.repeatedBets());
        central.assertStored(List.of(bets));
    }
}
