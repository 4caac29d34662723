package loteria.agency.tls;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import loteria.config.ConfigException;
import loteria.log.ActionLog;
import loteria.process.Reason;
import loteria.tls.Alert;
import loteria.tls.CredentialFiles;
import loteria.tls.Identity;
import loteria.tls.TlsFiles;
import loteria.wire.Watchdog;
import tlschannel.ClientTlsChannel;

/**
 * An agency's way to speak: TLS 1.3 with a certificate, and never in clear. Whatever goes wrong before the central has
 * proven who it is, is a lost connection, for anybody on the way could have done it. For one thread.
 */
public final class TlsClient {
    /** Milliseconds from the connection to a central that has proven who it is. */
    private static final long HANDSHAKE_MS = 10_000;

    private final CredentialFiles files;
    private final TlsFiles names;
    private final String centralName;

    /**
     * @param centralName that a central's certificate must be for, or null if that is its host
     * @param agency that this certificate must be of
     * @throws ConfigException with the one line that says which file is wrong, and why
     */
    public TlsClient(TlsFiles names, String centralName, int agency) throws ConfigException {
        this.files = new CredentialFiles(names);
        this.names = names;
        this.centralName = centralName;
        if (Identity.agency(files.current().certificate()) != agency) {
            throw new ConfigException(names.certificate() + ": a certificate of "
                    + files.current().certificate().getSubjectX500Principal() + ", expected one of CN=agency-"
                    + agency);
        }
    }

    /**
     * Speaks TLS over a connection that is made.
     *
     * @param host of the central that was connected to, and its port
     * @throws SocketTimeoutException if the central takes too long
     * @throws IOException if whoever is there is not the central, or speaks no TLS
     */
    public ByteChannel over(SocketChannel socket, Watchdog watchdog, String host, int port) throws IOException {
        lookAtFiles();
        ClientTlsChannel channel = ClientTlsChannel.newBuilder(
                        socket, files.current().clientEngine(centralName == null ? host : centralName, port))
                .build();
        try (Watchdog.Watch watch = watchdog.watch(socket)) {
            watch.readWithin(HANDSHAKE_MS);
            watch.writeWithin(HANDSHAKE_MS);
            try {
                channel.handshake();
            } catch (ClosedChannelException e) {
                throw watch.expired()
                        ? new SocketTimeoutException("no whole TLS handshake within " + HANDSHAKE_MS + " ms")
                        : new IOException("the central closed the connection in the TLS handshake");
            } catch (SSLException e) {
                throw new IOException(tell(socket, Alert.of(channel.getSslEngine()), reason(e)));
            }
        }
        return new ProvenChannel(socket, channel, watchdog, names.certificate());
    }

    /** Tells the central what it did wrong, if it is still there; returns the reason. */
    private static String tell(SocketChannel socket, ByteBuffer alert, String reason) {
        try {
            socket.write(alert);
        } catch (IOException e) {
            ActionLog.debug("connection", "fail", "error", Reason.of(e));
        }
        return reason;
    }

    /** An agency whose new files are wrong goes on with the old ones, as the central does. */
    private void lookAtFiles() {
        try {
            files.look();
        } catch (ConfigException e) {
            ActionLog.fail("reload", "resource", "certificates", "error", e.getMessage());
        }
    }

    private static String reason(SSLException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return "the central's " + Reason.of(cause);
            }
        }
        return "TLS: " + Reason.of(e);
    }
}
