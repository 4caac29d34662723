package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.Random;
import loteria.wire.Message;

/**
 * An agency that sells one bet after the other, each acknowledged before the next is sent, in a thread of its own until
 * its connection ends: its worker is at the store nearly all the time.
 */
final class Traffic implements AutoCloseable {
    private static final int BETS = 40_000;

    private final CentralFixture central;
    private final Bets bets;
    private final Comeback session;
    private final Thread thread = new Thread(this::sell, "traffic");
    private volatile int acknowledged;
    private volatile Throwable failure;

    Traffic(CentralFixture central, int agency) throws IOException, InterruptedException {
        this.central = central;
        this.bets = Bets.generate(agency, BETS, new Random(agency));
        this.session = Comeback.to(central.port(), agency, central.coordinator());
        this.acknowledged = session.stored();
        thread.start();
    }

    private void sell() {
        try {
            while (sellNext()) {
                // Until the end of the connection.
            }
        } catch (SocketException | EOFException ignored) {
            // The connection is cut.
        } catch (Throwable e) {
            failure = e;
        }
    }

    private boolean sellNext() throws IOException {
        // When all is sold the last bet comes again and again: the store looks at it under its lock, too.
        int position = Math.min(acknowledged + 1, BETS);
        session.agency().send(bets.batch(position, position));
        Message answer = session.agency().read();
        if (answer == null) {
            return false;
        }
        assertEquals(new Message.Ack(position), answer);
        acknowledged = position;
        return true;
    }

    /** Bets of the agency that were stored when it began. */
    int stored() {
        return session.stored();
    }

    /** Bets that the agency knows to be stored. */
    int acknowledged() {
        return acknowledged;
    }

    /** Stops the worker of the agency, SIGSTOP, while it holds the store's lock. Nobody else may be at the store. */
    ProcessHandle stopHolder() throws Exception {
        return Snare.stopHolder(central.dataDir());
    }

    /** Ends the traffic; asserts that its acknowledged bets are stored, in order and once, and all of {@code other}. */
    void assertStoredWith(Bets other) throws IOException, InterruptedException {
        close();
        int stored;
        try (Comeback comeback = Comeback.to(central.port(), bets.agency(), central.coordinator())) {
            stored = comeback.stored();
        }
        assertTrue(stored >= acknowledged, stored + " bets stored, " + acknowledged + " acknowledged");
        Bets sold = new Bets(bets.agency(), bets.records().subList(0, stored));
        central.assertStored(List.of(sold, other));
    }

    /** Cuts the connection; what else ended the traffic is an error. */
    @Override
    public void close() throws IOException, InterruptedException {
        session.close();
        thread.join();
        if (failure != null) {
            throw new AssertionError("in the traffic: " + failure, failure);
        }
    }
}
