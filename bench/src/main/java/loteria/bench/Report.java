package loteria.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.data.category.DefaultCategoryDataset;

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
        Plots.write(growth(), plots.resolve("growth.svg"));
        for (Knob knob : Knob.values()) {
            Plots.write(sweep(knob), plots.resolve(knob.partName() + ".svg"));
        }
        Plots.write(latency(), plots.resolve("latency.svg"));
        Files.writeString(docs.resolve("benchmarks.md"), text);
    }

    private JFreeChart growth() {
        DefaultCategoryDataset lines = new DefaultCategoryDataset();
        for (int times : bench.plan().sizes()) {
            String size = SizePart.name(times);
            lines.addValue(results.median(size + " wall"), "wall", size);
            lines.addValue(results.median(size + " cpu"), "CPU, all processes", size);
        }
        return Plots.logarithmic("Growth, five agencies", "each file so many times", "seconds", lines);
    }

    private JFreeChart sweep(Knob knob) {
        double perBet = MICROSECONDS / results.median(knob.partName() + " bets");
        DefaultCategoryDataset lines = new DefaultCategoryDataset();
        for (int value : bench.plan().sweeps().get(knob)) {
            String name = SweepPart.name(knob, value);
            String at = Knob.label(value);
            lines.addValue(results.median(name + " wall") * perBet, "wall", at);
            lines.addValue(results.median(name + " cpu") * perBet, "CPU, all processes", at);
            lines.addValue(results.median(name + " server cpu") * perBet, "CPU, server", at);
        }
        String title = SizePart.name(bench.plan().sweepSize(knob)) + " by " + knob.unit();
        return Plots.linear(title, knob.unit(), "µs a bet", lines);
    }

    private JFreeChart latency() {
        DefaultCategoryDataset lines = new DefaultCategoryDataset();
        for (double percent : LatencyPart.PERCENTILES) {
            String name = LatencyPart.name(percent);
            add(lines, LatencyPart.BET, "bet to acknowledgement, five agencies", percent, name);
            add(lines, LatencyPart.FORCE, "append and force", percent, name);
            add(lines, LatencyPart.FORCES, "append and force, five at once", percent, name);
        }
        return Plots.logarithmic("Acknowledgement of one bet", "percentile", "ms", lines);
    }

    private void add(DefaultCategoryDataset lines, String result, String line, double percent, String name) {
        lines.addValue(results.get(result).percentile(percent) * MILLISECONDS, line, name);
    }
}
