package loteria.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The goals, as far as what they need was measured. Floors are of the same run; what other programs take is not, and
 * was measured once on two cores with the same bets: it stands here as figures.
 */
final class Goals {
    /** The fastest of all other solutions, which acknowledges nothing: wall seconds. */
    private static final double FASTEST_X1_S = 0.32;

    private static final double FASTEST_X10_S = 2.9;
    private static final double FASTEST_X100_S = 42.7;

    /** PostgreSQL 15, five times COPY, 162 bets a commit, forced: wall seconds. */
    private static final double POSTGRES_X10_S = 1.5;

    private static final double POSTGRES_X100_S = 13.3;

    private static final double MILLION = 1e6;

    /** What may still be called linear, or no more. */
    private static final double SAME = 1.2;

    private final Results results;
    private final List<Goal> goals = new ArrayList<>();

    private Goals(Results results) {
        this.results = results;
    }

    static List<Goal> of(Results results) {
        Goals goals = new Goals(results);
        goals.small();
        goals.large();
        goals.memory();
        goals.growth();
        goals.latency();
        return goals.goals;
    }

    static String table(List<Goal> goals) {
        Table table = new Table("goal", "measured", "limit", "");
        for (Goal goal : goals) {
            table.row(goal.name() + ": " + goal.what(), goal.valueText(), goal.limitText(), goal.margin());
        }
        return table.toString();
    }

    private boolean have(String... names) {
        return Stream.of(names).allMatch(results::has);
    }

    private void atMost(String name, String what, double value, double limit, String unit) {
        goals.add(new Goal(name, what, value, limit, unit, true));
    }

    private void small() {
        if (have("x1 wall")) {
            atMost("x1", "wall, server up, beside the fastest of all", results.median("x1 wall"), FASTEST_X1_S, " s");
            atMost("x1", "wall, times five bare JVMs", results.ratio("x1 wall", "x1 five bare wall"), 2.5, "");
            atMost("x1", "CPU, times five bare JVMs", results.ratio("x1 cpu", "x1 five bare cpu"), 3, "");
        }
        if (have(SystemPart.WHOLE + " cpu")) {
            double ratio = results.ratio(SystemPart.WHOLE + " cpu", SystemPart.BARE + " cpu");
            atMost("x1", "CPU of the whole system, times eleven bare JVMs", ratio, 2.2, "");
        }
    }

    private void large() {
        if (have("x10 wall")) {
            double wall = results.median("x10 wall");
            atMost("x10", "wall, a fifth of the fastest", wall, FASTEST_X10_S / 5, " s");
            atMost("x10", "wall, PostgreSQL by 2.5", wall, POSTGRES_X10_S / 2.5, " s");
        }
        if (have("x100 wall")) {
            double bets = results.median("x100 bets");
            double wall = results.median("x100 wall");
            atMost("x100", "wall, a fifteenth of the fastest", wall, FASTEST_X100_S / 15, " s");
            atMost("x100", "wall, a fifth of PostgreSQL", wall, POSTGRES_X100_S / 5, " s");
            goals.add(new Goal("x100", "bets a second", bets / wall / MILLION, 3, " M", false));
            atMost("x100", "CPU of all processes a bet", results.median("x100 cpu") * MILLION / bets, 0.6, " µs");
            atMost("draw", "of x100, times `grep -c`", results.ratio("x100 draw", "x100 grep"), 1.3, "");
        }
    }

    private void memory() {
        if (have(MemoryPart.IDLE_WORKER)) {
            atMost("memory", "an idle worker", results.median(MemoryPart.IDLE_WORKER), 25, " MiB");
        }
        for (int times : new int[] {1, 100}) {
            if (have(MemoryPart.peak(times))) {
                String what = "eleven processes at x" + times + ", the peak";
                atMost("memory", what, results.median(MemoryPart.peak(times)), 280, " MiB");
            }
        }
        if (have(CrowdPart.PEAK)) {
            atMost("memory", "server of 1,000 agencies, 8 workers", results.median(CrowdPart.PEAK), 600, " MiB");
        }
    }

    private void growth() {
        if (have("x1 wall", "x10 wall", "x100 wall")) {
            atMost("growth", "wall a further bet, x10 to x100 beside x1 to x10", marginal(" wall"), SAME, "");
            atMost("growth", "CPU a further bet, x10 to x100 beside x1 to x10", marginal(" cpu"), SAME, "");
        }
        String few = SweepPart.name(Knob.AGENCIES, 5);
        String many = SweepPart.name(Knob.AGENCIES, 200);
        if (have(few + " cpu", many + " cpu")) {
            double server = results.ratio(many + " server cpu", few + " server cpu");
            atMost("growth", "server's CPU, 200 agencies beside 5", server, SAME, "");
            double all = results.ratio(many + " cpu", few + " cpu");
            atMost("growth", "all CPU, 200 agencies beside 5, with 195 more JVMs", all, SAME, "");
        }
    }

    /** What another bet costs among many, in times of what it costs among few: 1 is a straight line. */
    private double marginal(String what) {
        return slope(what, "x10", "x100") / slope(what, "x1", "x10");
    }

    private double slope(String what, String from, String to) {
        double bets = results.median(to + " bets") - results.median(from + " bets");
        return (results.median(to + what) - results.median(from + what)) / bets;
    }

    private void latency() {
        if (have(LatencyPart.BET)) {
            double force = results.median(LatencyPart.FORCE);
            Samples bet = results.get(LatencyPart.BET);
            atMost("latency", "p50 of a bet, times the median force", bet.median() / force, 3, "");
            atMost("latency", "p99 of a bet, times the median force", bet.percentile(99) / force, 10, "");
        }
    }
}
