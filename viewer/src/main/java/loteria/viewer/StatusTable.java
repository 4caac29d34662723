package loteria.viewer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A status as a text to read: the whole first, so that a thousand agencies below do not push it out of sight, then a
 * line per agency.
 */
final class StatusTable {
    private static final String ROW = "%6s  %-8s  %10s  %8s  %8s  %10s  %7s  %9s  %7s%n".replace("%n", "\n");

    /** Lines that are no agency's, and the one that the cursor stands on. */
    private static final int FIXED_LINES = 6;

    private StatusTable() {}

    /**
     * Renders a status.
     *
     * @param lines to make do with, or 0 for as many as it takes; where they do not suffice, agencies that the draw
     *     waits for come first
     */
    static String render(Status status, int lines) {
        StringBuilder text = new StringBuilder();
        text.append(headline(status)).append('\n').append(totals(status)).append("\n\n");
        text.append(
                row("agency", "state", "bets", "bets/s", "refused", "reconnects", "worker", "last seen", "winners"));
        List<AgencyStatus> shown = select(status.agencies(), lines == 0 ? Integer.MAX_VALUE : lines - FIXED_LINES);
        for (AgencyStatus agency : shown) {
            text.append(row(status, agency));
        }
        int more = status.agencies().size() - shown.size();
        if (more > 0) {
            text.append("   ... and ").append(more).append(" more\n");
        }
        return text.toString();
    }

    private static String headline(Status status) {
        String draw =
                switch (status.draw()) {
                    case WAITING -> "waiting for " + status.open() + " agencies";
                    case DRAWING -> status.seal() == null ? "drawing" : "sealed";
                    case DRAWN ->
                        (status.winningNumber() == null ? "drawn" : "drawn, number: " + status.winningNumber())
                                + ", winners: " + status.winners();
                };
        if (status.seal() != null) {
            draw += ", seal: " + status.seal();
        }
        return "central: " + life(status) + "   generation: " + status.generation() + "   draw: " + draw;
    }

    private static String life(Status status) {
        return switch (status.life()) {
            case RUNNING -> status.ready() ? "running" : "running, not ready";
            case ENDED -> "ended";
            case UNSEEN -> "cannot be seen from here";
        };
    }

    private static String totals(Status status) {
        StringBuilder totals = new StringBuilder();
        totals.append("bets: ").append(status.bets());
        totals.append("   bets/s: ").append(status.betsPerSecond());
        totals.append("   forced: ").append(bytes(status.forcedBytes()));
        totals.append("   workers restarted: ").append(status.workerRestarts()).append("\nagencies:");
        for (Stage stage : Stage.values()) {
            totals.append(stage == Stage.ABSENT ? " " : ", ")
                    .append(status.count(stage))
                    .append(' ')
                    .append(stage);
        }
        return totals.toString();
    }

    private static List<AgencyStatus> select(List<AgencyStatus> agencies, int most) {
        if (agencies.size() <= most) {
            return agencies;
        }
        List<AgencyStatus> selected = new ArrayList<>(agencies);
        selected.sort(
                Comparator.comparing((AgencyStatus agency) -> agency.state().compareTo(Stage.FINISHED) >= 0));
        selected = selected.subList(0, Math.max(1, most - 1));
        selected.sort(Comparator.comparingInt(AgencyStatus::id));
        return selected;
    }

    private static String row(Status status, AgencyStatus agency) {
        return row(
                agency.id(),
                agency.state(),
                agency.bets(),
                agency.betsPerSecond(),
                agency.batchesRefused(),
                agency.reconnects(),
                orDash(agency.workerPid()),
                agency.lastSeen() == null ? "-" : ago(agency.lastSeen(), status.time()),
                orDash(agency.winners()));
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells);
    }

    private static Object orDash(Object value) {
        return value == null ? "-" : value;
    }

    /** How long ago something was, in the unit that says it in few digits. */
    static String ago(Instant then, Instant now) {
        long seconds = Math.max(0, Duration.between(then, now).toSeconds());
        if (seconds < 100) {
            return seconds + "s ago";
        }
        if (seconds < 100 * 60) {
            return seconds / 60 + "m ago";
        }
        return seconds < 100 * 3_600 ? seconds / 3_600 + "h ago" : seconds / 86_400 + "d ago";
    }

    /** So many bytes, in units of a thousand. */
    static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 999.95) {
            value /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %sB", value, "kMGTPE".charAt(unit));
    }
}
