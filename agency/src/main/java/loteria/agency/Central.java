package loteria.agency;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import loteria.agency.tls.TlsClient;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.NoThreadException;
import loteria.process.Reason;
import loteria.wire.MalformedFrameException;
import loteria.wire.Message;
import loteria.wire.RefusedException;
import loteria.wire.Watchdog;

/**
 * The way to the central, or to the next of several: taken again after every loss, until the errand is done or nothing
 * comes of it for long.
 */
final class Central {
    /** Milliseconds that the central may be silent where it owes an answer. */
    static final long SILENCE_MS = 10_000;

    private final ServerAddresses servers;
    private final int agency;
    private final long client;
    private final TlsClient tls;
    private final long silenceMillis;
    private final Resources resources;
    private final Reconnect reconnect;
    private final Watchdog watchdog = new Watchdog();
    private int losses;

    /** @param tls null to speak in clear */
    Central(
            ServerAddresses servers,
            int agency,
            TlsClient tls,
            long retryForMillis,
            long silenceMillis,
            Resources resources)
            throws FailedException {
        this.servers = servers;
        this.agency = agency;
        // To one central the order of its connections says which is the newer.
        this.client = servers.areSeveral() ? new SplittableRandom().nextLong() : Message.Hello.NO_CLIENT;
        this.tls = tls;
        this.silenceMillis = silenceMillis;
        this.resources = resources;
        this.reconnect = new Reconnect(retryForMillis, servers.all().size(), nowMillis());
        try {
            Ticker.start(watchdog);
        } catch (NoThreadException e) {
            throw new FailedException(ExitCode.FAILED, "connect", "error", Reason.of(e));
        }
    }

    /** Does the errand, with as many connections as it takes. */
    void visit(Errand errand) throws FailedException {
        boolean done = false;
        while (!done) {
            try {
                visitOnce(errand);
                done = true;
            } catch (RefusedException | MalformedFrameException e) {
                throw errand.failed(e.getMessage());
            } catch (IOException e) {
                awaitNextAttempt(servers.areSeveral() ? server() + ": " + Reason.of(e) : Reason.of(e));
                losses++;
            }
        }
    }

    private void visitOnce(Errand errand) throws IOException, FailedException {
        Connection connection = connect(server());
        try {
            if (servers.areSeveral()) {
                ActionLog.success("connect", "server_address", server());
            }
            errand.run(connection, reconnect);
        } finally {
            resources.close(connection);
        }
    }

    private ServerAddress server() {
        return servers.at(agency, losses);
    }

    /** Tries all addresses of a central, in the system's order: a name may have dead ones, of either kind. */
    private Connection connect(ServerAddress server) throws IOException {
        InetSocketAddress[] all = server.resolve();
        StringBuilder errors = new StringBuilder();
        for (InetSocketAddress each : all) {
            Connection connection = resources.add(new Connection(client, watchdog, silenceMillis));
            try {
                connection.connect(each);
                if (tls != null) {
                    connection.secure(tls, server);
                }
                return connection;
            } catch (IOException e) {
                resources.close(connection);
                if (all.length == 1) {
                    throw e;
                }
                errors.append(errors.length() == 0 ? "" : "; ")
                        .append(each.getAddress().getHostAddress())
                        .append(": ")
                        .append(Reason.of(e));
            }
        }
        throw new ConnectException(errors.toString());
    }

    private void awaitNextAttempt(String error) throws FailedException {
        long pause = reconnect.lost(nowMillis(), System.nanoTime());
        if (pause == Reconnect.GIVE_UP) {
            throw new FailedException(
                    ExitCode.FAILED,
                    "connect",
                    "server_address",
                    servers,
                    "attempts",
                    reconnect.attempts(),
                    "error",
                    error);
        }
        if (reconnect.isWordDue(nowMillis())) {
            ActionLog.inProgress(
                    "connect", "server_address", servers, "attempts", reconnect.attempts(), "error", error);
        } else {
            ActionLog.debug("connect", "in_progress", "attempt", reconnect.attempts(), "error", error);
        }
        Pause.millis(pause);
    }

    private static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
