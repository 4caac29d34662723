package loteria.sealing;

import java.io.IOException;
import java.nio.file.Path;
import loteria.note.KeyType;
import loteria.note.MalformedNoteException;
import loteria.note.SignedNote;
import loteria.note.SigningKey;
import loteria.process.ExitCode;
import loteria.seal.SealFiles;
import loteria.store.CorruptStoreException;
import loteria.store.file.LockedFiles;

/** Adds a witness's cosignature to a seal, before the number is known. Used once, by one thread. */
final class Witness {
    private final Path dataDir;
    private final SigningKey key;

    Witness(Path dataDir, SigningKey key) {
        this.dataDir = dataDir;
        this.key = key;
    }

    /**
     * Signs, durably; a signature of this witness that is there stands.
     *
     * @param posixSeconds now
     * @return the seal that was signed
     * @throws RefusedException if there is no seal, or the number is known
     */
    StoredSeal sign(long posixSeconds) throws IOException {
        if (key.verifier().type() != KeyType.COSIGNER) {
            throw new RefusedException(
                    ExitCode.USAGE, "--key: expected a cosigner's key (coordinator seal-key new FILE --cosigner)");
        }
        if (!StoredSeal.exists(dataDir)) {
            throw new RefusedException(ExitCode.FAILED, dataDir + ": no seal to sign yet");
        }
        try (LockedFiles files = LockedFiles.open(dataDir)) {
            StoredSeal seal = StoredSeal.read(dataDir);
            if (isSigned(seal.note())) {
                files.force(SealFiles.SEAL);
                return seal;
            }
            if (StoredExtract.exists(dataDir)) {
                throw new RefusedException(ExitCode.FAILED, dataDir + ": the number is known, too late for a witness");
            }
            SignedNote signed = seal.note().with(key.sign(seal.note().text(), posixSeconds));
            requireRoom(signed);
            files.replace(SealFiles.SEAL, signed.toBytes());
            return new StoredSeal(seal.table(), signed, seal.checkpoint());
        }
    }

    /** What nobody could read any more is not written. */
    private void requireRoom(SignedNote signed) throws RefusedException {
        try {
            SignedNote.parse(signed.toBytes());
        } catch (MalformedNoteException e) {
            throw new RefusedException(
                    ExitCode.FAILED, dataDir.resolve(SealFiles.SEAL) + ": no room for another witness");
        }
    }

    private boolean isSigned(SignedNote note) throws CorruptStoreException {
        try {
            return note.find(key.verifier()) != null;
        } catch (MalformedNoteException e) {
            throw new CorruptStoreException(dataDir.resolve(SealFiles.SEAL) + ": " + e.getMessage(), e);
        }
    }
}
