package loteria.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** What a peer is told whose handshake has failed. Stateless. */
public final class Alert {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private Alert() {}

    /** The record that is left to be sent after a failure: the library leaves it in the engine. May be empty. */
    public static ByteBuffer of(SSLEngine engine) {
        ByteBuffer alert = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        try {
            engine.wrap(NOTHING.duplicate(), alert);
        } catch (SSLException e) {
            // Then there is nothing to be told.
            alert.clear();
        }
        return alert.flip();
    }
}
