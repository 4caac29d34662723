package loteria.sealing;

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
import java.util.HexFormat;
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
    private final Path dataDir;
    private final VerifierKey key;
    private final List<VerifierKey> cosigners;
    private final List<String> findings = new ArrayList<>();
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
            findings.add(dataDir + "/bets.csv: expected CSV: " + e.getCause().getMessage());
        }
        if (findings.isEmpty() && !Arrays.equals(read.digest(), canonical.digest())) {
            findings.add(dataDir + "/bets.csv: expected every line in its canonical form");
        }
    }

    private void readBet(CSVRecord record, MessageDigest canonical) throws CorruptStoreException {
        String where = dataDir + "/bets.csv: line " + record.getRecordNumber() + ": ";
        if (record.size() != 6) {
            findings.add(where + "expected agency,first_name,last_name,document,birthdate,number");
            return;
        }
        try {
            Bet bet = Bet.of(record.get(1), record.get(2), record.get(3), record.get(4), record.get(5));
            byte[] line = (record.get(0) + "," + new String(bet.toRecord(), UTF_8) + "\n").getBytes(UTF_8);
            canonical.update(line);
            roots.take(line, 0, line.length);
            if (extract != null && bet.number().equals(Integer.toString(extract.number()))) {
                winners.get(Integer.parseInt(record.get(0))).add(bet.document());
            }
        } catch (InvalidBetException e) {
            findings.add(where + e.getMessage());
        }
    }

    private void checkAgencies() throws IOException {
        Map<Integer, ClosedSale> sales = ClosedSale.read(dataDir);
        for (AgencySeal sealed : seal.table().agencies()) {
            int agency = sealed.agency();
            try {
                roots.require(sealed);
            } catch (CorruptStoreException e) {
                findings.add(dataDir + "/" + e.getMessage());
            }
            ClosedSale sold = new ClosedSale(sealed.total(), HexFormat.of().toHexDigits(roots.checksum(agency)));
            if (!sold.equals(sales.get(agency))) {
                findings.add(dataDir + "/finished.csv: agency " + agency + ": expected " + sold.total()
                        + " bets of checksum " + sold.checksum());
            }
        }
        if (sales.size() > seal.table().agencies().size()) {
            findings.add(dataDir + "/finished.csv: more agencies than were sealed");
        }
    }

    private void checkWinners() throws IOException {
        Path file = dataDir.resolve("winners.csv");
        if (!Files.exists(file)) {
            return;
        }
        if (extract == null) {
            findings.add(file + ": winners without an extract that says the number");
            return;
        }
        List<List<String>> listed = new ArrayList<>();
        for (int agency = 0; agency < winners.size(); agency++) {
            listed.add(new ArrayList<>());
        }
        int line = 0;
        for (String text : Files.readAllLines(file)) {
            line++;
            int comma = text.indexOf(',');
            int agency = agency(text.substring(0, Math.max(0, comma)));
            if (agency == 0) {
                findings.add(file + ": line " + line + ": expected agency,document");
                return;
            }
            listed.get(agency).add(text.substring(comma + 1));
        }
        for (int agency = 1; agency < winners.size(); agency++) {
            if (!listed.get(agency).equals(winners.get(agency))) {
                findings.add(file + ": agency " + agency + " has "
                        + listed.get(agency).size() + " winners there, and "
                        + winners.get(agency).size() + " bets on " + extract.number()
                        + ", in this order, in bets.csv: they differ");
            }
        }
    }

    /** An agency of the draw; 0 if the text is none. */
    private int agency(String text) {
        for (int agency = 1; agency < winners.size(); agency++) {
            if (Integer.toString(agency).equals(text)) {
                return agency;
            }
        }
        return 0;
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
