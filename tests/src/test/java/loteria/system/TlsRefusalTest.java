package loteria.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import loteria.wire.ErrorCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who cannot prove who it is, by openssl and by real agencies, is refused and told so, and is let near nothing. */
class TlsRefusalTest {
    @TempDir
    private static Path certificates;

    private static Authority authority;

    private static final String LATE = "unauthenticated: no whole TLS handshake in time";

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeCertificatesAsNobodyShouldHaveThem() throws Exception {
        authority = Authority.make(certificates.resolve("tls"), 5);
        authority.issue(
                "expired", "agency-3", "agency", "-startdate", "20200101000000Z", "-enddate", "20210101000000Z");
        authority.issue("early", "agency-3", "agency", "-startdate", "20900101000000Z", "-enddate", "20910101000000Z");
        authority.issue("revoked", "agency-3", "agency");
        authority.issue("server", "agency-3", "central");
        authority.issue("nobody", "somebody", "agency");
        authority.revoke("revoked");
        authority.openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout foreign.key"
                + " -out foreign.pem -days 2 -subj /CN=agency-3");
    }

    /** By certificate: what the central's log says of it. */
    private static Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        reasons.put("expired", "certificate expired on 2021-01-01T00:00:00Z");
        reasons.put("early", "certificate not valid before 2090-01-01T00:00:00Z");
        reasons.put("revoked", "certificate revoked on ");
        reasons.put("server", "certificate not accepted: Extended key usage does not permit use for TLS client");
        reasons.put("foreign", "certificate of an unknown authority");
        return reasons;
    }

    @Test
    void shouldRefuseWhoeverCannotProveWhoItIsWhileOthersSell() throws Exception {
        List<Bets> all = Bets.generateAll(5, 2_000);
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 5, authority.centralFlags())) {
            // On a busy machine: those who sell come again.
            central.tolerateFail(LATE);
            List<JvmProcess> agencies = new ArrayList<>();
            for (Bets bets : all) {
                agencies.add(central.agency(bets.agency(), bets.write(folder), authority.agencyFlags(bets.agency())));
            }
            for (Map.Entry<String, String> each : reasons().entrySet()) {
                refuse(central, "-cert " + each.getKey() + ".pem -key " + each.getKey() + ".key", each.getValue());
            }
            refuse(central, "-quiet", "no certificate");
            refuse(central, "-tls1_2 -cert agency-3.pem -key agency-3.key", "Client requested protocol TLSv1.2");
            for (JvmProcess agency : agencies) {
                try (agency) {
                    AgencyEnd.assertDone(agency);
                }
            }
            central.assertStored(all);
        }
    }

    private static void refuse(CentralFixture central, String words, String reason) throws Exception {
        central.announceFail("unauthenticated: " + reason);
        try (OpensslClient client = new OpensslClient(authority.file("."), central.port(), words)) {
            String printed = client.awaitEnd();
            assertTrue(printed.contains("alert"), () -> words + ": " + printed);
        }
        central.coordinator().awaitLine("error: unauthenticated: " + reason);
    }

    @Test
    void shouldTellAnAgencyThatItIsRefusedAndNotLetItTryAgain() throws Exception {
        Path file = Bets.generate(3, 10, new Random(3)).write(folder);
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 5, authority.centralFlags())) {
            // On a busy machine: those who sell come again.
            central.tolerateFail(LATE);
            List<JvmProcess> agencies = new ArrayList<>();
            for (Map.Entry<String, String> each : reasons().entrySet()) {
                central.announceFail("unauthenticated: " + each.getValue());
                agencies.add(central.agency(3, file, authority.flags(each.getKey())));
            }
            for (JvmProcess agency : agencies) {
                try (agency) {
                    AgencyEnd.assertFailed(agency, 1, "error: unauthenticated: the central does not accept ");
                }
            }
        }
    }

    @Test
    void shouldRefuseACertificateOfNoAgencyByItsName() throws Exception {
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 5, authority.centralFlags());
                RawAgency nobody = authority.connect("nobody", central.port());
                RawAgency sixth = authority.connect("agency-5", central.port())) {
            nobody.sendHello(3);
            nobody.awaitFailure(ErrorCode.UNAUTHENTICATED);
            sixth.sendHello(6);
            sixth.awaitFailure(ErrorCode.UNKNOWN_AGENCY);
            central.announceFail("certificate of no agency, expected the common name agency-3");
            central.announceFail("unknown agency: agency 6, expected 1 to 5");
        }
    }
}
