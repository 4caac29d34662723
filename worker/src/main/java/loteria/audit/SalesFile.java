package loteria.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code finished.csv}: which agencies' sales are closed, with what. Used once, by one thread. */
final class SalesFile {
    static final String NAME = "finished.csv";

    private static final Pattern REST = Pattern.compile("(0|[1-9][0-9]{0,17}),([0-9a-f]{8})");
    private static final int BUFFER_BYTES = 8 * 1024;

    private final Snapshot snapshot;
    private final Findings findings;
    private final int agencies;
    private final boolean drawn;
    private final Map<Integer, Sale> byAgency = new TreeMap<>();
    private long length;
    private Tail tail;

    /** A line. */
    private record Sale(long offset, Sums sums) {}

    /**
     * @param agencies the highest there can be
     * @param drawn whether the draw has happened, before which all sales are closed
     */
    SalesFile(Snapshot snapshot, Findings findings, int agencies, boolean drawn) {
        this.snapshot = snapshot;
        this.findings = findings;
        this.agencies = agencies;
        this.drawn = drawn;
    }

    /** Reads the first {@code toRead} bytes, or all if there are less. */
    void read(StoredFile file, long toRead) throws IOException {
        Lines lines = new Lines(new FilePart(file, 0, toRead), 0, BUFFER_BYTES);
        while (lines.next()) {
            readLine(lines, file);
        }
        length = lines.nextOffset();
        if (length < snapshot.finishedLength()) {
            findings.add(
                    NAME,
                    length,
                    "expected at least the promised " + snapshot.finishedLength() + " bytes, found its end");
        }
    }

    private void readLine(Lines lines, StoredFile file) throws IOException {
        int from = lines.afterComma();
        Matcher rest = REST.matcher(new String(lines.bytes(), from, lines.to() - from, US_ASCII));
        int agency = lines.agency(Integer.MAX_VALUE);
        if (!lines.isWhole() || agency == 0 || !rest.matches()) {
            addMalformed(lines, file);
        } else if (agency > agencies) {
            findings.add(NAME, lines.offset(), "expected an agency of 1 to " + agencies + ", found " + agency);
        } else if (byAgency.containsKey(agency)) {
            findings.add(NAME, lines.offset(), "expected one line of each agency, found a second one of " + agency);
        } else {
            Sums sums = new Sums(Long.parseLong(rest.group(1)), Integer.parseUnsignedInt(rest.group(2), 16));
            byAgency.put(agency, new Sale(lines.offset(), sums));
        }
    }

    /** What is last and was never promised a start cuts; a draw comes after everything. */
    private void addMalformed(Lines lines, StoredFile file) throws IOException {
        long size = file.size();
        if (lines.nextOffset() >= size && !drawn && lines.offset() >= snapshot.finishedLength()) {
            tail = new Tail(NAME, lines.offset(), size - lines.offset());
        } else {
            findings.add(NAME, lines.offset(), "expected a line agency,total,checksum");
        }
    }

    /** Whether an agency's sales are closed. */
    boolean isClosed(int agency) {
        return byAgency.containsKey(agency);
    }

    /** Holds the closed sales against the bets. */
    void compare(Map<Integer, AgencyAudit> bets) {
        for (Map.Entry<Integer, Sale> entry : byAgency.entrySet()) {
            AgencyAudit read = bets.get(entry.getKey());
            Sums found = read == null ? new Sums(0, 0) : read.sums();
            Sums closed = entry.getValue().sums();
            if (!found.equals(closed)) {
                findings.add(
                        read == null ? NAME : BetsFile.NAME,
                        read == null ? entry.getValue().offset() : read.firstOffset(),
                        "agency " + entry.getKey() + ": expected the " + closed + " of its closed sales, found "
                                + found);
            }
        }
    }

    /** Once drawn: no agency up to {@code highest} is open. */
    void requireClosed(int highest) {
        for (int agency = 1; agency <= highest; agency++) {
            if (!isClosed(agency)) {
                findings.add(
                        NAME, length, "expected the closed sales of agency " + agency + ", as the draw has happened");
            }
        }
    }

    /** What is there beyond what was promised, or null. */
    Tail tail() {
        return tail;
    }
}
