package loteria.tls;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import loteria.config.ConfigException;
import loteria.process.Reason;

/** What a program proves who it is with, and judges its peers by: the contents of its files, checked. Immutable. */
public final class Credentials {
    private static final String[] PROTOCOLS = {"TLSv1.3"};

    private static final String[] CIPHERS = {
        "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"
    };

    private static final byte[] PROBE = {1, 2, 3};

    private final X509Certificate certificate;
    private final Judge judge;
    private final SSLContext context;

    private Credentials(X509Certificate certificate, Judge judge, SSLContext context) {
        this.certificate = certificate;
        this.judge = judge;
        this.context = context;
    }

    /**
     * Reads and checks the files.
     *
     * @throws ConfigException with the one line that says which file is wrong, and why
     */
    public static Credentials read(TlsFiles files) throws ConfigException {
        List<X509Certificate> chain = PemFile.read(files.certificate()).certificates();
        X509Certificate own = chain.get(0);
        PrivateKey key = PemFile.read(files.key()).key(own.getPublicKey().getAlgorithm());
        List<X509Certificate> authorities = PemFile.read(files.authority()).certificates();
        for (X509Certificate authority : authorities) {
            if (authority.getBasicConstraints() < 0) {
                throw new ConfigException(files.authority() + ": " + authority.getSubjectX500Principal()
                        + " is no authority (no CA flag), expected certificates of authorities");
            }
        }
        List<X509CRL> revoked = files.revoked() == null
                ? List.of()
                : PemFile.read(files.revoked()).revocationLists();
        for (X509CRL list : revoked) {
            requireInForce(files, list, authorities);
        }
        try {
            if (!fits(key, own)) {
                throw new ConfigException(files.key() + ": not the key of " + files.certificate());
            }
            Judge judge = new Judge(authorities, revoked);
            SSLContext context = SSLContext.getInstance(PROTOCOLS[0]);
            context.init(
                    new KeyManager[] {new OwnKey(key, chain.toArray(new X509Certificate[0]))},
                    new TrustManager[] {judge},
                    null);
            return new Credentials(own, judge, context);
        } catch (GeneralSecurityException e) {
            throw new ConfigException(files.certificate() + ": " + Reason.of(e));
        }
    }

    private static void requireInForce(TlsFiles files, X509CRL list, List<X509Certificate> authorities)
            throws ConfigException {
        boolean ofOurs = false;
        for (X509Certificate authority : authorities) {
            ofOurs |= isOf(authority, list);
        }
        if (!ofOurs) {
            throw new ConfigException(files.revoked() + ": a list of " + list.getIssuerX500Principal()
                    + ", expected one of an authority in " + files.authority());
        }
        Date next = list.getNextUpdate();
        if (next != null && next.before(new Date())) {
            throw new ConfigException(files.revoked() + ": the list expired on " + next.toInstant()
                    + ", expected the one that followed it");
        }
    }

    private static boolean isOf(X509Certificate authority, X509CRL list) {
        try {
            list.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean fits(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> key.getAlgorithm();
                };
        Signature signature = Signature.getInstance(algorithm);
        try {
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (InvalidKeyException e) {
            return false;
        }
    }

    /** The program's own certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** What is wrong with an agency's certificates now, in words; null if they are accepted. */
    public String verdict(X509Certificate[] chain) {
        return judge.verdict(chain);
    }

    /** Of these credentials, without what each side adds to it. */
    public SSLContext context() {
        return context;
    }

    /** For one connection of the central's: the peer has to prove who it is. */
    public SSLEngine serverEngine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = parameters(engine);
        parameters.setNeedClientAuth(true);
        parameters.setUseCipherSuitesOrder(true);
        engine.setSSLParameters(parameters);
        return engine;
    }

    /**
     * For one connection of an agency's.
     *
     * @param name that the central's certificate must be for, a host's or an address
     */
    public SSLEngine clientEngine(String name, int port) {
        SSLEngine engine = context.createSSLEngine(name, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = parameters(engine);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static SSLParameters parameters(SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(CIPHERS);
        return parameters;
    }
}
