package loteria.bench;

import java.io.IOException;

/** The whole system from nothing and back, eleven JVMs, beside as many bare ones. */
final class SystemPart implements Part {
    static final String WHOLE = "system";
    static final String BARE = "eleven bare";

    private static final String TUNED = "eleven tuned";

    private static final int PROCESSES = 1 + 2 * Source.AGENCIES;

    private final Bench bench;

    SystemPart(Bench bench) {
        this.bench = bench;
    }

    @Override
    public String name() {
        return WHOLE;
    }

    @Override
    public void measure() throws IOException, InterruptedException, BenchException {
        try (Dataset bets = bench.repeat(bench.plan().sizes().get(0))) {
            for (int round = 0; round < bench.plan().repeats(name()); round++) {
                bench.jvms().measure(BARE, PROCESSES, bench.results());
                bench.jvms().measureTuned(TUNED, PROCESSES, bench.results());
                bench.run().measureWhole(WHOLE, Setup.of(bets));
            }
        }
    }

    @Override
    public String table() {
        Table table = new Table("x1, eleven JVMs", "wall s", "least to most", "CPU s", "least to most");
        row(table, "whole system, with start and stop", WHOLE);
        row(table, "bare JVMs, started at once", BARE);
        row(table, "bare JVMs with the launchers' flags", TUNED);
        return table.toString();
    }

    private void row(Table table, String title, String name) {
        Samples wall = bench.results().get(name + " wall");
        Samples cpu = bench.results().get(name + " cpu");
        table.row(title, Table.number(wall.median()), Table.range(wall), Table.number(cpu.median()), Table.range(cpu));
    }
}
