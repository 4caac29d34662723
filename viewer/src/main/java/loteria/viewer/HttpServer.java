package loteria.viewer;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import loteria.process.Reason;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The page's server: few threads, which no client can hold, and a bound to everything that a client can make grow. */
final class HttpServer {
    private static final int THREADS = 8;
    private static final int MOST_CONNECTIONS = 1_200;
    private static final int MOST_HEADER_BYTES = 8 * 1_024;

    /** Without a byte in either direction; an event stream has one every second. */
    private static final long IDLE_MS = 10_000;

    private final Server server;
    private final ServerConnector connector;

    HttpServer(String host, int port, Site site) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("http");
        threads.setReservedThreads(0);
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MOST_HEADER_BYTES);
        // 25 KB for each connection, which a thousand idle ones would fill the heap with.
        http.setHeaderCacheSize(0);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MS);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        server.setErrorHandler((request, response, end) -> {
            Site.refuse(response.getStatus(), response, end);
            return true;
        });
        server.setHandler(site);
    }

    /** Listens; returns the port. */
    int start() throws IOException {
        if (new InetSocketAddress(connector.getHost(), 0).isUnresolved()) {
            throw new IOException("unknown host");
        }
        try {
            server.start();
        } catch (IOException e) {
            // Jetty names the address, which whoever asked knows, and what is wrong with it as the cause.
            throw e.getCause() instanceof BindException bind ? bind : e;
        } catch (Exception e) {
            throw new IOException(Reason.of(e), e);
        }
        return connector.getLocalPort();
    }
}
