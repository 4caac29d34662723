package loteria.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long a single bet takes to its acknowledgement while five agencies sell at once, beside how long it takes to
 * append as many bytes to a file of the same file system and force it: with nobody beside, and by five threads at once.
 * The three take turns; the first turns are for warming up and do not count.
 */
final class LatencyPart implements Part {
    static final String BET = "latency bet";
    static final String FORCE = "latency force";
    static final String FORCES = "latency five forces";

    static final List<Double> PERCENTILES = List.of(50.0, 75.0, 90.0, 95.0, 99.0, 99.9);

    private static final int BETS_PER_ROUND = 20;
    private static final double MILLISECONDS = 1e3;

    private final Bench bench;

    LatencyPart(Bench bench) {
        this.bench = bench;
    }

    @Override
    public String name() {
        return "latency";
    }

    /** What a percentile is called: {@code p99}. */
    static String name(double percent) {
        return "p" + (percent % 1 == 0 ? Integer.toString((int) percent) : Double.toString(percent));
    }

    @Override
    public void measure() throws IOException, InterruptedException, BenchException {
        int rounds = bench.plan().latencyRounds();
        Path file = bench.home().work().resolve("force.csv");
        ExecutorService threads = Executors.newFixedThreadPool(Source.AGENCIES);
        List<Client> clients = new ArrayList<>();
        try (Server server = Server.start(bench.home(), Source.AGENCIES, Map.of());
                FileChannel log = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.APPEND,
                        StandardOpenOption.DELETE_ON_CLOSE)) {
            for (int agency = 1; agency <= Source.AGENCIES; agency++) {
                clients.add(new Client(server.port(), agency));
            }
            for (int round = 0; round < rounds; round++) {
                boolean counts = round >= rounds / 5;
                int stored = round * BETS_PER_ROUND;
                add(BET, counts, atOnce(threads, agency -> sell(clients.get(agency - 1), stored)));
                add(FORCE, counts, force(log, Source.AGENCIES * BETS_PER_ROUND));
                add(FORCES, counts, atOnce(threads, agency -> force(log, BETS_PER_ROUND)));
            }
            for (Client client : clients) {
                client.close();
            }
            server.stop();
            long bets = (long) Source.AGENCIES * rounds * BETS_PER_ROUND;
            StoreCheck.require("bets.csv", StoreCheck.lines(server.bets()), bets);
        } finally {
            threads.shutdownNow();
        }
    }

    /** What an agency does, in nanoseconds each time. */
    private interface Work {
        List<Long> run(int agency) throws IOException, BenchException;
    }

    private static List<Long> atOnce(ExecutorService threads, Work work) throws InterruptedException, BenchException {
        List<Callable<List<Long>>> all = new ArrayList<>();
        for (int agency = 1; agency <= Source.AGENCIES; agency++) {
            int id = agency;
            all.add(() -> work.run(id));
        }
        List<Long> nanos = new ArrayList<>();
        for (Future<List<Long>> done : threads.invokeAll(all)) {
            try {
                nanos.addAll(done.get());
            } catch (ExecutionException e) {
                throw new BenchException("latency: " + e.getCause().getMessage());
            }
        }
        return nanos;
    }

    private static List<Long> sell(Client client, int stored) throws IOException, BenchException {
        MadeBets bets = new MadeBets(client.agency(), 0);
        List<Long> nanos = new ArrayList<>();
        for (int position = stored + 1; position <= stored + BETS_PER_ROUND; position++) {
            nanos.add(client.sell(bets.bet(position)));
        }
        return nanos;
    }

    private static List<Long> force(FileChannel log, int times) throws IOException {
        byte[] line = ("1," + new MadeBets(1, 0).record(1) + "\n").getBytes(US_ASCII);
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            log.write(ByteBuffer.wrap(line));
            log.force(false);
            nanos.add(System.nanoTime() - begin);
        }
        return nanos;
    }

    private void add(String name, boolean counts, List<Long> nanos) {
        if (counts) {
            nanos.forEach(each -> bench.results().add(name, DrawRun.seconds(each)));
        }
    }

    @Override
    public String table() {
        Results results = bench.results();
        Table table = new Table(
                "percentile",
                "bet to acknowledgement, ms",
                "append and force, ms",
                "times",
                "five at once, ms",
                "times");
        for (double percent : PERCENTILES) {
            double bet = results.get(BET).percentile(percent);
            double force = results.get(FORCE).percentile(percent);
            double forces = results.get(FORCES).percentile(percent);
            table.row(
                    name(percent),
                    Table.number(bet * MILLISECONDS),
                    Table.number(force * MILLISECONDS),
                    Table.number(bet / force),
                    Table.number(forces * MILLISECONDS),
                    Table.number(bet / forces));
        }
        return table.toString();
    }
}
