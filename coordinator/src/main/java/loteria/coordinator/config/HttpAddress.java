package loteria.coordinator.config;

/**
 * Where the page is to be found.
 *
 * @param port 0 picks a free one
 */
public record HttpAddress(String host, int port) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_PORT = 65_535;

    /** Reads {@code host:port}, {@code [::1]:port}, or a port alone, which only this machine reaches; else null. */
    static HttpAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? LOOPBACK : text.substring(0, colon);
        if (host.length() > 2 && host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.isBlank() || host.indexOf(':') >= 0 || host.startsWith("[")) {
            return null;
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port >= 0 && port <= MAX_PORT) {
                return new HttpAddress(host, port);
            }
        } catch (NumberFormatException ignored) {
            // It is none of these.
        }
        return null;
    }

    /** The same host with another port. */
    public HttpAddress withPort(int other) {
        return new HttpAddress(host, other);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
