package loteria.viewer;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The names under which a browser may ask for the page. Whoever owns a domain can let it lead to this machine, and a
 * script of theirs would then be of the page's own origin (DNS rebinding). An address is nobody's domain, nor is a
 * name without a dot: {@code localhost}, or a container's. Immutable.
 */
final class HostNames {
    private final Set<String> more = new HashSet<>();

    /** @param more names with dots that are ours */
    HostNames(Iterable<String> more) {
        for (String name : more) {
            this.more.add(name.toLowerCase(Locale.ROOT));
        }
    }

    /** @param host as the header has it, perhaps with a port; null if there is none, as no browser would */
    boolean admit(String host) {
        if (host == null || host.startsWith("[")) {
            return true;
        }
        int colon = host.indexOf(':');
        String name = (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
        return name.indexOf('.') < 0 || isAddress(name) || more.contains(name);
    }

    /** A domain's last label has a letter. */
    private static boolean isAddress(String name) {
        for (int i = name.lastIndexOf('.') + 1; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return !name.endsWith(".");
    }
}
