package loteria.coordinator.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import loteria.process.Reason;
import loteria.tls.Alert;
import loteria.tls.Credentials;
import tlschannel.NeedsTaskException;
import tlschannel.ServerTlsChannel;
import tlschannel.TlsChannel;

/** One handshake, in the connection's thread: its reads wait there, its computing is handed out. For one thread. */
final class Handshake {
    /** The JDK's words. */
    private static final String NO_CERTIFICATE = "Empty client certificate chain";

    private final SSLEngine engine;
    private final TlsChannel channel;

    Handshake(ByteChannel peer, Credentials credentials) {
        engine = credentials.serverEngine();
        channel = ServerTlsChannel.newBuilder(peer, credentials.context())
                .withEngineFactory(context -> engine)
                .withRunTasks(false)
                .build();
    }

    /**
     * Goes on.
     *
     * @return what has to be computed before it can be gone on with; null if the handshake is over
     * @throws java.nio.channels.ClosedChannelException if the stream ends before
     */
    Runnable advance() throws IOException, FailedException {
        try {
            channel.handshake();
            return null;
        } catch (NeedsTaskException e) {
            return e.getTask();
        } catch (SSLException e) {
            throw new FailedException(reason(e));
        }
    }

    /** The words of whoever judged the certificate, or else the JDK's. */
    private static String reason(SSLException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return Reason.of(cause);
            }
        }
        return NO_CERTIFICATE.equals(e.getMessage()) ? "no certificate" : Reason.of(e);
    }

    /** The peer's certificates, its own first, once the handshake is over. */
    X509Certificate[] chain() throws IOException {
        return (X509Certificate[]) engine.getSession().getPeerCertificates();
    }

    /** What the peer is still to be told after a failure. */
    ByteBuffer alert() {
        return Alert.of(engine);
    }

    TlsChannel channel() {
        return channel;
    }

    /** The peer is not who it should be, or speaks no TLS that we do. The message says which. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1;

        FailedException(String message) {
            super(message);
        }
    }
}
