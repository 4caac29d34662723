package loteria.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Memory of all eleven processes while they work, and of workers that wait. Not timed: a look takes CPU time. */
final class MemoryPart implements Part {
    static final String IDLE_WORKER = "idle worker";

    private final Bench bench;

    MemoryPart(Bench bench) {
        this.bench = bench;
    }

    @Override
    public String name() {
        return "memory";
    }

    /** What the peak of all processes at a size is called. */
    static String peak(int times) {
        return SizePart.name(times) + " peak";
    }

    private List<Integer> sizes() {
        List<Integer> sizes = bench.plan().sizes();
        return List.copyOf(
                new LinkedHashSet<>(List.of(sizes.get(0), bench.plan().largestSize())));
    }

    @Override
    public void measure() throws IOException, InterruptedException, BenchException {
        for (int times : sizes()) {
            try (Dataset bets = bench.repeat(times)) {
                for (int round = 0; round < bench.plan().repeats(name()); round++) {
                    measure(peak(times), Setup.of(bets));
                }
            }
        }
    }

    private void measure(String name, Setup setup) throws IOException, InterruptedException, BenchException {
        try (Server server = Server.start(bench.home(), setup.bets().agencies(), setup.central())) {
            for (long worker : server.workers()) {
                bench.results().add(IDLE_WORKER, ProcFiles.pss(worker));
            }
            Sale sale = Sale.start(bench.home(), server, setup);
            List<Long> pids = new ArrayList<>(server.pids());
            pids.addAll(sale.pids());
            PssPeak peak = PssPeak.watch(pids);
            sale.awaitEnd();
            bench.results().add(name, peak.end());
            server.stop();
            StoreCheck.check(server, setup.bets().bets(), setup.bets().winners());
        }
    }

    @Override
    public String table() {
        Table table = new Table("PSS", "MiB", "least to most");
        row(table, "an idle worker, one of five", IDLE_WORKER);
        for (int times : sizes()) {
            row(table, "all eleven processes at " + SizePart.name(times) + ", the peak", peak(times));
        }
        return table.toString();
    }

    private void row(Table table, String title, String name) {
        Samples samples = bench.results().get(name);
        table.row(title, Table.number(samples.median()), Table.range(samples));
    }
}
