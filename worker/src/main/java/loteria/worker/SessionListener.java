package loteria.worker;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import loteria.process.Reason;

/**
 * Where the coordinator's sessions come in: a Unix-domain socket that can be opened again at another path, if somebody
 * has deleted it. One thread accepts; all may open and close.
 */
final class SessionListener implements Closeable {
    /** Connections that wait for the accepting thread. */
    private static final int BACKLOG = 1_024;

    private ServerSocketChannel server;
    private Path path;
    private boolean closed;

    SessionListener(Path path) throws IOException {
        open(path);
    }

    /** Listens at a path, and no longer at the one before; connections that are made go on. Nothing once closed. */
    synchronized void open(Path at) throws IOException {
        if (closed) {
            return;
        }
        ServerSocketChannel next = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            next.bind(UnixDomainSocketAddress.of(at), BACKLOG);
        } catch (IOException e) {
            next.close();
            throw new IOException(Reason.of(at, e), e);
        }
        ServerSocketChannel before = server;
        server = next;
        path = at;
        if (before != null) {
            before.close();
        }
    }

    /** Waits for the next connection; null once closed. */
    SocketChannel accept() throws IOException {
        ServerSocketChannel open = current();
        while (open != null) {
            try {
                return open.accept();
            } catch (ClosedChannelException e) {
                // Closed for good, or in favour of another.
                open = current();
            }
        }
        return null;
    }

    private synchronized ServerSocketChannel current() {
        return closed ? null : server;
    }

    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            server.close();
            Files.deleteIfExists(path);
        }
    }
}
