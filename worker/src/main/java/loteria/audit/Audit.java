package loteria.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import loteria.bet.Bet;
import loteria.bet.InvalidBetException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Checks a data directory by other means than those that wrote it: commons-csv reads the files, and everything that can
 * be computed again is. It opens no lock, and so runs beside a live central.
 *
 * <p>Used once, by one thread.
 */
public final class Audit {
    private static final Pattern AGENCY = Pattern.compile("[1-9][0-9]{0,4}");

    private final Path dataDir;
    private final String winningNumber;
    private final Map<Integer, AgencyAudit> agencies = new TreeMap<>();
    private final Map<Integer, String> closedSales = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();
    private final MessageDigest digest = sha256();
    private final MessageDigest canonicalDigest = sha256();
    private long betsLength;
    private boolean drawn;
    private String sha256;

    public Audit(Path dataDir, int winningNumber) {
        this.dataDir = dataDir;
        this.winningNumber = Integer.toString(winningNumber);
    }

    /**
     * Reads and checks everything.
     *
     * @return what is wrong, a line each; empty if nothing is
     * @throws IOException if a file cannot be read
     */
    public List<String> run() throws IOException {
        Snapshot snapshot = Snapshot.of(dataDir);
        betsLength = snapshot.betsLength();
        drawn = Files.exists(dataDir.resolve("winners.csv"));
        readBets();
        readClosedSales(snapshot.finishedLength());
        if (drawn) {
            checkWinners();
        }
        return findings;
    }

    private void readBets() throws IOException {
        try (InputStream bytes = new DigestInputStream(
                        new Prefix(Files.newInputStream(dataDir.resolve("bets.csv")), betsLength), digest);
                CSVParser records = parse(bytes)) {
            for (CSVRecord record : records) {
                readBet(record);
            }
        }
        sha256 = HexFormat.of().formatHex(digest.digest());
        String canonical = HexFormat.of().formatHex(canonicalDigest.digest());
        if (findings.isEmpty() && !sha256.equals(canonical)) {
            findings.add("bets.csv: expected every line in its canonical form");
        }
    }

    private void readBet(CSVRecord record) {
        String where = "bets.csv: line " + record.getRecordNumber() + ": ";
        if (record.size() != 6 || !isAgency(record.get(0))) {
            findings.add(where + "expected agency,first_name,last_name,document,birthdate,number");
            return;
        }
        try {
            Bet bet = Bet.of(record.get(1), record.get(2), record.get(3), record.get(4), record.get(5));
            byte[] bytes = bet.toRecord();
            canonicalDigest.update((record.get(0) + ',').getBytes(UTF_8));
            canonicalDigest.update(bytes);
            canonicalDigest.update((byte) '\n');
            AgencyAudit agency = agency(Integer.parseInt(record.get(0)));
            agency.add(bytes);
            if (bet.number().equals(winningNumber)) {
                agency.addWinner(bet.document());
            }
        } catch (InvalidBetException e) {
            findings.add(where + e.getMessage());
        }
    }

    private void readClosedSales(long length) throws IOException {
        try (CSVParser records = parse(new Prefix(Files.newInputStream(dataDir.resolve("finished.csv")), length))) {
            for (CSVRecord record : records) {
                String where = "finished.csv: line " + record.getRecordNumber() + ": ";
                if (record.size() != 3 || !isAgency(record.get(0))) {
                    findings.add(where + "expected agency,total,checksum");
                } else {
                    checkSale(where, record);
                }
            }
        }
    }

    private void checkSale(String where, CSVRecord record) {
        int number = Integer.parseInt(record.get(0));
        AgencyAudit agency = agency(number);
        String stored = agency.bets() + "," + checksumText(agency);
        String closed = record.get(1) + "," + record.get(2);
        if (!stored.equals(closed)) {
            findings.add(where + "agency " + number + " closed with " + closed + ", bets.csv holds " + stored);
        }
        if (closedSales.put(number, closed) != null) {
            findings.add(where + "agency " + number + " closed twice");
        }
    }

    private void checkWinners() throws IOException {
        Map<Integer, List<String>> listed = new TreeMap<>();
        try (CSVParser records = parse(Files.newInputStream(dataDir.resolve("winners.csv")))) {
            for (CSVRecord record : records) {
                if (record.size() == 2 && isAgency(record.get(0))) {
                    listed.computeIfAbsent(Integer.valueOf(record.get(0)), agency -> new ArrayList<>())
                            .add(record.get(1));
                } else {
                    findings.add("winners.csv: line " + record.getRecordNumber() + ": expected agency,document");
                }
            }
        }
        for (int number : listed.keySet()) {
            agency(number);
        }
        for (Map.Entry<Integer, AgencyAudit> entry : agencies.entrySet()) {
            List<String> documents = listed.getOrDefault(entry.getKey(), List.of());
            List<String> expected = entry.getValue().winners();
            if (!documents.equals(expected)) {
                findings.add("winners.csv: agency " + entry.getKey() + " has " + documents.size() + " winning bets, "
                        + expected.size() + " in bets.csv; the first that differs is its winner "
                        + (firstDifference(documents, expected) + 1));
            }
        }
    }

    /** Which one: the documents themselves are nobody's to read in a log. */
    private static int firstDifference(List<String> some, List<String> others) {
        int at = 0;
        while (at < some.size() && at < others.size() && some.get(at).equals(others.get(at))) {
            at++;
        }
        return at;
    }

    /** What was read, as a table for people. */
    public String table() {
        StringBuilder table = new StringBuilder();
        String row = "%-8s %10s  %-8s  %-8s %8s%n";
        table.append(String.format(row, "agency", "bets", "checksum", "sales", "winners"));
        long bets = 0;
        int winners = 0;
        for (Map.Entry<Integer, AgencyAudit> entry : agencies.entrySet()) {
            AgencyAudit agency = entry.getValue();
            bets += agency.bets();
            winners += agency.winners().size();
            table.append(String.format(
                    row,
                    entry.getKey(),
                    agency.bets(),
                    checksumText(agency),
                    closedSales.containsKey(entry.getKey()) ? "closed" : "open",
                    drawn ? agency.winners().size() : "-"));
        }
        table.append(String.format(row, "total", bets, "", drawn ? "drawn" : "open", drawn ? winners : "-"));
        return table.append("bets.csv ")
                .append(betsLength)
                .append(" bytes, SHA-256 ")
                .append(sha256)
                .append('\n')
                .toString();
    }

    private static boolean isAgency(String field) {
        return AGENCY.matcher(field).matches();
    }

    private AgencyAudit agency(int number) {
        return agencies.computeIfAbsent(number, key -> new AgencyAudit());
    }

    private static String checksumText(AgencyAudit agency) {
        return HexFormat.of().toHexDigits(agency.checksum());
    }

    private static CSVParser parse(InputStream bytes) throws IOException {
        Reader characters = new InputStreamReader(new BufferedInputStream(bytes), UTF_8);
        return CSVFormat.RFC4180.parse(characters);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
