package loteria.coordinator.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import loteria.coordinator.intake.Link;
import loteria.tls.Identity;
import tlschannel.TlsChannel;

/** A connection whose peer has proven who it is. One thread reads, one writes; any may end it. */
final class TlsLink implements Link {
    private final SocketChannel socket;
    private final TlsChannel channel;
    private final X509Certificate[] chain;
    private final Set<TlsLink> open;
    private final int agency;

    /** @param open where it stands while it is */
    TlsLink(SocketChannel socket, TlsChannel channel, X509Certificate[] chain, Set<TlsLink> open) {
        this.socket = socket;
        this.channel = channel;
        this.chain = chain;
        this.open = open;
        this.agency = Identity.agency(chain[0]);
    }

    X509Certificate[] chain() {
        return chain;
    }

    /** The agency of its certificate; {@link Identity#NO_AGENCY} if it is none's. */
    int agency() {
        return agency;
    }

    boolean isExpired(Instant now) {
        return now.isAfter(chain[0].getNotAfter().toInstant());
    }

    @Override
    public String objection(int claimed) {
        if (agency == Identity.NO_AGENCY) {
            return "certificate of no agency, expected the common name agency-" + claimed;
        }
        return claimed == agency ? null : "HELLO of agency " + claimed + " with the certificate of agency " + agency;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return channel.write(bytes);
    }

    /**
     * Says close_notify first. The library's own shutdown would wait for the reader: so the engine is told, and a byte
     * that it no longer takes makes it say so.
     */
    @Override
    public void endOutput() throws IOException {
        channel.getSslEngine().closeOutbound();
        channel.write(ByteBuffer.allocate(1));
        channel.write(ByteBuffer.allocate(0));
        socket.shutdownOutput();
    }

    /** Ends it under those who read and write. */
    void end() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() throws IOException {
        open.remove(this);
        socket.close();
    }
}
