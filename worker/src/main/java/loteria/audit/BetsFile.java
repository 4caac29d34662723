package loteria.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import loteria.bet.Bet;
import loteria.bet.BetLimits;
import loteria.bet.InvalidBetException;

/** {@code bets.csv}: each line is taken apart and made again. Used once, by one thread. */
final class BetsFile {
    static final String NAME = "bets.csv";

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Snapshot snapshot;
    private final Findings findings;
    private final int agencies;
    private final byte[] ending;
    private final WinnersFile winners;
    private final MessageDigest digest = newDigest();
    private final TreeMap<Integer, AgencyAudit> byAgency = new TreeMap<>();
    private long length;
    private String sha256;
    private boolean compared;
    private Tail tail;

    /**
     * @param agencies the highest there can be
     * @param number that wins; with none nobody does
     * @param winners the draw, or null if it has not happened
     */
    BetsFile(Snapshot snapshot, Findings findings, int agencies, OptionalInt number, WinnersFile winners) {
        this.snapshot = snapshot;
        this.findings = findings;
        this.agencies = agencies;
        this.ending = number.isPresent() ? ("," + number.getAsInt()).getBytes(US_ASCII) : null;
        this.winners = winners;
        this.compared = snapshot.sums() == null;
    }

    /** Reads the first {@code toRead} bytes, or all if there are less. */
    void read(StoredFile file, long toRead) throws IOException {
        FilePart part = new FilePart(file, 0, toRead);
        try (InputStream bytes = new DigestInputStream(part, digest)) {
            Lines lines = new Lines(bytes, 0, BUFFER_BYTES);
            while (tail == null && lines.next()) {
                readLine(lines, file);
            }
            bytes.transferTo(OutputStream.nullOutputStream());
            length = part.offset();
            sha256 = HexFormat.of().formatHex(digest.digest());
            if (tail == null) {
                compare(lines.nextOffset());
            }
        }
        if (length < snapshot.betsPromised()) {
            findings.add(
                    NAME,
                    length,
                    "expected at least the promised " + snapshot.betsPromised() + " bytes, found its end");
        }
        if (toRead < file.size() && snapshot.poisoned()) {
            tail = new Tail(NAME, toRead, file.size() - toRead);
        }
    }

    private void readLine(Lines lines, StoredFile file) throws IOException {
        compare(lines.offset());
        String wrong = readBet(lines);
        if (wrong == null) {
            return;
        }
        if (isTail(lines, file.size())) {
            tail = new Tail(NAME, lines.offset(), file.size() - lines.offset());
        } else {
            findings.add(NAME, lines.offset(), wrong);
        }
    }

    /** Whether a start cuts the line and all behind it: with a board as far as nothing was promised of it. */
    private boolean isTail(Lines lines, long size) {
        boolean isTorn = !lines.isWhole() && lines.nextOffset() >= size;
        return lines.offset() >= snapshot.betsPromised() && (isTorn || snapshot.central() != Snapshot.Central.NONE);
    }

    /** Takes a line; returns what is wrong with it, or null. */
    private String readBet(Lines lines) throws IOException {
        int agency = lines.agency(BetLimits.MAX_AGENCY);
        if (!lines.isWhole() || agency == 0) {
            return "expected a line agency,first_name,last_name,document,birthdate,number";
        }
        if (agency > agencies) {
            return "expected an agency of 1 to " + agencies + ", found " + agency;
        }
        int from = lines.afterComma();
        byte[] record;
        String document;
        try {
            Bet bet = Bet.parse(lines.bytes(), from, lines.to());
            record = bet.toRecord();
            document = bet.document();
        } catch (InvalidBetException e) {
            return e.getMessage();
        }
        if (!Arrays.equals(record, 0, record.length, lines.bytes(), from, lines.to())) {
            return Bet.explain(lines.bytes(), from, lines.to());
        }
        boolean hasWon = hasWon(record);
        agency(agency, lines.offset()).add(record, hasWon);
        if (hasWon && winners != null) {
            winners.expect(agency, document, lines.offset());
        }
        return null;
    }

    private boolean hasWon(byte[] record) {
        if (ending == null) {
            return false;
        }
        int from = record.length - ending.length;
        return Arrays.equals(record, from, record.length, ending, 0, ending.length);
    }

    /** Holds what was read up to where the last commit ended against what the board counts. */
    private void compare(long offset) {
        long committed = snapshot.betsLength();
        if (compared || offset < committed) {
            return;
        }
        compared = true;
        if (offset > committed) {
            findings.add(NAME, committed, "expected a line to end here, as the last commit does");
            return;
        }
        for (int agency = 1; agency < snapshot.sums().length; agency++) {
            AgencyAudit read = agency(agency, offset);
            Sums found = read.sums();
            Sums expected = snapshot.sums()[agency];
            if (!found.equals(expected)) {
                findings.add(
                        NAME,
                        read.firstOffset(),
                        "agency " + agency + ": expected the " + expected + " that the board counts, found " + found
                                + " up to byte " + offset);
            }
        }
    }

    private AgencyAudit agency(int number, long offset) {
        AgencyAudit agency = byAgency.get(number);
        if (agency == null) {
            agency = new AgencyAudit(offset);
            byAgency.put(number, agency);
        }
        return agency;
    }

    /** What was read, by agency. */
    Map<Integer, AgencyAudit> byAgency() {
        return byAgency;
    }

    /** The highest agency that has a bet, or 0. */
    int highestAgency() {
        return byAgency.isEmpty() ? 0 : byAgency.lastKey();
    }

    /** Bytes that were read. */
    long length() {
        return length;
    }

    /** SHA-256 of the bytes that were read, in hexadecimal digits. */
    String sha256() {
        return sha256;
    }

    /** What is there beyond what was promised, or null. */
    Tail tail() {
        return tail;
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
