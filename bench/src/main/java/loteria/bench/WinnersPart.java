package loteria.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loteria.board.BoardView;
import loteria.board.BoardWords;
import loteria.wire.Message;

/**
 * A draw in which every bet wins, and very many agencies that are told of it at once by one worker. The agencies are
 * connections from here.
 */
final class WinnersPart implements Part {
    private static final Map<String, String> ONE_WORKER = Map.of("SERVER_WORKERS", "1");

    private static final String DRAW = "winners draw";
    private static final String DRAW_CPU = "winners draw cpu";
    private static final String ANSWERS = "winners answers";
    private static final String ANSWERS_CPU = "winners answers cpu";
    private static final String PEAK = "winners peak";

    private final Bench bench;
    private final List<Client> clients = new ArrayList<>();

    WinnersPart(Bench bench) {
        this.bench = bench;
    }

    @Override
    public String name() {
        return "winners";
    }

    @Override
    public void measure() throws IOException, InterruptedException, BenchException {
        WinningBets bets = new WinningBets(bench.plan().winnersOfEach());
        for (int round = 0; round < bench.plan().repeats(name()); round++) {
            try (Server server = Server.start(bench.home(), bench.plan().crowd(), ONE_WORKER)) {
                PssPeak peak = PssPeak.watch(server.workers());
                try {
                    sell(server, bets);
                    draw(server);
                } finally {
                    for (Client client : clients) {
                        client.close();
                    }
                    clients.clear();
                }
                bench.results().add(PEAK, peak.end());
                requireFirstWorker(server);
                server.stop();
                StoreCheck.check(server, all(), all());
            }
        }
    }

    private void sell(Server server, WinningBets bets) throws IOException, BenchException {
        for (int agency = 1; agency <= bench.plan().crowd(); agency++) {
            clients.add(new Client(server.port(), agency));
        }
        for (Client client : clients) {
            for (Message.Batch batch : bets.batches()) {
                client.send(batch);
            }
            client.awaitAcknowledged(bench.plan().winnersOfEach());
        }
        for (Client client : clients) {
            client.send(bets.finished());
            client.read(Message.Closed.class);
            client.send(new Message.Query(true));
        }
    }

    /** From the last closed sale on. */
    private void draw(Server server) throws IOException, InterruptedException, BenchException {
        double cpu = server.cpu();
        long begin = System.nanoTime();
        long drawn = server.awaitDraw();
        bench.results().add(DRAW, DrawRun.seconds(drawn - begin));
        double drawCpu = server.cpu();
        bench.results().add(DRAW_CPU, drawCpu - cpu);
        for (Client client : clients) {
            StoreCheck.require(
                    "winners of agency " + client.agency(),
                    client.awaitWinners(),
                    bench.plan().winnersOfEach());
        }
        bench.results().add(ANSWERS, DrawRun.seconds(System.nanoTime() - drawn));
        bench.results().add(ANSWERS_CPU, server.cpu() - drawCpu);
    }

    /** One that answers no ping is replaced. */
    private static void requireFirstWorker(Server server) throws IOException, BenchException {
        BoardView board = BoardView.of(server.dataDir().resolve(BoardWords.FILE));
        if (board == null || board.workersReplaced() > 0) {
            throw new BenchException("the worker was replaced");
        }
    }

    private long all() {
        return (long) bench.plan().crowd() * bench.plan().winnersOfEach();
    }

    @Override
    public String table() {
        Table table = new Table(all() + " winning bets of " + bench.plan().crowd() + " agencies", "", "least to most");
        row(table, "draw, from the last closed sale on, s", DRAW);
        row(table, "its CPU, coordinator and worker, s", DRAW_CPU);
        row(table, "from then until the last agency has all its winners, s", ANSWERS);
        row(table, "their CPU, coordinator and worker, s", ANSWERS_CPU);
        row(table, "the worker's PSS, the peak, MiB", PEAK);
        return table.toString();
    }

    private void row(Table table, String title, String name) {
        Samples samples = bench.results().get(name);
        table.row(title, Table.number(samples.median()), Table.range(samples));
    }
}
