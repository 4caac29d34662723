package loteria.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Judges a peer's certificates: the JDK's own PKIX checks (chain, dates, key usage, revocation lists, a host's name)
 * and their verdict in words. Revocation is looked up in lists at hand and nowhere else. Immutable.
 */
final class Judge extends X509ExtendedTrustManager {
    /** How the JDK names a key exchange that has nothing to do with the certificate, as TLS 1.3's. */
    private static final String ANY_EXCHANGE = "UNKNOWN";

    private final X509ExtendedTrustManager checks;

    /** @param revoked lists of these authorities; empty if nothing is looked up */
    Judge(List<X509Certificate> authorities, List<X509CRL> revoked) throws GeneralSecurityException {
        Set<TrustAnchor> anchors = new HashSet<>();
        for (X509Certificate authority : authorities) {
            anchors.add(new TrustAnchor(authority, null));
        }
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setRevocationEnabled(!revoked.isEmpty());
        if (!revoked.isEmpty()) {
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(revoked)));
            PKIXRevocationChecker checker =
                    (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
            checker.setOptions(
                    EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
            parameters.addCertPathChecker(checker);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        checks = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    /** Judges an agency's certificates once more; what is wrong with them, in words, or null. */
    String verdict(X509Certificate[] chain) {
        try {
            checks.checkClientTrusted(chain, ANY_EXCHANGE);
            return null;
        } catch (CertificateException e) {
            return Verdict.of(chain[0], e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String exchange, SSLEngine engine)
            throws CertificateException {
        try {
            checks.checkClientTrusted(chain, exchange, engine);
        } catch (CertificateException e) {
            throw new CertificateException(Verdict.of(chain[0], e), e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String exchange, SSLEngine engine)
            throws CertificateException {
        try {
            checks.checkServerTrusted(chain, exchange, engine);
        } catch (CertificateException e) {
            throw new CertificateException(Verdict.of(chain[0], e), e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String exchange, Socket socket)
            throws CertificateException {
        checks.checkClientTrusted(chain, exchange, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String exchange, Socket socket)
            throws CertificateException {
        checks.checkServerTrusted(chain, exchange, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String exchange) throws CertificateException {
        checks.checkClientTrusted(chain, exchange);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String exchange) throws CertificateException {
        checks.checkServerTrusted(chain, exchange);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return checks.getAcceptedIssuers();
    }
}
