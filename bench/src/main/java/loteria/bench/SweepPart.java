package loteria.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The same bets again and again with one thing turned, all its values once before the first comes again. */
final class SweepPart implements Part {
    private static final double MICROSECONDS = 1e6;

    private final Bench bench;
    private final Knob knob;

    SweepPart(Bench bench, Knob knob) {
        this.bench = bench;
        this.knob = knob;
    }

    @Override
    public String name() {
        return knob.partName();
    }

    private List<Integer> values() {
        return bench.plan().sweeps().get(knob);
    }

    @Override
    public void measure() throws IOException, InterruptedException, BenchException {
        List<Dataset> bets = new ArrayList<>();
        for (int value : values()) {
            bets.add(bets(value));
        }
        bench.results().add(name() + " bets", bets.get(0).bets());
        for (int round = 0; round < bench.plan().repeats(name()); round++) {
            bench.jvms().measure(name() + SizePart.BARE, Source.AGENCIES, bench.results());
            for (int i = 0; i < values().size(); i++) {
                Setup setup = knob.setup(bets.get(i), values().get(i));
                bench.run().measure(name(values().get(i)), setup, server -> {});
            }
        }
        for (Dataset dataset : bets) {
            dataset.close();
        }
    }

    private Dataset bets(int value) throws IOException {
        int times = bench.plan().sweepSize(knob);
        return bench.source()
                .deal(times, knob.agencies(value), bench.home().work().resolve("bets-" + name() + "-" + value));
    }

    private String name(int value) {
        return name(knob, value);
    }

    /** What the results of one value are called. */
    static String name(Knob knob, int value) {
        return knob.partName() + " " + value;
    }

    @Override
    public String table() {
        Results results = bench.results();
        double bets = results.median(name() + " bets");
        Table table = new Table(
                knob.unit(), "wall s", "least to most", "CPU s", "of it server", "CPU µs/bet", "of it server");
        for (int value : values()) {
            double cpu = results.median(name(value) + " cpu");
            double server = results.median(name(value) + " server cpu");
            table.row(
                    Knob.label(value),
                    Table.number(results.median(name(value) + " wall")),
                    Table.range(results.get(name(value) + " wall")),
                    Table.number(cpu),
                    Table.number(server),
                    Table.number(cpu * MICROSECONDS / bets),
                    Table.number(server * MICROSECONDS / bets));
        }
        return table.toString();
    }
}
