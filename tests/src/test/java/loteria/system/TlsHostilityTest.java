package loteria.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import loteria.tls.Credentials;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may come over a wire that somebody else holds too; those who sell meanwhile do not notice. */
class TlsHostilityTest {
    @TempDir
    private static Path certificates;

    private static Authority authority;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeAuthority() throws Exception {
        authority = Authority.make(certificates.resolve("tls"), 5);
    }

    private CentralFixture central(int agencies) throws Exception {
        return CentralFixture.start(folder.resolve("data"), agencies, authority.centralFlags());
    }

    private List<JvmProcess> sell(CentralFixture central, int port, List<Bets> all) throws Exception {
        List<JvmProcess> agencies = new ArrayList<>();
        for (Bets bets : all) {
            agencies.add(central.agencyAt(
                    port, bets.agency(), bets.write(folder), authority.agencyFlags(bets.agency(), "--window", "2")));
        }
        return agencies;
    }

    private static void assertSold(CentralFixture central, List<JvmProcess> agencies, List<Bets> all) throws Exception {
        for (JvmProcess agency : agencies) {
            try (agency) {
                AgencyEnd.assertDone(agency);
            }
        }
        central.assertStored(all);
    }

    /** The first record that a client says. */
    private static byte[] clientHello() throws Exception {
        ByteBuffer record = ByteBuffer.allocate(20_000);
        Credentials.read(authority.files("agency-1"))
                .clientEngine("127.0.0.1", 1)
                .wrap(ByteBuffer.allocate(0), record);
        return Arrays.copyOf(record.array(), record.position());
    }

    @Test
    void shouldBearHundredsOfHandshakesThatStopAfterAnyByte() throws Exception {
        byte[] hello = clientHello();
        List<Bets> all = Bets.generateAll(5, 2_000);
        List<Socket> silent = new ArrayList<>();
        try (CentralFixture central = central(5)) {
            central.tolerateFail("unauthenticated: the stream ends inside the TLS handshake");
            central.announceFail("unauthenticated: no whole TLS handshake in time");
            // As many strangers as there is room for, but those who sell need some.
            for (int i = 0; i < 500; i++) {
                Socket socket = new Socket("127.0.0.1", central.port());
                silent.add(socket);
                socket.getOutputStream().write(hello, 0, 1 + i % hello.length);
            }
            assertSold(central, sell(central, central.port(), all), all);
            for (Socket socket : silent) {
                // The whole ones are answered; then all are closed.
                awaitEnd(socket);
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    /** A reset ends a connection too. */
    private static void awaitEnd(Socket socket) throws IOException {
        socket.setSoTimeout((int) JvmProcess.PATIENCE.toMillis());
        try {
            socket.getInputStream().readAllBytes();
        } catch (SocketException ignored) {
            // It was closed with bytes of ours unread.
        }
    }

    @Test
    void shouldTakeNothingFromARecordedSession() throws Exception {
        Bets bets = Bets.generate(1, 50, new Random(1));
        try (CentralFixture central = central(2);
                Wiretap wiretap = new Wiretap(central.port());
                JvmProcess agency = central.agencyAt(wiretap.port(), 1, bets.write(folder), authority.agencyFlags(1))) {
            agency.awaitLine("action: apuestas_enviadas | result: success");
            byte[] recorded = wiretap.said();
            assertTrue(recorded.length > 2_000, "a whole session");
            try (Socket replay = new Socket("127.0.0.1", central.port())) {
                replay.getOutputStream().write(recorded);
                awaitEnd(replay);
            }
            central.coordinator().awaitLine("result: fail");
            central.announceFail("unauthenticated: ");
            central.assertStored(List.of(bets));
            assertTrue(agency.isAlive(), "superseded" + agency.transcript());
        }
    }

    @Test
    void shouldComeAgainWhenRecordsAreBrokenOrTheStreamIsCut() throws Exception {
        List<Bets> all = Bets.generateAll(5, 2_000);
        Random random = new Random(7);
        AtomicInteger broken = new AtomicInteger();
        Wiretap.Noise noise = (bytes, length) -> {
            if (broken.get() < 20 && random.nextInt(3) == 0) {
                broken.incrementAndGet();
                bytes[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
            }
        };
        try (CentralFixture central = central(5);
                Wiretap wiretap = new Wiretap(central.port(), noise)) {
            central.tolerateFail("unauthenticated: ");
            central.tolerateFail("timeout: ");
            List<JvmProcess> agencies = sell(central, wiretap.port(), all);
            Await.until("records broken", () -> broken.get() >= 10);
            wiretap.cut();
            assertSold(central, agencies, all);
        }
    }

    @Test
    void shouldUnderstandKeyUpdatesAndRecordsOfAnySize() throws Exception {
        Bets bets = Bets.generate(1, 300, new Random(1));
        try (CentralFixture central = central(1);
                OpensslClient client = new OpensslClient(
                        authority.file("."), central.port(), "-cert agency-1.pem -key agency-1.key")) {
            client.awaitOutput("Verify return code");
            client.say("K\n".getBytes(ISO_8859_1));
            client.awaitOutput("KEYUPDATE");
            client.say(RawAgency.encoded(new Message.Hello(FrameDescriptor.VERSION, 1)));
            client.awaitOutput(new String(new byte[] {0, 11, FrameDescriptor.WELCOME, 0}, ISO_8859_1));
        }
        try (CentralFixture central = central(1);
                RawAgency agency = authority.connect("agency-1", central.port())) {
            agency.hello(1);
            List<Message.Batch> batches = bets.batchesFrom(1, 100);
            for (byte one : RawAgency.encoded(batches.get(0))) {
                agency.send(new byte[] {one});
            }
            agency.awaitAck(100);
            agency.send(RawAgency.encoded(batches.get(1), batches.get(2)));
            agency.awaitAck(300);
            agency.send(bets.finished());
            assertEquals(new Message.Closed(300), agency.read());
        }
    }
}
