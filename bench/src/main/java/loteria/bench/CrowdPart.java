package loteria.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loteria.wire.Message;

/**
 * The server's memory with very many agencies at once, which are connections from here: as many processes would need
 * more memory than the server. All of them are in the same state at each look.
 */
final class CrowdPart implements Part {
    static final String PEAK = "crowd peak";

    private static final int WORKERS = 8;

    /** As many as x1 has for each of a thousand. */
    private static final int BETS = 79;

    private final Bench bench;
    private final List<Client> clients = new ArrayList<>();

    CrowdPart(Bench bench) {
        this.bench = bench;
    }

    @Override
    public String name() {
        return "crowd";
    }

    @Override
    public void measure() throws IOException, InterruptedException, BenchException {
        for (int round = 0; round < bench.plan().repeats(name()); round++) {
            try (Server server =
                    Server.start(bench.home(), bench.plan().crowd(), Map.of("SERVER_WORKERS", "" + WORKERS))) {
                bench.results().add("crowd idle", PssPeak.sum(server.pids()));
                try {
                    visit(server);
                } finally {
                    for (Client client : clients) {
                        client.close();
                    }
                    clients.clear();
                }
                server.stop();
                StoreCheck.check(server, (long) BETS * bench.plan().crowd(), winners());
            }
        }
    }

    private void visit(Server server) throws IOException, BenchException {
        for (int agency = 1; agency <= bench.plan().crowd(); agency++) {
            clients.add(new Client(server.port(), agency));
        }
        double peak = look("crowd connected", server);
        for (Client client : clients) {
            client.send(bets(client).batch());
        }
        for (Client client : clients) {
            client.read(Message.Ack.class);
        }
        peak = Math.max(peak, look("crowd acknowledged", server));
        for (Client client : clients) {
            client.send(bets(client).finished());
            client.send(new Message.Query(true));
        }
        for (Client client : clients) {
            client.read(Message.Closed.class);
        }
        for (Client client : clients) {
            int won = client.read(Message.Winners.class).documents().size();
            StoreCheck.require(
                    "winners of agency " + client.agency(), won, bets(client).winners());
        }
        bench.results().add(PEAK, Math.max(peak, look("crowd answered", server)));
    }

    private double look(String name, Server server) {
        double pss = PssPeak.sum(server.pids());
        bench.results().add(name, pss);
        return pss;
    }

    private static MadeBets bets(Client client) {
        return new MadeBets(client.agency(), BETS);
    }

    private long winners() {
        long winners = 0;
        for (int agency = 1; agency <= bench.plan().crowd(); agency++) {
            winners += new MadeBets(agency, BETS).winners();
        }
        return winners;
    }

    @Override
    public String table() {
        Table table = new Table("coordinator and 8 workers, PSS", "MiB", "least to most");
        row(table, "idle", "crowd idle");
        row(table, bench.plan().crowd() + " agencies connected", "crowd connected");
        row(table, "a batch of each acknowledged", "crowd acknowledged");
        row(table, "all have their winners", "crowd answered");
        return table.toString();
    }

    private void row(Table table, String title, String name) {
        Samples samples = bench.results().get(name);
        table.row(title, Table.number(samples.median()), Table.range(samples));
    }
}
