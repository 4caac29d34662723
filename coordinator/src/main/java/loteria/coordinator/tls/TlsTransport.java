package loteria.coordinator.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import loteria.config.ConfigException;
import loteria.coordinator.intake.Link;
import loteria.coordinator.intake.Transport;
import loteria.coordinator.life.Journal;
import loteria.tls.CredentialFiles;
import loteria.tls.Credentials;
import loteria.tls.TlsFiles;
import loteria.wire.Watchdog;

/**
 * TLS 1.3, both sides with a certificate, and nothing else. Who comes has proven which agency it is before anything of
 * it is read. Certificates that have expired, or that new files revoke, end the connections they opened.
 */
public final class TlsTransport implements Transport {
    private final CredentialFiles files;
    private final Journal journal;
    private final Handshakes handshakes = new Handshakes();
    private final Set<TlsLink> links = ConcurrentHashMap.newKeySet();

    /** @throws ConfigException with the one line that says which file is wrong, and why */
    public TlsTransport(TlsFiles files, Journal journal) throws ConfigException {
        this.files = new CredentialFiles(files);
        this.journal = journal;
    }

    @Override
    public Link open(SocketChannel socket, Watchdog.Watch watch)
            throws IOException, StrangerException, InterruptedException {
        FirstByte first = new FirstByte(socket);
        if (!first.await()) {
            return null;
        }
        if (!first.isHandshake()) {
            throw new StrangerException("plain bytes, expected TLS", ClearAnswer.to(first));
        }
        Credentials credentials = files.current();
        X509Certificate[] chain;
        Handshake handshake = new Handshake(first, credentials);
        try {
            chain = handshakes.run(handshake);
        } catch (ClosedChannelException e) {
            throw new StrangerException(
                    watch.expired() ? "no whole TLS handshake in time" : "the stream ends inside the TLS handshake",
                    ByteBuffer.allocate(0));
        } catch (Handshake.FailedException e) {
            throw new StrangerException(e.getMessage(), handshake.alert());
        }
        TlsLink link = new TlsLink(socket, handshake.channel(), chain, links);
        links.add(link);
        // A session that is resumed was judged when it began, perhaps by other files, or before its certificate
        // expired.
        judge(link, files.current());
        return link;
    }

    @Override
    public void look() {
        boolean changed = false;
        try {
            changed = files.look();
            if (changed) {
                journal.success("reload", "resource", "certificates");
            }
        } catch (ConfigException e) {
            journal.fail("reload", "resource", "certificates", "error", e.getMessage());
        }
        Instant now = Instant.now();
        for (TlsLink link : links) {
            if (changed || link.isExpired(now)) {
                judge(link, files.current());
            }
        }
    }

    private void judge(TlsLink link, Credentials credentials) {
        String verdict = credentials.verdict(link.chain());
        if (verdict != null) {
            journal.fail("connection", "agency", link.agency(), "error", verdict);
            link.end();
        }
    }
}
