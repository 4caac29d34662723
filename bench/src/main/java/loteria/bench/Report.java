package loteria.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** A whole run as {@code benchmarks.md} with its plots. The prose is in the resource of that name. */
final class Report {
    private static final double MILLISECONDS = 1e3;
    private static final double MICROSECONDS = 1e6;

    private final Bench bench;
    private final Results results;

    Report(Bench bench) {
        this.bench = bench;
        this.results = bench.results();
    }

    /** Writes {@code benchmarks.md} and {@code benchmarks/*.svg} into a folder. */
    void write(Path docs, String machine, List<Part> parts) throws IOException {
        String text;
        try (InputStream in = Report.class.getResourceAsStream("benchmarks.md")) {
            text = new String(in.readAllBytes(), UTF_8);
        }
        text = text.replace("{{machine}}", machine)
                .replace("{{goals}}", Goals.table(Goals.of(results)))
                .replace("{{sizes}}", SizePart.table(results, bench.plan().sizes()));
        for (Part part : parts) {
            text = text.replace("{{" + part.name() + "}}", part.table());
        }
        Path plots = Files.createDirectories(docs.resolve("benchmarks"));
        Plots.write(
                Plots.logarithmic("Growth, five agencies", "bets", "seconds", growth()), plots.resolve("growth.svg"));
        for (Knob knob : Knob.values()) {
            String title = "x" + bench.plan().sweepSize() + ", by " + knob.unit();
            Plots.write(
                    Plots.sweep(title, knob.unit(), "CPU, µs a bet", sweep(knob)),
                    plots.resolve(knob.partName() + ".svg"));
        }
        Plots.write(
                Plots.logarithmic("Acknowledgement of one bet", "slowest, % of all", "ms", latency()),
                plots.resolve("latency.svg"));
        Files.writeString(docs.resolve("benchmarks.md"), text);
    }

    private XYSeriesCollection growth() {
        XYSeriesCollection lines = new XYSeriesCollection();
        for (String what : List.of("wall", "cpu")) {
            XYSeries line = new XYSeries(what.equals("cpu") ? "CPU, all processes" : "wall");
            for (int times : bench.plan().sizes()) {
                String name = SizePart.name(times);
                line.add(results.median(name + " bets"), results.median(name + " " + what));
            }
            lines.addSeries(line);
        }
        return lines;
    }

    private XYSeriesCollection sweep(Knob knob) {
        double bets = results.median(knob.partName() + " bets");
        XYSeriesCollection lines = new XYSeriesCollection();
        lines.addSeries(sweep(knob, "wall", name -> results.median(name + " wall") * MICROSECONDS / bets));
        lines.addSeries(sweep(knob, "CPU, all processes", name -> results.median(name + " cpu") * MICROSECONDS / bets));
        lines.addSeries(sweep(knob, "CPU, server", name -> results.median(name + " server cpu") * MICROSECONDS / bets));
        return lines;
    }

    private XYSeries sweep(Knob knob, String title, ToDoubleFunction<String> value) {
        XYSeries line = new XYSeries(title);
        for (int at : bench.plan().sweeps().get(knob)) {
            line.add(at, value.applyAsDouble(SweepPart.name(knob, at)));
        }
        return line;
    }

    /** From the slower half to the slowest of a thousand. */
    private XYSeriesCollection latency() {
        XYSeriesCollection lines = new XYSeriesCollection();
        Map<String, String> titles = Map.of(
                LatencyPart.BET, "bet to acknowledgement, five agencies",
                LatencyPart.FORCE, "append and force",
                LatencyPart.FORCES, "append and force, five at once");
        for (String name : List.of(LatencyPart.BET, LatencyPart.FORCE, LatencyPart.FORCES)) {
            XYSeries line = new XYSeries(titles.get(name));
            for (double slowest : new double[] {50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1}) {
                line.add(slowest, results.get(name).percentile(100 - slowest) * MILLISECONDS);
            }
            lines.addSeries(line);
        }
        return lines;
    }
}
