package loteria.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import loteria.wire.ErrorCode;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that take their time, or never come to an end: they are cut off, and nobody else notices. */
class SlowClientTest {
    private static final int VILLAIN = 6;

    /** The deadlines of the wire are looked at once a second. */
    private static final Duration GREETING = Duration.ofMillis(5_000);

    private static final byte[] HELLO = RawAgency.encoded(new Message.Hello(FrameDescriptor.VERSION, VILLAIN));
    private static final byte[] TORN_BATCH = Arrays.copyOf(
            RawAgency.encoded(Bets.generate(VILLAIN, 10, new Random(1)).batch(1, 10)), 200);

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void shouldDrawWhileTwoHundredClientsMisbehave() throws Exception {
        List<Bets> all = Bets.generateAll(6, 3_000);
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 6, "--workers", "3")) {
            central.announceFail("action: connection | result: fail | ip: 127.0.0.1 | error: timeout: nothing whole");
            central.announceFail("action: receive_message | result: fail | ip: 127.0.0.1 | error: nothing whole");
            central.announceFail("protocol: the stream ends inside the first frame");
            central.tolerateFail("protocol: the stream ends inside a frame");
            central.tolerateFail("timeout: a frame that has come to a halt");
            central.tolerateFail("error: superseded: ");
            List<Future<?>> misbehaviours = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                misbehaviours.add(start(central, new byte[0], new byte[0]));
                misbehaviours.add(start(central, new byte[0], HELLO));
                misbehaviours.add(start(central, new byte[0], "a line that never ends".getBytes(UTF_8)));
                misbehaviours.add(threads.submit(vanishing(central, Arrays.copyOf(HELLO, 5))));
                RawAgency torn = central.connect();
                torn.send(HELLO);
                torn.send(TORN_BATCH);
                misbehaviours.add(threads.submit(i % 2 == 0 ? dripping(torn, new byte[20]) : vanishing(torn)));
            }
            List<Future<List<String>>> draws = new ArrayList<>();
            for (Bets bets : all) {
                draws.add(threads.submit(() -> {
                    try (RawAgency agency = central.connect()) {
                        agency.sell(bets);
                        return agency.awaitWinners();
                    }
                }));
            }
            for (Bets bets : all) {
                assertEquals(bets.winners(), draws.get(bets.agency() - 1).get());
            }
            for (Future<?> client : misbehaviours) {
                client.get();
            }
            central.assertStored(all);
        }
    }

    private Future<?> start(CentralFixture central, byte[] first, byte[] drops) throws IOException {
        RawAgency client = central.connect();
        client.send(first);
        return threads.submit(dripping(client, drops));
    }

    /** Sends a byte a second and asserts that the central ends it after the greeting's deadline, and not long after. */
    private static Callable<Void> dripping(RawAgency client, byte[] drops) {
        return () -> {
            long start = System.nanoTime();
            try (client) {
                client.drip(drops);
            }
            Duration lasted = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(lasted.compareTo(GREETING.multipliedBy(6)) < 0, "lasted " + lasted);
            return null;
        };
    }

    private static Callable<Void> vanishing(CentralFixture central, byte[] first) throws IOException {
        RawAgency client = central.connect();
        client.send(first);
        return vanishing(client);
    }

    private static Callable<Void> vanishing(RawAgency client) {
        return () -> {
            client.close();
            return null;
        };
    }

    @Test
    void shouldTellASilentClientWhyItIsCutOff() throws Exception {
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), VILLAIN);
                RawAgency silent = central.connect();
                RawAgency torn = central.session(VILLAIN)) {
            central.announceFail("action: connection | result: fail | ip: 127.0.0.1 | error: timeout: nothing whole");
            central.announceFail("agency: 6 | error: timeout: a frame that has come to a halt");
            torn.send(TORN_BATCH);
            long start = System.nanoTime();
            silent.awaitFailure(ErrorCode.TIMEOUT);
            torn.awaitFailure(ErrorCode.TIMEOUT);
            Duration lasted = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(lasted.compareTo(GREETING.minusSeconds(1)) > 0, "lasted only " + lasted);
        }
    }

    /** 1,200 bytes a second, so that a frame takes longer than a silence may. */
    @Test
    void shouldTakeAFrameThatIsLongOnItsWayAndSayMeanwhileThatItArrives() throws Exception {
        Bets bets = Bets.generate(VILLAIN, 200, new Random(9));
        byte[] frame = RawAgency.encoded(bets.batch(1, 150));
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), VILLAIN);
                RawAgency slow = central.session(VILLAIN)) {
            int pieces = 6;
            for (int i = 0; i < pieces; i++) {
                if (i > 0) {
                    assertFalse(slow.isAnsweredWithin(Duration.ofMillis(1_100)));
                }
                slow.send(Arrays.copyOfRange(frame, frame.length * i / pieces, frame.length * (i + 1) / pieces));
                if (i > 0 && i < pieces - 1) {
                    assertEquals(new Message.Ack(0), slow.read());
                }
            }
            slow.awaitAck(150);
        }
    }

    @Test
    void shouldCutOffAClientThatNeverReads() throws Exception {
        List<Bets> all = Bets.generateAll(2, 50);
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 2, "--workers", "1")) {
            central.announceFail("agency: 1 | error: timeout: no write within 10000 ms");
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), central.port()));
            try (RawAgency deaf = new RawAgency(socket);
                    RawAgency other = central.connect()) {
                deaf.sell(all.get(0));
                Future<?> flood = threads.submit(() -> ask(deaf));
                Message.Welcome welcome = other.hello(2);
                int sold = 0;
                while (!flood.isDone()) {
                    sold = Math.min(sold + 1, all.get(1).count());
                    other.send(all.get(1).batch(sold, sold));
                    other.awaitAck(sold);
                    awaitFor(flood, Duration.ofMillis(200));
                }
                flood.get();
                assertEquals(0, welcome.stored());
            }
            for (Bets bets : all) {
                try (RawAgency agency = central.connect()) {
                    if (bets.agency() == 1) {
                        assertEquals(bets.count(), agency.hello(1).stored());
                        continue;
                    }
                    agency.sell(bets);
                    assertEquals(bets.winners(), agency.awaitWinners());
                }
            }
        }
    }

    /** Asks again and again and listens to no answer, until the connection is cut. */
    private static Void ask(RawAgency deaf) {
        Message[] questions = new Message[1_000];
        Arrays.fill(questions, new Message.Query(false));
        byte[] bytes = RawAgency.encoded(questions);
        assertThrows(SocketException.class, () -> {
            while (true) {
                deaf.send(bytes);
            }
        });
        return null;
    }

    private static void awaitFor(Future<?> future, Duration time) throws Exception {
        try {
            future.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException expected) {
            // It goes on.
        }
    }
}
