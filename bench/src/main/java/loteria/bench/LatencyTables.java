package loteria.bench;

import java.util.List;

/** What {@link LatencyPart} found: bets beside forces, and seen from outside beside the board's histograms. */
record LatencyTables(Results results, BoardTimes acknowledgements, BoardTimes forces) {
    private static final List<Double> INSIDE = List.of(50.0, 90.0, 99.0);
    private static final double MILLISECONDS = 1e3;

    @Override
    public String toString() {
        return bets() + "\n" + inside();
    }

    private Table bets() {
        Table table = new Table(
                "percentile",
                "bet to acknowledgement, ms",
                "append and force, ms",
                "times",
                "five at once, ms",
                "times",
                "bet, fresh programs, ms");
        for (double percent : LatencyPart.PERCENTILES) {
            double bet = results.get(LatencyPart.BET).percentile(percent);
            double force = results.get(LatencyPart.FORCE).percentile(percent);
            double forces = results.get(LatencyPart.FORCES).percentile(percent);
            table.row(
                    LatencyPart.name(percent),
                    Table.number(bet * MILLISECONDS),
                    Table.number(force * MILLISECONDS),
                    Table.number(bet / force),
                    Table.number(forces * MILLISECONDS),
                    Table.number(bet / forces),
                    Table.number(
                            results.get(LatencyPart.FRESH + LatencyPart.BET).percentile(percent) * MILLISECONDS));
        }
        return table;
    }

    private Table inside() {
        Table table =
                new Table("percentile", "outside, ms", "inside, ms", "of it the force, ms", "the way, ms", "agree");
        for (double percent : INSIDE) {
            double outside = results.get(LatencyPart.BET).percentile(percent);
            table.row(
                    LatencyPart.name(percent),
                    Table.number(outside * MILLISECONDS),
                    range(acknowledgements, percent),
                    range(forces, percent),
                    Table.number(results.get(LatencyPart.WAY).percentile(percent) * MILLISECONDS),
                    agrees(percent, outside) ? "yes" : "**no**");
        }
        return table;
    }

    private static String range(BoardTimes times, double percent) {
        return Table.number(times.above(percent) * MILLISECONDS) + " to "
                + Table.number(times.atMost(percent) * MILLISECONDS);
    }

    /**
     * Whether the time inside is not above the time outside, nor shorter by more than the way. Who is above both of two
     * limits together is above one of them: a sum is at most that of its parts, each with half as many above it.
     */
    private boolean agrees(double percent, double outside) {
        double half = (percent + 100) / 2;
        double most =
                acknowledgements.atMost(half) + results.get(LatencyPart.WAY).percentile(half);
        return acknowledgements.above(percent) < outside && outside <= most;
    }
}
