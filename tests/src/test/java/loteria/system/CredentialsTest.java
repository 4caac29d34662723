package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import loteria.config.ConfigException;
import loteria.tls.Credentials;
import loteria.tls.TlsFiles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no certificates, keys or lists, or not those of one another, by the real openssl. */
class CredentialsTest {
    @TempDir
    private static Path folder;

    private static Authority authority;

    @BeforeAll
    static void makeFiles() throws Exception {
        authority = Authority.make(folder.resolve("tls"), 2);
        authority.openssl("pkey -in agency-1.key -traditional -out old.key");
        authority.openssl("pkcs8 -topk8 -in agency-1.key -passout pass:secret -out secret.key");
        authority.openssl("ca -config authority/openssl.cnf -gencrl -crlsec 1 -out past.pem");
        Authority.make(folder.resolve("foreign"), 1);
        Files.copy(authority.file("agency-1.key"), authority.file("open.key"));
        Files.setPosixFilePermissions(authority.file("open.key"), PosixFilePermissions.fromString("rw-r-----"));
        Files.writeString(authority.file("empty.pem"), "");
        String pem = Files.readString(authority.file("ca.pem"));
        Files.writeString(authority.file("cut.pem"), pem.substring(0, pem.length() / 2));
        Files.writeString(authority.file("broken.pem"), pem.replace("MII", "MIX"));
    }

    private static String refusal(String certificate, String key, String ca, String crl) {
        TlsFiles files = new TlsFiles(
                authority.file(certificate),
                authority.file(key),
                authority.file(ca),
                crl == null ? null : authority.file(crl));
        return assertThrows(ConfigException.class, () -> Credentials.read(files))
                .getMessage()
                .replace(authority.file("") + "/", "");
    }

    @Test
    void shouldSayWhichFileIsWrongAndWhy() throws Exception {
        String good = "agency-1";
        assertEquals(
                "missing.pem: no such file or directory, expected a PEM file",
                refusal("missing.pem", good + ".key", "ca.pem", null));
        assertEquals(
                "empty.pem: no '-----BEGIN CERTIFICATE-----' in it, expected PEM",
                refusal("empty.pem", good + ".key", "ca.pem", null));
        assertEquals(
                "cut.pem: ends inside a CERTIFICATE, expected '-----END CERTIFICATE-----'",
                refusal(good + ".pem", good + ".key", "cut.pem", null));
        assertEquals(
                "broken.pem: certificate 1 cannot be read",
                refusal(good + ".pem", good + ".key", "broken.pem", null).substring(0, 40));
        assertEquals(
                "agency-2.key: not the key of agency-1.pem", refusal(good + ".pem", "agency-2.key", "ca.pem", null));
        assertEquals(
                "old.key: expected a key as PKCS#8 (openssl pkcs8 -topk8 -nocrypt makes it of this one)",
                refusal(good + ".pem", "old.key", "ca.pem", null));
        assertEquals(
                "secret.key: the key is encrypted, expected one without a password",
                refusal(good + ".pem", "secret.key", "ca.pem", null));
        assertEquals(
                "open.key: others can read the key (rw-r-----), expected rw-------: chmod 600 makes it so",
                refusal(good + ".pem", "open.key", "ca.pem", null));
        assertEquals(
                "agency-2.pem: CN=agency-2 is no authority (no CA flag), expected certificates of authorities",
                refusal(good + ".pem", good + ".key", "agency-2.pem", null));
        assertEquals(
                "../foreign/crl.pem: a list of CN=Loteria development authority,"
                        + " expected one of an authority in ca.pem",
                refusal(good + ".pem", good + ".key", "ca.pem", "../foreign/crl.pem"));
        Await.until("the list is past", () -> refused("past.pem"));
        assertEquals(
                "past.pem: the list expired on ",
                refusal(good + ".pem", good + ".key", "ca.pem", "past.pem").substring(0, 30));
    }

    private static boolean refused(String list) {
        try {
            Credentials.read(new TlsFiles(
                    authority.file("agency-1.pem"),
                    authority.file("agency-1.key"),
                    authority.file("ca.pem"),
                    authority.file(list)));
            return false;
        } catch (ConfigException e) {
            return true;
        }
    }

    @Test
    void shouldTakeTheKeysThatAuthoritiesMake() throws Exception {
        for (String kind : List.of("ed25519", "rsa:2048")) {
            authority.openssl(
                    "req -x509 -newkey " + kind + " -noenc -keyout kind.key -out kind.pem -days 2 -subj /CN=kind");
            Credentials.read(authority.files("kind"));
        }
    }

    @Test
    void shouldEndBothProgramsWithUsageAndOneLine() throws Exception {
        try (JvmProcess coordinator = CentralFixture.launch(
                        folder.resolve("data"), 1, authority.flags("missing", "--tls-crl", "none"));
                JvmProcess half = CentralFixture.launch(folder.resolve("half"), 1, "--tls-cert", "some.pem");
                JvmProcess agency = JvmProcess.start("agency", folder, agency(1, authority.agencyFlags(2)))) {
            AgencyEnd.assertFailed(coordinator, 2, "missing.pem: no such file or directory, expected a PEM file");
            AgencyEnd.assertFailed(half, 2, "--tls-key is missing, expected a PEM file, beside the other --tls files");
            AgencyEnd.assertFailed(
                    agency, 2, "agency-2.pem: a certificate of CN=agency-2, expected one of CN=agency-1");
        }
    }

    private static String[] agency(int id, String[] flags) throws Exception {
        Path bets = Bets.generate(id, 1, new Random(1)).write(folder);
        List<String> all = new ArrayList<>(List.of("--id", "" + id, "--bets", bets.toString()));
        all.addAll(List.of(flags));
        return all.toArray(String[]::new);
    }
}
