package loteria.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import loteria.config.ConfigException;
import loteria.process.Reason;

/**
 * A file of PEM (RFC 7468): blocks of Base64 between {@code -----BEGIN LABEL-----} and {@code -----END LABEL-----};
 * what stands around them is for people. Every error is one line that names the file. Not safe for several threads.
 */
final class PemFile {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    /** More than any chain or list of revoked terminals. */
    private static final long MOST_BYTES = 8L << 20;

    private final Path file;
    private final String text;

    private PemFile(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    static PemFile read(Path file) throws ConfigException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ConfigException(file + ": more than " + MOST_BYTES + " bytes, expected PEM");
            }
            return new PemFile(file, new String(Files.readAllBytes(file), ISO_8859_1));
        } catch (IOException e) {
            throw new ConfigException(Reason.of(file, e) + ", expected a PEM file");
        }
    }

    /** The certificates, at least one, in the file's order. */
    List<X509Certificate> certificates() throws ConfigException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] der : blocks("CERTIFICATE")) {
            try {
                certificates.add((X509Certificate) x509().generateCertificate(new ByteArrayInputStream(der)));
            } catch (GeneralSecurityException e) {
                throw broken("certificate " + (certificates.size() + 1), e);
            }
        }
        return certificates;
    }

    /** The revocation lists, at least one. */
    List<X509CRL> revocationLists() throws ConfigException {
        List<X509CRL> lists = new ArrayList<>();
        for (byte[] der : blocks("X509 CRL")) {
            try {
                lists.add((X509CRL) x509().generateCRL(new ByteArrayInputStream(der)));
            } catch (GeneralSecurityException e) {
                throw broken("revocation list " + (lists.size() + 1), e);
            }
        }
        return lists;
    }

    /**
     * The key, which nobody but its owner may be able to read.
     *
     * @param algorithm of the certificate's key: {@code EC}, {@code EdDSA} or {@code RSA}
     */
    PrivateKey key(String algorithm) throws ConfigException {
        requirePrivate();
        if (text.contains(BEGIN + "ENCRYPTED PRIVATE KEY")) {
            throw new ConfigException(file + ": the key is encrypted, expected one without a password");
        }
        if (text.contains(BEGIN + "EC PRIVATE KEY") || text.contains(BEGIN + "RSA PRIVATE KEY")) {
            throw new ConfigException(
                    file + ": expected a key as PKCS#8 (openssl pkcs8 -topk8 -nocrypt makes it of this one)");
        }
        List<byte[]> keys = blocks("PRIVATE KEY");
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(keys.get(0)));
        } catch (GeneralSecurityException e) {
            throw new ConfigException(file + ": no " + algorithm + " key, expected the one of the certificate");
        }
    }

    private void requirePrivate() throws ConfigException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ)) {
                throw new ConfigException(file + ": others can read the key ("
                        + PosixFilePermissions.toString(permissions) + "), expected rw-------: chmod 600 makes it so");
            }
        } catch (IOException e) {
            throw new ConfigException(Reason.of(file, e));
        }
    }

    private List<byte[]> blocks(String label) throws ConfigException {
        List<byte[]> blocks = new ArrayList<>();
        String begin = BEGIN + label + DASHES;
        String end = END + label + DASHES;
        int at = text.indexOf(begin);
        while (at >= 0) {
            int from = at + begin.length();
            int to = text.indexOf(end, from);
            if (to < 0) {
                throw new ConfigException(file + ": ends inside a " + label + ", expected '" + end + "'");
            }
            try {
                blocks.add(Base64.getMimeDecoder().decode(text.substring(from, to)));
            } catch (IllegalArgumentException e) {
                throw new ConfigException(file + ": a " + label + " that is no Base64");
            }
            at = text.indexOf(begin, to);
        }
        if (blocks.isEmpty()) {
            throw new ConfigException(file + ": no '" + begin + "' in it, expected PEM");
        }
        return blocks;
    }

    private ConfigException broken(String what, GeneralSecurityException e) {
        return new ConfigException(file + ": " + what + " cannot be read: " + Reason.of(e));
    }

    private static CertificateFactory x509() throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509");
    }
}
