package loteria.audit;

import java.util.ArrayList;
import java.util.List;
import loteria.manifest.Terms;

/** What an audit has read, and what is wrong. For one thread. */
public final class Report {
    private final Snapshot snapshot;
    private final Findings findings;
    private final Terms terms;
    private final BetsFile bets;
    private final SalesFile sales;
    private final boolean drawn;

    Report(Snapshot snapshot, Findings findings, Terms terms, BetsFile bets, SalesFile sales, boolean drawn) {
        this.snapshot = snapshot;
        this.findings = findings;
        this.terms = terms;
        this.bets = bets;
        this.sales = sales;
        this.drawn = drawn;
    }

    /** Whether nothing is wrong. */
    public boolean isGood() {
        return findings.first().isEmpty();
    }

    /** What is wrong, the first hundred. */
    public List<Finding> findings() {
        return findings.first();
    }

    /** How many more there are. */
    public long leftOut() {
        return findings.leftOut();
    }

    Snapshot snapshot() {
        return snapshot;
    }

    BetsFile bets() {
        return bets;
    }

    SalesFile sales() {
        return sales;
    }

    /** The number that was drawn; null if none was yet. */
    Integer numberDrawn() {
        return drawn && terms.winningNumber().isPresent()
                ? terms.winningNumber().getAsInt()
                : null;
    }

    /** Whether the draw has happened. */
    boolean isDrawn() {
        return drawn;
    }

    /** What the next start cuts, and nobody misses. */
    List<Tail> tails() {
        List<Tail> tails = new ArrayList<>();
        for (Tail tail : new Tail[] {bets.tail(), sales.tail()}) {
            if (tail != null) {
                tails.add(tail);
            }
        }
        return tails;
    }
}
