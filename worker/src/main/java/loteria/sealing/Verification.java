package loteria.sealing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import loteria.bet.Bet;
import loteria.bet.InvalidBetException;
import loteria.note.MalformedNoteException;
import loteria.note.VerifierKey;
import loteria.process.ExitCode;
import loteria.process.Reason;
import loteria.seal.AgencySeal;
import loteria.seal.Extract;
import loteria.seal.SealFiles;
import loteria.store.CorruptStoreException;
import loteria.store.file.Sale;
import loteria.store.file.Sales;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Checks a sealed draw with nothing but its files and public keys: signatures, every root from the lines as commons-csv
 * reads them, totals, the number's bond with the seal, and the winners, which are found again.
 *
 * <p>Used once, by one thread.
 */
final class Verification {
    /** More are counted and not told: each line of millions may be wrong. */
    private static final int MOST_FINDINGS = 100;

    private final Path dataDir;
    private final VerifierKey key;
    private final List<VerifierKey> cosigners;
    private final List<String> findings = new ArrayList<>();
    private long leftOut;
    private StoredSeal seal;
    private Extract extract;
    private AgencyRoots roots;

    /** By agency, once there is a number. */
    private List<List<String>> winners;

    Verification(Path dataDir, VerifierKey key, List<VerifierKey> cosigners) {
        this.dataDir = dataDir;
        this.key = key;
        this.cosigners = cosigners;
    }

    /**
     * Reads and checks everything.
     *
     * @return what differs, a line each; empty if nothing does
     * @throws CorruptStoreException if the seal or the extract is none
     * @throws RefusedException if one is not signed by those that it should be
     */
    List<String> run() throws IOException {
        if (!StoredSeal.exists(dataDir)) {
            throw new RefusedException(ExitCode.FAILED, dataDir + ": no seal");
        }
        seal = StoredSeal.read(dataDir);
        Path file = dataDir.resolve(SealFiles.SEAL);
        seal.requireSigned(dataDir, key);
        Cosigners.require(file, seal.note(), cosigners);
        if (StoredExtract.exists(dataDir)) {
            StoredExtract stored = StoredExtract.read(dataDir, seal);
            StoredSeal.requireSigned(dataDir.resolve(SealFiles.EXTRACT), stored.note(), key);
            extract = stored.extract();
        }
        try {
            readBets();
            if (findings.isEmpty()) {
                checkAgencies();
                checkWinners();
            }
        } catch (NoSuchFileException e) {
            throw new CorruptStoreException(Reason.of(e) + ", expected it with a seal", e);
        }
        return findings;
    }

    private void readBets() throws IOException {
        int agencies = seal.table().agencies().size();
        roots = new AgencyRoots(agencies);
        winners = new ArrayList<>();
        for (int agency = 0; agency <= agencies; agency++) {
            winners.add(new ArrayList<>());
        }
        MessageDigest read = sha256();
        MessageDigest canonical = sha256();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(dataDir.resolve("bets.csv")), read);
                CSVParser records = parse(bytes)) {
            for (CSVRecord record : records) {
                readBet(record, canonical);
            }
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof CSVException)) {
                throw e.getCause();
            }
            find(dataDir + "/bets.csv: expected CSV: " + e.getCause().getMessage());
        }
        if (findings.isEmpty() && !Arrays.equals(read.digest(), canonical.digest())) {
            find(dataDir + "/bets.csv: expected every line in its canonical form");
        }
    }

    private void readBet(CSVRecord record, MessageDigest canonical) throws CorruptStoreException {
        String where = dataDir + "/bets.csv: line " + record.getRecordNumber() + ": ";
        int agency = record.size() == 6 ? agency(record.get(0)) : 0;
        if (agency == 0) {
            find(where + "expected agency,first_name,last_name,document,birthdate,number, an agency of 1 to "
                    + (winners.size() - 1));
            return;
        }
        try {
            Bet bet = Bet.of(record.get(1), record.get(2), record.get(3), record.get(4), record.get(5));
            byte[] line = (record.get(0) + "," + new String(bet.toRecord(), UTF_8) + "\n").getBytes(UTF_8);
            canonical.update(line);
            roots.take(line, 0, line.length);
            if (extract != null && bet.number().equals(Integer.toString(extract.number()))) {
                winners.get(agency).add(bet.document());
            }
        } catch (InvalidBetException e) {
            find(where + e.getMessage());
        }
    }

    private void checkAgencies() throws IOException {
        Map<Integer, Sale> sales = Sales.readWhole(dataDir.resolve("finished.csv"));
        for (AgencySeal sealed : seal.table().agencies()) {
            int agency = sealed.agency();
            try {
                roots.require(sealed);
            } catch (CorruptStoreException e) {
                find(dataDir + "/" + e.getMessage());
            }
            Sale sold = new Sale(agency, sealed.total(), roots.checksum(agency));
            if (!sold.equals(sales.get(agency))) {
                find(dataDir + "/finished.csv: agency " + agency + ": expected " + sold.total() + " bets of checksum "
                        + Sale.hex(sold.checksum()));
            }
        }
        if (sales.size() > seal.table().agencies().size()) {
            find(dataDir + "/finished.csv: more agencies than were sealed");
        }
    }

    private void checkWinners() throws IOException {
        Path file = dataDir.resolve("winners.csv");
        if (!Files.exists(file)) {
            return;
        }
        if (extract == null) {
            find(file + ": winners without an extract that says the number");
            return;
        }
        StringBuilder expected = new StringBuilder();
        for (int agency = 1; agency < winners.size(); agency++) {
            for (String document : winners.get(agency)) {
                expected.append(agency).append(',').append(document).append('\n');
            }
        }
        byte[] drawn = expected.toString().getBytes(US_ASCII);
        byte[] listed = Files.readAllBytes(file);
        int differs = Arrays.mismatch(listed, drawn);
        if (differs >= 0) {
            find(file + ": byte " + differs + ": expected the winners of number " + extract.number()
                    + ", by agency, in the order of their bets");
        }
    }

    /** An agency of the draw; 0 if the text is none. */
    private int agency(String text) {
        try {
            int agency = Integer.parseInt(text);
            boolean isOne = agency >= 1 && agency < winners.size() && text.equals(Integer.toString(agency));
            return isOne ? agency : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void find(String what) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(what);
        } else {
            leftOut++;
        }
    }

    /** How many differences there are beside those that {@link #run} told of. */
    long leftOut() {
        return leftOut;
    }

    /** What was read, for people. */
    String table() throws MalformedNoteException {
        StringBuilder table = new StringBuilder();
        String row = "%-8s %10s  %-44s %8s%n";
        table.append(String.format(row, "agency", "bets", "root", "winners"));
        int won = 0;
        for (AgencySeal sealed : seal.table().agencies()) {
            int own = winners.get(sealed.agency()).size();
            won += own;
            table.append(String.format(
                    row,
                    sealed.agency(),
                    roots.total(sealed.agency()),
                    sealed.line().substring(sealed.line().lastIndexOf(',') + 1),
                    extract == null ? "-" : own));
        }
        table.append(String.format(row, "total", seal.table().total(), "", extract == null ? "-" : won));
        SealSummary.append(table, seal, key, cosigners);
        table.append("number   ")
                .append(extract == null ? "none yet" : extract.number() + ", " + extract.source())
                .append('\n');
        return table.toString();
    }

    private static CSVParser parse(InputStream bytes) throws IOException {
        return CSVFormat.RFC4180.parse(new InputStreamReader(new BufferedInputStream(bytes), UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
