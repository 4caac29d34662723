package loteria.agency;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.Security;

/**
 * Where a central is.
 *
 * @param text as it was written, {@code host:port} or {@code [::1]:port}
 */
record ServerAddress(String text, String host, int port) {
    private static final int MAX_PORT = 65_535;

    /** Reads {@code host:port} or {@code [::1]:port}; null if it is none of these. */
    static ServerAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.length() > 2 && host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            return null;
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (!host.isEmpty() && !hasBlank(host) && port > 0 && port <= MAX_PORT) {
                return new ServerAddress(text, host, port);
            }
        } catch (NumberFormatException ignored) {
            // It is none of these.
        }
        return null;
    }

    /**
     * Asks the system for all addresses of the host, each time anew: a name that is unknown now may be known at the
     * next attempt.
     */
    InetSocketAddress[] resolve() throws UnknownHostException {
        if (isName()) {
            // The JVM reads these at its first look-up, which costs far more; an address needs neither.
            Security.setProperty("networkaddress.cache.ttl", "1");
            Security.setProperty("networkaddress.cache.negative.ttl", "0");
        }
        InetAddress[] hosts = InetAddress.getAllByName(host);
        InetSocketAddress[] addresses = new InetSocketAddress[hosts.length];
        for (int i = 0; i < hosts.length; i++) {
            addresses[i] = new InetSocketAddress(hosts[i], port);
        }
        return addresses;
    }

    private static boolean hasBlank(String host) {
        for (int i = 0; i < host.length(); i++) {
            if (Character.isWhitespace(host.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isName() {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == ':') {
                return false;
            }
            if (c != '.' && (c < '0' || c > '9')) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return text;
    }
}
