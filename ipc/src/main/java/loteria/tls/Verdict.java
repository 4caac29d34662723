package loteria.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.Date;
import loteria.process.Reason;

/** Why a certificate is not accepted, in words. Nothing of it but dates is told: the peer wrote it. Stateless. */
final class Verdict {
    private Verdict() {}

    /** @param e what the JDK's checks threw about it or another of its chain */
    static String of(X509Certificate certificate, CertificateException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateRevokedException revoked) {
                return "certificate revoked on " + revoked.getRevocationDate().toInstant();
            }
            if (cause instanceof CertificateExpiredException) {
                return certificate.getNotAfter().before(new Date())
                        ? "certificate expired on " + certificate.getNotAfter().toInstant()
                        : "certificate of an authority whose own has expired";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return certificate.getNotBefore().after(new Date())
                        ? "certificate not valid before "
                                + certificate.getNotBefore().toInstant()
                        : "certificate of an authority whose own is not valid yet";
            }
            if (cause instanceof CertPathBuilderException && cause.getCause() == null
                    || cause instanceof CertPathValidatorException path
                            && path.getReason() == PKIXReason.NO_TRUST_ANCHOR) {
                return "certificate of an unknown authority";
            }
            if (cause instanceof CertPathValidatorException path
                    && path.getReason() == CertPathValidatorException.BasicReason.UNDETERMINED_REVOCATION_STATUS) {
                return "no revocation list in force of the certificate's authority";
            }
        }
        return "certificate not accepted: " + Reason.of(e);
    }
}
