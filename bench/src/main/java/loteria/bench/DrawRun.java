package loteria.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * One whole draw with processes of its own, measured and checked. What it took is added to the results:
 *
 * <ul>
 *   <li>{@code wall}: seconds from the start of the first agency until the last one said how many winners it has;
 *   <li>{@code cpu}: CPU seconds of the agencies from start to end, as the kernel tells whoever waits for a process,
 *       and what coordinator and workers added meanwhile;
 *   <li>{@code server cpu}: the latter alone;
 *   <li>{@code draw}: seconds from when the last agency said that its sales are closed until the log has the draw.
 * </ul>
 */
final class DrawRun {
    private final Home home;
    private final Results results;

    /** What is to be done with the data directory of a draw that is over. */
    interface Afterwards {
        void look(Server server) throws IOException, InterruptedException, BenchException;
    }

    DrawRun(Home home, Results results) {
        this.home = home;
        this.results = results;
    }

    /** A draw whose server listens already, and has come to rest. */
    void measure(String name, Setup setup, Afterwards afterwards)
            throws IOException, InterruptedException, BenchException {
        try (Server server = Server.start(home, setup.bets().agencies(), setup.central())) {
            server.awaitRest();
            double serverCpu = server.cpu();
            double agencyCpu = ProcFiles.cpuOfEndedChildren();
            long begin = System.nanoTime();
            Sale sale = Sale.start(home, server, setup);
            long closed = sale.awaitClosed();
            long drawn = server.awaitDraw();
            long answered = sale.awaitEnd();
            agencyCpu = ProcFiles.cpuOfEndedChildren() - agencyCpu;
            serverCpu = server.cpu() - serverCpu;
            results.add(name + " wall", seconds(answered - begin));
            results.add(name + " cpu", agencyCpu + serverCpu);
            results.add(name + " server cpu", serverCpu);
            results.add(name + " draw", seconds(drawn - closed));
            server.stop();
            StoreCheck.check(server, setup.bets().bets(), setup.bets().winners());
            afterwards.look(server);
        }
    }

    /** A draw from nothing to nothing: wall and CPU seconds of all processes, with the server's start and stop. */
    void measureWhole(String name, Setup setup) throws IOException, InterruptedException, BenchException {
        double cpu = ProcFiles.cpuOfEndedChildren();
        long begin = System.nanoTime();
        try (Server server = Server.start(home, setup.bets().agencies(), setup.central())) {
            Sale.start(home, server, setup).awaitEnd();
            server.stop();
            results.add(name + " wall", seconds(System.nanoTime() - begin));
            results.add(name + " cpu", ProcFiles.cpuOfEndedChildren() - cpu);
            StoreCheck.check(server, setup.bets().bets(), setup.bets().winners());
        }
    }

    static double seconds(long nanos) {
        return (double) nanos / TimeUnit.SECONDS.toNanos(1);
    }
}
