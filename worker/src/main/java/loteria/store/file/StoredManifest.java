package loteria.store.file;

import java.io.IOException;
import loteria.log.ActionLog;
import loteria.manifest.MalformedManifestException;
import loteria.manifest.Manifest;
import loteria.manifest.ManifestFile;
import loteria.manifest.Terms;
import loteria.store.CorruptStoreException;
import loteria.store.OtherLotteryException;

/** The manifest of a data directory through a recovery. Under the store's lock. */
final class StoredManifest {
    private final StoreFiles files;
    private final Terms asked;
    private final Manifest found;

    /**
     * Reads it.
     *
     * @throws CorruptStoreException if it is damaged
     */
    StoredManifest(StoreFiles files, Terms asked) throws IOException {
        this.files = files;
        this.asked = asked;
        this.found = read(files);
    }

    /** The manifest, or null if there is none. */
    static Manifest read(StoreFiles files) throws IOException {
        try {
            return ManifestFile.read(files.dataDir());
        } catch (MalformedManifestException e) {
            throw new CorruptStoreException(e.getMessage(), e);
        }
    }

    /** Whether the directory is from before there were manifests, or new. */
    boolean isMissing() {
        return found == null;
    }

    /**
     * Decides what it is to say; see {@link Continuation}. A directory without one is of the lottery that is asked for,
     * unless its draw was of other agencies.
     *
     * @param closed agencies whose sales are
     * @throws OtherLotteryException if the directory is of another lottery
     */
    Manifest settle(int closed, boolean hasSales, boolean isDrawn) throws IOException {
        Manifest known = found;
        if (known == null) {
            known = Manifest.begin(isDrawn ? new Terms(closed, asked.winningNumber(), asked.isGiven()) : asked);
        }
        return new Continuation(files.dataDir(), asked).of(known, hasSales, isDrawn);
    }

    /** Writes it, unless it says that already: durable with the board, whose publication forces the directory. */
    void publish(Manifest manifest) throws IOException {
        if (!manifest.equals(found)) {
            files.writeBeside(files.manifest(), ManifestFile.bytes(manifest));
        }
        String number = manifest.numberText();
        if (asked.isGiven() || !manifest.winningNumber().equals(asked.winningNumber())) {
            ActionLog.success("lottery", "agencies", manifest.agencies(), "winning_number", number);
        } else {
            ActionLog.debug("lottery", "success", "agencies", manifest.agencies(), "winning_number", number);
        }
    }
}
