package loteria.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import loteria.bet.BetLimits;
import loteria.board.BoardWords;
import loteria.manifest.MalformedManifestException;
import loteria.manifest.Manifest;
import loteria.manifest.ManifestFile;
import loteria.manifest.Terms;
import loteria.note.MalformedNoteException;
import loteria.seal.DrawnNumber;
import loteria.seal.SealFiles;

/**
 * Checks a data directory by other means than those that wrote it: every line is taken apart and made again, and
 * everything that can be computed again is. What the board promises is held against the files, too. It opens no lock,
 * and so runs beside a live central: it reads what was committed when it began. Its memory does not depend on the
 * files.
 *
 * <p>Used once, by one thread.
 */
public final class Audit {
    private final Path dataDir;
    private final int numberGiven;
    private final Findings findings = new Findings();

    /**
     * @param dataDir see {@link #isDataDirectory}
     * @param numberGiven the winning number of a directory of version 1.0.0, which does not say itself
     */
    public Audit(Path dataDir, int numberGiven) {
        this.dataDir = dataDir;
        this.numberGiven = numberGiven;
    }

    /** Whether a directory holds anything of a lottery. */
    public static boolean isDataDirectory(Path dir) {
        for (String name : new String[] {BetsFile.NAME, SalesFile.NAME, WinnersFile.NAME, ManifestFile.NAME}) {
            if (Files.exists(dir.resolve(name))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads and checks everything.
     *
     * @throws IOException if a file cannot be read
     */
    public Report run() throws IOException {
        // Before the board: once there are winners nothing else changes.
        boolean drawn = Files.exists(dataDir.resolve(WinnersFile.NAME));
        Snapshot snapshot = Snapshot.of(dataDir);
        if (snapshot.drawn() && !Files.exists(dataDir.resolve(WinnersFile.NAME))) {
            findings.add(WinnersFile.NAME, 0, "expected the draw that agencies were told of, found no file");
        }
        if (snapshot.sums() != null && snapshot.betsLength() < snapshot.forced()) {
            findings.add(
                    BoardWords.FILE,
                    0,
                    "expected at least the " + snapshot.forced() + " forced bytes of bets.csv to be committed, found "
                            + snapshot.betsLength());
        }
        return run(snapshot, terms(snapshot), drawn);
    }

    /** Which lottery it is: what the manifest says, or else the board, or whoever asks. */
    private Terms terms(Snapshot snapshot) throws IOException {
        Terms unsaid = new Terms(snapshot.agencies(), OptionalInt.of(numberGiven), true);
        try {
            Manifest manifest = ManifestFile.read(dataDir);
            if (manifest != null) {
                return new Terms(manifest.agencies(), number(manifest), false);
            }
        } catch (MalformedManifestException e) {
            String prefix = dataDir.resolve(ManifestFile.NAME) + ": ";
            findings.add(ManifestFile.NAME, 0, e.getMessage().replace(prefix, ""));
        }
        return unsaid;
    }

    /** That of a sealed draw stands in its extract. */
    private OptionalInt number(Manifest manifest) throws IOException {
        try {
            return DrawnNumber.of(dataDir, manifest);
        } catch (MalformedNoteException e) {
            String prefix = dataDir.resolve(SealFiles.EXTRACT) + ": ";
            findings.add(SealFiles.EXTRACT, 0, e.getMessage().replace(prefix, ""));
            return OptionalInt.empty();
        }
    }

    private Report run(Snapshot snapshot, Terms terms, boolean drawn) throws IOException {
        int agencies = terms.agencies() > 0 ? terms.agencies() : BetLimits.MAX_AGENCY;
        WinnersFile winners = null;
        SalesFile sales = new SalesFile(snapshot, findings, agencies, drawn);
        OperatorFiles orders = new OperatorFiles(findings, agencies);
        orders.read(dataDir);
        BetsFile bets;
        try (StoredFile winnersFile = new StoredFile(dataDir.resolve(WinnersFile.NAME));
                StoredFile salesFile = new StoredFile(dataDir.resolve(SalesFile.NAME));
                StoredFile betsFile = new StoredFile(dataDir.resolve(BetsFile.NAME))) {
            if (drawn) {
                winners = new WinnersFile(winnersFile, findings, agencies);
                winners.read();
            }
            // Before the bets: sales that are closed have all of theirs.
            sales.read(salesFile, snapshot.finishedToRead(salesFile.size()));
            bets = new BetsFile(snapshot, findings, agencies, terms.winningNumber(), winners);
            bets.read(betsFile, snapshot.betsToRead(betsFile.size()));
            sales.compare(bets.byAgency());
            orders.compare(bets.byAgency());
            if (drawn) {
                winners.expectNoMore();
                sales.requireClosed(Math.max(terms.agencies(), bets.highestAgency()));
            }
        }
        return new Report(snapshot, findings, terms, bets, sales, drawn);
    }
}
