package loteria.tls;

import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import loteria.bet.BetLimits;

/** Whose a certificate is: its subject's common name, {@code agency-N}. Stateless. */
public final class Identity {
    /** Instead of a number. */
    public static final int NO_AGENCY = 0;

    private static final String PREFIX = "agency-";

    private Identity() {}

    /** The agency's number, 1 to 65535 and without zeros before it, or {@link #NO_AGENCY}. */
    public static int agency(X509Certificate certificate) {
        String name = commonName(certificate);
        if (name == null || !name.startsWith(PREFIX)) {
            return NO_AGENCY;
        }
        String digits = name.substring(PREFIX.length());
        try {
            int agency = Integer.parseInt(digits);
            return agency >= 1 && agency <= BetLimits.MAX_AGENCY && digits.equals(Integer.toString(agency))
                    ? agency
                    : NO_AGENCY;
        } catch (NumberFormatException e) {
            return NO_AGENCY;
        }
    }

    /** The only common name of the subject; null if there is none, or several. */
    private static String commonName(X509Certificate certificate) {
        String found = null;
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    if (found != null || part.size() > 1) {
                        return null;
                    }
                    found = part.getValue().toString();
                }
            }
        } catch (InvalidNameException e) {
            return null;
        }
        return found;
    }
}
