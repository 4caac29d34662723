package loteria.coordinator.tls;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The handshakes that go on: any number may wait for their peers, and few compute, which takes some milliseconds of a
 * core each. So a flood of them leaves the machine to those who sell, and who came first is served first. Safe for all
 * threads.
 */
final class Handshakes {
    /** A second core goes on selling; on more there is room for all of these. */
    static final int MOST_COMPUTING = 2;

    /** Whoever waits longer is past its deadline. */
    private static final long MOST_WAIT_MS = 5_000;

    private final Semaphore computing = new Semaphore(MOST_COMPUTING, true);

    /** Brings a handshake to its end; returns the peer's certificates, its own first. */
    X509Certificate[] run(Handshake handshake) throws IOException, InterruptedException, Handshake.FailedException {
        Runnable task = handshake.advance();
        while (task != null) {
            if (!computing.tryAcquire(MOST_WAIT_MS, TimeUnit.MILLISECONDS)) {
                throw new Handshake.FailedException("too many handshakes at once");
            }
            try {
                task.run();
            } finally {
                computing.release();
            }
            task = handshake.advance();
        }
        return handshake.chain();
    }
}
