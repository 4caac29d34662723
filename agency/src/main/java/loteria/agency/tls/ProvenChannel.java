package loteria.agency.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import loteria.wire.FrameChannel;
import loteria.wire.RefusedException;
import loteria.wire.Watchdog;
import tlschannel.TlsChannel;

/**
 * The central has proven who it is. Whether it accepts the agency is said later, instead of its first answer: so it
 * goes in TLS 1.3. One thread reads and writes; any may close.
 */
final class ProvenChannel implements ByteChannel {
    /** What the JDK puts before the name of an alert that came. */
    private static final String ALERT = "Received fatal alert: ";

    private final SocketChannel socket;
    private final TlsChannel channel;
    private final Watchdog watchdog;
    private final Path certificate;

    /** @param certificate the agency's own, for people */
    ProvenChannel(SocketChannel socket, TlsChannel channel, Watchdog watchdog, Path certificate) {
        this.socket = socket;
        this.channel = channel;
        this.watchdog = watchdog;
        this.certificate = certificate;
    }

    /** @throws RefusedException if the central does not accept the agency's certificate */
    @Override
    public int read(ByteBuffer into) throws IOException {
        try {
            return channel.read(into);
        } catch (SSLException e) {
            String alert = alert(e);
            if (isAboutCertificate(alert)) {
                throw new RefusedException(
                        "unauthenticated: the central does not accept " + certificate + " (" + alert + ")");
            }
            throw e;
        }
    }

    private static String alert(SSLException e) {
        String message = String.valueOf(e.getMessage());
        int at = message.indexOf(ALERT);
        return at < 0 ? "" : message.substring(at + ALERT.length());
    }

    /** The alerts 41 to 46 and 48, 49, 116 of RFC 8446, 6.2. */
    private static boolean isAboutCertificate(String alert) {
        return alert.contains("certificate") || alert.equals("unknown_ca") || alert.equals("access_denied");
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return channel.write(bytes);
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    /** Says close_notify, unless somebody is reading or writing, or the central takes nothing any more. */
    @Override
    public void close() throws IOException {
        try (Watchdog.Watch watch = watchdog.watch(socket)) {
            watch.writeWithin(FrameChannel.WRITE_MS);
            channel.close();
        }
    }
}
