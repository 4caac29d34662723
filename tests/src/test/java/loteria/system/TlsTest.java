package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import loteria.wire.ErrorCode;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agencies prove who they are, and nobody else is let near what is theirs. */
class TlsTest {
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

    @Test
    void shouldDrawWithNothingOfABetInClearOnTheWay() throws Exception {
        List<Bets> all = Bets.generateAll(5, 500);
        try (CentralFixture central = central(5);
                Wiretap wiretap = new Wiretap(central.port())) {
            List<JvmProcess> agencies = new ArrayList<>();
            for (Bets bets : all) {
                agencies.add(central.agencyAt(
                        wiretap.port(), bets.agency(), bets.write(folder), authority.agencyFlags(bets.agency())));
            }
            for (JvmProcess agency : agencies) {
                try (agency) {
                    AgencyEnd.assertDone(agency);
                }
            }
            central.assertStored(all);
            String heard = new String(wiretap.heard(), StandardCharsets.ISO_8859_1);
            for (Bets bets : all) {
                for (String record : bets.records()) {
                    String document = document(record);
                    assertFalse(heard.contains(document), () -> "document " + document + " in clear");
                }
            }
        }
    }

    private static String document(String record) {
        String[] fields = record.split(",");
        return fields[fields.length - 3];
    }

    @Test
    void shouldLetNobodySupersedeSellCloseOrAskForAnother() throws Exception {
        Bets bets = Bets.generate(3, 200, new Random(3));
        List<Message> wishes = List.of(
                new Message.Hello(FrameDescriptor.VERSION, 3),
                bets.batchesFrom(1, 100).get(0),
                bets.finished(),
                new Message.Query(false));
        try (CentralFixture central = central(5);
                RawAgency agency = authority.connect("agency-3", central.port())) {
            agency.hello(3);
            for (Message wish : wishes) {
                try (RawAgency stranger = central.connect()) {
                    stranger.send(wish);
                    Message.Failure failure = stranger.awaitFailure(ErrorCode.UNAUTHENTICATED);
                    assertEquals("this central speaks TLS", failure.reason());
                }
            }
            try (RawAgency other = authority.connect("agency-4", central.port())) {
                other.sendHello(3);
                Message.Failure failure = other.awaitFailure(ErrorCode.UNAUTHENTICATED);
                assertEquals("HELLO of agency 3 with the certificate of agency 4", failure.reason());
            }
            central.announceFail("unauthenticated: plain bytes, expected TLS");
            central.announceFail("unauthenticated: HELLO of agency 3 with the certificate of agency 4");
            agency.send(bets.batchesFrom(1, 100).get(0));
            agency.awaitAck(100);
        }
    }

    @Test
    void shouldCloseATextWithoutAWord() throws Exception {
        try (CentralFixture central = central(1);
                Socket socket = new Socket("127.0.0.1", central.port())) {
            socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
            assertEquals(-1, socket.getInputStream().read());
            central.announceFail("unauthenticated: plain bytes, expected TLS");
        }
    }

    @Test
    void shouldTellAPlainAgencyThatTheCentralSpeaksTls() throws Exception {
        Bets bets = Bets.generate(1, 10, new Random(1));
        try (CentralFixture central = central(1);
                JvmProcess agency = central.agency(1, bets.write(folder))) {
            AgencyEnd.assertFailed(agency, 1, "unauthenticated: this central speaks TLS");
            central.announceFail("unauthenticated: plain bytes, expected TLS");
        }
    }

    @Test
    void shouldNeverSpeakInClearToACentralThatDoes() throws Exception {
        Bets bets = Bets.generate(1, 10, new Random(1));
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 1);
                Wiretap wiretap = new Wiretap(central.port());
                JvmProcess agency = central.agencyAt(
                        wiretap.port(), 1, bets.write(folder), authority.agencyFlags(1, "--retry-for", "500ms"))) {
            AgencyEnd.assertFailed(agency, 1, "TLS: ");
            String heard = new String(wiretap.heard(), StandardCharsets.ISO_8859_1);
            for (String record : bets.records()) {
                assertFalse(heard.contains(document(record)), heard);
            }
            central.announceFail("protocol: expected HELLO first");
        }
    }

    @Test
    void shouldTrustNoCentralOfAnotherNameOrAuthority() throws Exception {
        Authority foreign = Authority.make(folder.resolve("foreign"), 1);
        Bets bets = Bets.generate(1, 10, new Random(1));
        Path file = bets.write(folder);
        try (CentralFixture central = central(1);
                JvmProcess misled = central.agency(
                        1, file, authority.agencyFlags(1, "--retry-for", "100ms", "--tls-name", "central.example"));
                JvmProcess stranger = central.agency(1, file, foreign.agencyFlags(1, "--retry-for", "100ms"))) {
            AgencyEnd.assertFailed(
                    misled, 1, "the central's certificate not accepted: No subject alternative DNS name matching");
            AgencyEnd.assertFailed(stranger, 1, "the central's certificate of an unknown authority");
            central.announceFail("unauthenticated: Received fatal alert");
            assertTrue(central.coordinator().lines("WELCOME").isEmpty());
        }
    }
}
