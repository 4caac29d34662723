package loteria.system;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import loteria.wire.Message;

/**
 * A session of an agency that came again and again until it was let in.
 *
 * @param stored bets of the agency on disk, says WELCOME
 */
record Comeback(RawAgency agency, int stored) implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Connects to a port behind which that coordinator is, as soon as it is ready. */
    static Comeback to(int port, int agency, JvmProcess coordinator) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + JvmProcess.PATIENCE.toNanos();
        while (System.nanoTime() < deadline && !coordinator.endsWithin(PAUSE)) {
            RawAgency raw = new RawAgency(port);
            if (greeting(raw, agency) instanceof Message.Welcome welcome) {
                return new Comeback(raw, (int) welcome.stored());
            }
            raw.close();
        }
        throw new AssertionError("agency " + agency + " is not let in" + coordinator.transcript());
    }

    private static Message greeting(RawAgency raw, int agency) throws IOException {
        try {
            raw.sendHello(agency);
            return raw.read();
        } catch (SocketException | EOFException e) {
            return null;
        }
    }

    /** Sells the bets up to a position, in batches of a hundred, and waits until they are acknowledged. */
    void sell(Bets bets, int from, int to) throws IOException {
        Bets some = new Bets(bets.agency(), bets.records().subList(0, to));
        for (Message.Batch batch : some.batchesFrom(from + 1, 100)) {
            agency.send(batch);
        }
        if (from < to) {
            agency.awaitAck(to);
        }
    }

    /** Sells what is missing and closes the sales. */
    void sellAll(Bets bets) throws IOException {
        sell(bets, stored, bets.count());
        agency.send(bets.finished());
        Message answer = agency.read();
        if (!new Message.Closed(bets.count()).equals(answer)) {
            throw new AssertionError("expected CLOSED, found " + answer);
        }
    }

    @Override
    public void close() throws IOException {
        agency.close();
    }
}
