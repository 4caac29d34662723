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
import loteria.board.ActivityView;
import loteria.board.BoardView;
import loteria.board.BoardWords;
import loteria.wire.Message;

/**
 * How long a single bet takes to its acknowledgement while five agencies sell at once, beside how long it takes to
 * append as many bytes to a file of the same file system and force it: with nobody beside, and by five threads at once.
 * Then the same bets as the board's histograms have them, beside bets that are stored already: those go the same way
 * and force nothing. All take turns; the first turns are for warming up, and are kept apart.
 */
final class LatencyPart implements Part {
    static final String BET = "latency bet";
    static final String FORCE = "latency force";
    static final String FORCES = "latency five forces";
    static final String WAY = "latency way";

    /** Before the name of what was measured while the programs were fresh. */
    static final String FRESH = "fresh ";

    static final List<Double> PERCENTILES = List.of(50.0, 75.0, 90.0, 95.0, 99.0, 99.9);

    private static final int BETS_PER_ROUND = 20;
    private static final int BETS_AT_ONCE = Source.AGENCIES * BETS_PER_ROUND;

    private final Bench bench;
    private final BoardTimes acknowledgements = new BoardTimes(ActivityView::acknowledgements);
    private final BoardTimes forces = new BoardTimes(ActivityView::forces);

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
            BoardView board = BoardView.of(server.dataDir().resolve(BoardWords.FILE));
            for (int round = 0; round < rounds; round++) {
                boolean warm = round >= Math.max(1, rounds / 5);
                String phase = warm ? "" : FRESH;
                int stored = round * BETS_PER_ROUND;
                List<BoardTimes> inside = warm ? List.of(acknowledgements, forces) : List.of();
                inside.forEach(times -> times.begin(board));
                add(phase + BET, atOnce(threads, agency -> sell(clients.get(agency - 1), stored)));
                int taken = (2 * round + 1) * BETS_AT_ONCE;
                server.await(() -> counted(board) >= taken);
                inside.forEach(times -> times.end(board));
                add(phase + WAY, atOnce(threads, agency -> sellAgain(clients.get(agency - 1), stored)));
                server.await(() -> counted(board) >= taken + BETS_AT_ONCE);
                add(phase + FORCE, force(log, BETS_AT_ONCE));
                add(phase + FORCES, atOnce(threads, agency -> force(log, BETS_PER_ROUND)));
            }
            for (Client client : clients) {
                client.close();
            }
            server.stop();
            long bets = (long) Source.AGENCIES * rounds * BETS_PER_ROUND;
            StoreCheck.require("bets.csv", StoreCheck.lines(server.bets()), bets);
            requireAll(acknowledgements);
            requireAll(forces);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Of a bet the force is counted last, after its acknowledgement. */
    private static long counted(BoardView board) {
        BoardTimes forces = new BoardTimes(ActivityView::forces);
        forces.end(board);
        return forces.count();
    }

    private void requireAll(BoardTimes inside) throws BenchException {
        int bets = bench.results().get(BET).count();
        if (inside.count() != bets) {
            throw new BenchException("latency: the board counts " + inside.count() + " bets, expected " + bets);
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

    /** Sells the last bet of a round as often as the round has bets. */
    private static List<Long> sellAgain(Client client, int stored) throws IOException, BenchException {
        int position = stored + BETS_PER_ROUND;
        Message.Bet bet = new MadeBets(client.agency(), 0).bet(position);
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < BETS_PER_ROUND; i++) {
            nanos.add(client.sell(bet));
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

    private void add(String name, List<Long> nanos) {
        nanos.forEach(each -> bench.results().add(name, DrawRun.seconds(each)));
    }

    @Override
    public String table() {
        return new LatencyTables(bench.results(), acknowledgements, forces).toString();
    }
}
