package loteria.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code operations.csv} and {@code agencies.csv}: what operators ordered, and which agencies may sell by it. An order
 * is written down before it is carried out, so that the last one alone may not have been. Used once, by one thread.
 */
final class OperatorFiles {
    private static final String ORDERS = "operations.csv";
    private static final String AGENCIES = "agencies.csv";

    private static final Pattern ORDER =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z,(?:(enable|disable),([1-9]\\d{0,4}),"
                    + "|close,([1-9]\\d{0,4}),(0|[1-9]\\d{0,17}))");

    private static final Pattern MAY_SELL = Pattern.compile("([1-9]\\d{0,4}),(true|false)");
    private static final int BUFFER_BYTES = 8 * 1024;

    private final Findings findings;
    private final int agencies;
    private final Map<Integer, Order> permissions = new TreeMap<>();
    private final Map<Integer, Order> closings = new TreeMap<>();
    private final Map<Integer, Boolean> enabled = new TreeMap<>();
    private long lastOrder;

    /**
     * A line of the orders.
     *
     * @param value what an agency may, 1 or 0, or the bets that its sales were to be closed with
     */
    private record Order(long offset, long value) {}

    /** @param agencies the highest there can be */
    OperatorFiles(Findings findings, int agencies) {
        this.findings = findings;
        this.agencies = agencies;
    }

    /** Reads both, and holds them against each other; what may sell first, since the orders may go on meanwhile. */
    void read(Path dataDir) throws IOException {
        try (StoredFile file = new StoredFile(dataDir.resolve(AGENCIES))) {
            Lines lines = new Lines(new FilePart(file, 0, file.size()), 0, BUFFER_BYTES);
            while (lines.next()) {
                readAgency(lines);
            }
        }
        try (StoredFile file = new StoredFile(dataDir.resolve(ORDERS))) {
            Lines lines = new Lines(new FilePart(file, 0, file.size()), 0, BUFFER_BYTES);
            while (lines.next()) {
                readOrder(lines, file.size());
            }
        }
        compare();
    }

    private void readAgency(Lines lines) {
        Matcher line = MAY_SELL.matcher(text(lines));
        if (!lines.isWhole() || !line.matches() || Integer.parseInt(line.group(1)) > agencies) {
            findings.add(AGENCIES, lines.offset(), "expected a line agency,enabled of an agency of 1 to " + agencies);
        } else if (enabled.put(Integer.valueOf(line.group(1)), Boolean.valueOf(line.group(2))) != null) {
            findings.add(AGENCIES, lines.offset(), "expected one line of each agency, found a second one");
        }
    }

    /** What is last and has no line end was never carried out: the next order cuts it. */
    private void readOrder(Lines lines, long size) {
        Matcher line = ORDER.matcher(text(lines));
        if (lines.isWhole() && line.matches()) {
            boolean closes = line.group(3) != null;
            int agency = Integer.parseInt(closes ? line.group(3) : line.group(2));
            long value = closes ? Long.parseLong(line.group(4)) : line.group(1).equals("enable") ? 1 : 0;
            (closes ? closings : permissions).put(agency, new Order(lines.offset(), value));
            lastOrder = lines.offset();
        } else if (lines.isWhole() || lines.nextOffset() < size) {
            findings.add(ORDERS, lines.offset(), "expected a line time,act,agency,total");
        }
    }

    private static String text(Lines lines) {
        return new String(lines.bytes(), lines.from(), lines.to() - lines.from(), US_ASCII);
    }

    private void compare() {
        for (int agency : enabled.keySet()) {
            if (!permissions.containsKey(agency)) {
                findings.add(
                        AGENCIES, 0, "agency " + agency + ": expected the order of it in " + ORDERS + ", found none");
            }
        }
        for (Map.Entry<Integer, Order> entry : permissions.entrySet()) {
            Order order = entry.getValue();
            boolean may = enabled.getOrDefault(entry.getKey(), true);
            if (may != (order.value() == 1) && order.offset() != lastOrder) {
                findings.add(
                        ORDERS,
                        order.offset(),
                        "agency " + entry.getKey() + ": expected it to be " + (may ? "disabled" : "enabled") + " in "
                                + AGENCIES + ", as was ordered last");
            }
        }
    }

    /** Holds what was closed against the bets: those that were stored then are stored. */
    void compare(Map<Integer, AgencyAudit> bets) {
        for (Map.Entry<Integer, Order> entry : closings.entrySet()) {
            AgencyAudit read = bets.get(entry.getKey());
            long found = read == null ? 0 : read.sums().bets();
            Order order = entry.getValue();
            if (found < order.value()) {
                findings.add(
                        ORDERS,
                        order.offset(),
                        "agency " + entry.getKey() + ": expected at least the " + order.value()
                                + " bets that were stored when an operator closed its sales, found " + found);
            }
        }
    }
}
