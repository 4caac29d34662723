package loteria.bench;

import java.io.IOException;
import java.util.List;

/** Five agencies, each with its file repeated so many times, and the machine's floors in between. */
final class SizePart implements Part {
    /** Like the agencies. */
    static final String BARE = " five bare";

    private static final double MILLION = 1e6;
    private static final double MILLISECONDS = 1e3;

    private final Bench bench;
    private final int times;

    SizePart(Bench bench, int times) {
        this.bench = bench;
        this.times = times;
    }

    static String name(int times) {
        return "x" + times;
    }

    @Override
    public String name() {
        return name(times);
    }

    @Override
    public void measure() throws IOException, InterruptedException, BenchException {
        try (Dataset bets = bench.repeat(times)) {
            bench.results().add(name() + " bets", bets.bets());
            for (int round = 0; round < bench.plan().repeats(name()); round++) {
                bench.jvms().measure(name() + BARE, Source.AGENCIES, bench.results());
                boolean first = round == 0;
                bench.run().measure(name(), Setup.of(bets), server -> look(server, bets, first));
            }
        }
    }

    private void look(Server server, Dataset bets, boolean first)
            throws IOException, InterruptedException, BenchException {
        bench.results().add(name() + " grep", Tools.grep(server.bets(), bets.winners()));
        bench.results().add(name() + " cat", Tools.cat(bets, bench.home().work()));
        if (first) {
            StoreCheck.audit(bench.home(), server);
        }
    }

    @Override
    public String table() {
        return table(bench.results(), List.of(times));
    }

    /** The sizes that were measured, a row each. */
    static String table(Results results, List<Integer> sizes) {
        Table table = new Table(
                "size", "bets", "runs", "wall s", "least to most", "CPU s", "of it server", "bets/s", "CPU µs/bet");
        Table floors = new Table("size", "draw ms", "`grep` ms", "`cat` ms", "five bare JVMs: wall s", "CPU s");
        for (int times : sizes) {
            String name = name(times);
            double bets = results.median(name + " bets");
            double wall = results.median(name + " wall");
            double cpu = results.median(name + " cpu");
            table.row(
                    name,
                    String.format("%.0f", bets),
                    Integer.toString(results.get(name + " wall").count()),
                    Table.number(wall),
                    Table.range(results.get(name + " wall")),
                    Table.number(cpu),
                    Table.number(results.median(name + " server cpu")),
                    Table.number(bets / wall / MILLION) + " M",
                    Table.number(cpu * MILLION / bets));
            floors.row(
                    name,
                    Table.number(results.median(name + " draw") * MILLISECONDS),
                    Table.number(results.median(name + " grep") * MILLISECONDS),
                    Table.number(results.median(name + " cat") * MILLISECONDS),
                    Table.number(results.median(name + BARE + " wall")),
                    Table.number(results.median(name + BARE + " cpu")));
        }
        return table + "\n" + floors;
    }
}
