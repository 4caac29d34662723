package loteria.sealing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import loteria.bet.BetLimits;
import loteria.board.BoardView;
import loteria.board.BoardWords;
import loteria.note.SignedNote;
import loteria.note.SigningKey;
import loteria.note.VerifierKey;
import loteria.process.ExitCode;
import loteria.seal.Extract;
import loteria.seal.SealFiles;
import loteria.store.file.LockedFiles;
import loteria.store.file.Sale;
import loteria.store.file.Sales;

/** Writes the number of a sealed draw, once, and bound to the seal. Used once, by one thread. */
final class ExtractWriter {
    private final Path dataDir;
    private final SigningKey key;
    private final List<VerifierKey> cosigners;

    /** @param cosigners whose signatures the seal must bear before a number is taken */
    ExtractWriter(Path dataDir, SigningKey key, List<VerifierKey> cosigners) {
        this.dataDir = dataDir;
        this.key = key;
        this.cosigners = cosigners;
    }

    /**
     * Writes it, durably; the same number and source again are welcome.
     *
     * @throws RefusedException if there is no seal yet, a cosignature is missing, or another number stands
     */
    Extract write(int number, String source) throws IOException {
        if (number < 0 || number > BetLimits.MAX_NUMBER) {
            throw new RefusedException(
                    ExitCode.USAGE, "--winning-number: expected a number of 0 to " + BetLimits.MAX_NUMBER);
        }
        if (!Extract.isSource(source)) {
            throw new RefusedException(
                    ExitCode.USAGE,
                    "--source: expected one line of 1 to " + Extract.MOST_SOURCE_CHARACTERS + " characters");
        }
        if (!StoredSeal.exists(dataDir)) {
            throw new RefusedException(ExitCode.FAILED, dataDir + ": " + whyNoSeal());
        }
        try (LockedFiles files = LockedFiles.open(dataDir)) {
            StoredSeal seal = StoredSeal.read(dataDir);
            seal.requireSigned(dataDir, key.verifier());
            Cosigners.require(dataDir.resolve(SealFiles.SEAL), seal.note(), cosigners);
            if (StoredExtract.exists(dataDir)) {
                files.force(SealFiles.EXTRACT);
                return requireSame(StoredExtract.read(dataDir, seal).extract(), number, source);
            }
            Extract extract =
                    new Extract(seal.checkpoint().origin(), seal.checkpoint().root(), number, source);
            files.replace(
                    SealFiles.EXTRACT,
                    SignedNote.of(extract.text(), key, Instant.now().getEpochSecond())
                            .toBytes());
            return extract;
        }
    }

    private Extract requireSame(Extract there, int number, String source) throws RefusedException {
        if (there.number() != number || !there.source().equals(source)) {
            throw new RefusedException(
                    ExitCode.FAILED,
                    dataDir.resolve(SealFiles.EXTRACT) + ": the number " + there.number() + " of '" + there.source()
                            + "' stands, not " + number + " of '" + source + "'");
        }
        return there;
    }

    /** Who has not finished, if anybody. */
    private String whyNoSeal() throws IOException {
        BoardView board =
                Files.exists(dataDir.resolve(BoardWords.FILE)) ? BoardView.of(dataDir.resolve(BoardWords.FILE)) : null;
        if (board == null || !Files.exists(dataDir.resolve("finished.csv"))) {
            return "no seal, and no draw of a central";
        }
        Map<Integer, Sale> sales = Sales.readSoFar(dataDir.resolve("finished.csv"));
        StringBuilder missing = new StringBuilder();
        for (int agency = 1; agency <= board.agencies(); agency++) {
            if (!sales.containsKey(agency)) {
                missing.append(missing.length() == 0 ? "" : ", ").append(agency);
            }
        }
        return missing.length() == 0
                ? "no seal: a central with --seal-key writes it once all agencies have finished"
                : "no seal, for not all agencies have finished: " + missing + " of " + board.agencies();
    }
}
