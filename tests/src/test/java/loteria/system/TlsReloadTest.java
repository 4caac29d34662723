package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import loteria.wire.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates, keys and revocation lists change under a central that runs. */
class TlsReloadTest {
    private static final String RELOADED = "action: reload | result: success | resource: certificates";

    @TempDir
    private Path folder;

    private Authority authority;

    @BeforeEach
    void makeAuthority() throws Exception {
        authority = Authority.make(folder.resolve("tls"), 5);
    }

    private CentralFixture central(int agencies) throws Exception {
        return CentralFixture.start(folder.resolve("data"), agencies, authority.centralFlags());
    }

    @Test
    void shouldEndTheSessionOfACertificateThatIsRevoked() throws Exception {
        Path file = Bets.generate(1, 100, new Random(1)).write(folder);
        try (CentralFixture central = central(2);
                JvmProcess thief = central.agency(1, file, authority.agencyFlags(1));
                RawAgency other = authority.connect("agency-2", central.port())) {
            thief.awaitLine("action: apuestas_enviadas | result: success");
            other.hello(2);
            central.announceFail("certificate revoked on ");
            // The worker may hear of the one that comes anew before it sees the old connection's end.
            central.tolerateFail("superseded: ");
            authority.revoke("agency-1");
            long revoked = System.nanoTime();
            central.coordinator().awaitLine(RELOADED);
            AgencyEnd.assertFailed(thief, 1, "error: unauthenticated: the central does not accept ");
            assertTrue(System.nanoTime() - revoked < JvmProcess.SOON.toNanos(), "within two ticks, on a busy machine");
            // Issued anew, it goes on where it was; the other has noticed nothing.
            authority.issue("agency-1-anew", "agency-1", "agency");
            try (RawAgency anew = authority.connect("agency-1-anew", central.port())) {
                assertEquals(100, anew.hello(1).stored());
            }
            Bets bets = Bets.generate(2, 10, new Random(2));
            other.send(bets.batchesFrom(1, 10).get(0));
            other.awaitAck(10);
        }
    }

    @Test
    void shouldEndTheSessionOfACertificateThatExpires() throws Exception {
        try (CentralFixture central = central(1);
                RawAgency agency = connectShortly(central)) {
            agency.hello(1);
            agency.awaitEnd();
            central.coordinator().awaitLine("error: certificate expired on ");
            central.announceFail("certificate expired on ");
        }
    }

    private RawAgency connectShortly(CentralFixture central) throws Exception {
        String end = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now().plus(Duration.ofSeconds(8)));
        authority.issue("short", "agency-1", "agency", "-enddate", end);
        return authority.connect("short", central.port());
    }

    @Test
    void shouldLoseNoSessionWhenItsOwnCertificateIsRenewed() throws Exception {
        List<Bets> all = Bets.generateAll(5, 2_000);
        try (CentralFixture central = central(5)) {
            List<RawAgency> open = new ArrayList<>();
            for (Bets bets : all) {
                RawAgency agency = authority.connect("agency-" + bets.agency(), central.port());
                open.add(agency);
                agency.hello(bets.agency());
            }
            authority.issue("renewed", "central", "central");
            authority.replace("renewed.key", "central.key");
            authority.replace("renewed.pem", "central.pem");
            // Between the two moves it may have looked: that is the wrong key, and soon no more.
            central.tolerateFail("not the key of ");
            central.coordinator().awaitLine(RELOADED);
            for (Bets bets : all) {
                RawAgency agency = open.get(bets.agency() - 1);
                for (Message.Batch batch : bets.batchesFrom(1, 100)) {
                    agency.send(batch);
                }
                agency.awaitAck(bets.count());
                agency.close();
            }
            central.assertStored(all);
        }
    }

    @Test
    void shouldKeepWhatWasRightWhenANewFileIsWrong() throws Exception {
        try (CentralFixture central = central(1)) {
            String list = Files.readString(authority.file("crl.pem"));
            Files.writeString(authority.file("crl.pem"), "nonsense");
            central.announceFail("crl.pem: no '-----BEGIN X509 CRL-----' in it, expected PEM");
            central.coordinator().awaitLine("crl.pem: no '-----BEGIN X509 CRL-----' in it, expected PEM");
            try (RawAgency agency = authority.connect("agency-1", central.port())) {
                agency.hello(1);
            }
            Files.writeString(authority.file("crl.pem"), list);
            central.coordinator().awaitLine(RELOADED);
            assertEquals(1, central.coordinator().lines("result: fail").size(), central.coordinator()::transcript);
        }
    }
}
