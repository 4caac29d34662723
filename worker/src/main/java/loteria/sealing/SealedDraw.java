package loteria.sealing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import loteria.note.VerifierKey;
import loteria.process.FileIdentity;
import loteria.process.WorkerRegister;
import loteria.seal.AgencySeal;
import loteria.seal.SealFiles;
import loteria.store.CorruptStoreException;
import loteria.store.file.BetStore;
import loteria.store.file.SealedLines;

/**
 * Draws a sealed lottery: with the number of the extract, over lines that it hashes as it draws over them and holds
 * against the seal before a winner is written. Used once, by one thread.
 */
final class SealedDraw implements SealedLines {
    private final Path dataDir;
    private final StoredSeal seal;
    private final int number;
    private final AgencyRoots roots;

    /**
     * Reads seal and extract.
     *
     * @param key of the central, whose signature both must bear
     * @param cosigners whose signature the seal must bear
     */
    SealedDraw(Path dataDir, VerifierKey key, String origin, int agencies, List<VerifierKey> cosigners)
            throws IOException {
        this.dataDir = dataDir;
        this.seal = StoredSeal.read(dataDir);
        seal.requireSigned(dataDir, key);
        seal.requireOf(dataDir, origin, agencies);
        Cosigners.require(dataDir.resolve(SealFiles.SEAL), seal.note(), cosigners);
        StoredExtract stored = StoredExtract.read(dataDir, seal);
        try {
            StoredSeal.requireSigned(dataDir.resolve(SealFiles.EXTRACT), stored.note(), key);
        } catch (RefusedException e) {
            // Somebody else's number: the central's own would not have been refused.
            throw new CorruptStoreException(e.getMessage(), e);
        }
        this.number = stored.extract().number();
        this.roots = new AgencyRoots(agencies);
    }

    /**
     * Draws, unless that was done.
     *
     * @param generation of the central that wants it: none of an older one may write any more
     * @param lock the file that is the store's lock for all workers of that central
     * @return the number of winning bets
     */
    long run(long generation, FileIdentity lock) throws IOException {
        try (WorkerRegister register = new WorkerRegister(dataDir)) {
            register.join();
            if (register.generation() != generation) {
                throw new IOException("a newer central has begun");
            }
            try (BetStore store = BetStore.open(dataDir, lock)) {
                return store.draw(this);
            }
        }
    }

    @Override
    public int winningNumber() {
        return number;
    }

    @Override
    public void take(byte[] lines, int from, int to) throws CorruptStoreException {
        roots.take(lines, from, to);
    }

    @Override
    public void requireSealed() throws CorruptStoreException {
        for (AgencySeal agency : seal.table().agencies()) {
            roots.require(agency);
        }
    }
}
