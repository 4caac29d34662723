package loteria.coordinator.config;

import loteria.config.ConfigException;

/**
 * Where the page is to be found.
 *
 * @param port 0 picks a free one
 */
public record HttpAddress(String host, int port) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_PORT = 65_535;

    /** Reads {@code host:port}, {@code [::1]:port}, or a port alone, which only this machine reaches. */
    static HttpAddress parse(String text) throws ConfigException {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? LOOPBACK : text.substring(0, colon);
        if (host.length() > 2 && host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.isBlank() || host.indexOf(':') >= 0 || host.startsWith("[")) {
            throw unexpected(text);
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port >= 0 && port <= MAX_PORT) {
                return new HttpAddress(host, port);
            }
        } catch (NumberFormatException ignored) {
            // Said below, with what was expected.
        }
        throw unexpected(text);
    }

    private static ConfigException unexpected(String text) {
        return new ConfigException("http (--http, SERVER_HTTP): expected [HOST:]PORT, found '" + text + "'");
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
