package loteria.audit;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code winners.csv}: read twice. Once for its form and for where each agency's lines are; then each agency's
 * beside the winning bets, which come in the same order. Used once, by one thread.
 */
final class WinnersFile {
    static final String NAME = "winners.csv";

    private static final int BUFFER_BYTES = 64 * 1024;

    private final StoredFile file;
    private final Findings findings;
    private final int agencies;
    private final Map<Integer, WinnerCursor> byAgency = new TreeMap<>();

    /** @param agencies the highest there can be */
    WinnersFile(StoredFile file, Findings findings, int agencies) {
        this.file = file;
        this.findings = findings;
        this.agencies = agencies;
    }

    /** Reads it for the first time. */
    void read() throws IOException {
        Map<Integer, Long> from = new TreeMap<>();
        Map<Integer, Long> to = new TreeMap<>();
        Lines lines = new Lines(new FilePart(file, 0, file.size()), 0, BUFFER_BYTES);
        while (lines.next()) {
            int agency = lines.agency(agencies);
            if (agency == 0 || WinnerCursor.document(lines) == WinnerCursor.NONE) {
                findings.add(NAME, lines.offset(), "expected a line agency,document of an agency of 1 to " + agencies);
            } else {
                from.putIfAbsent(agency, lines.offset());
                to.put(agency, lines.nextOffset());
            }
        }
        for (int agency : from.keySet()) {
            byAgency.put(agency, new WinnerCursor(file, agency, from.get(agency), to.get(agency)));
        }
    }

    /** Holds the next winning bet of an agency against the agency's next line. */
    void expect(int agency, String document, long betOffset) throws IOException {
        long expected = WinnerCursor.code(document);
        WinnerCursor cursor = byAgency.get(agency);
        if (cursor != null && cursor.following() == expected && cursor.current() != expected) {
            addUnexpected(cursor, agency);
            cursor.advance();
        }
        if (cursor == null || cursor.current() != expected) {
            findings.add(
                    NAME,
                    cursor == null ? file.size() : cursor.offset(),
                    "agency " + agency + ": expected the winner of byte " + betOffset + " of " + BetsFile.NAME);
        } else {
            cursor.advance();
        }
    }

    /** After the last winning bet. */
    void expectNoMore() throws IOException {
        for (Map.Entry<Integer, WinnerCursor> entry : byAgency.entrySet()) {
            WinnerCursor cursor = entry.getValue();
            while (cursor.current() != WinnerCursor.NONE) {
                addUnexpected(cursor, entry.getKey());
                cursor.advance();
            }
        }
    }

    private void addUnexpected(WinnerCursor cursor, int agency) {
        findings.add(NAME, cursor.offset(), "agency " + agency + ": expected a winning bet of " + BetsFile.NAME);
    }
}
