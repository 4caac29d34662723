package loteria.sealing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import loteria.note.MalformedNoteException;
import loteria.note.SignedNote;
import loteria.note.VerifierKey;
import loteria.process.ExitCode;
import loteria.proof.Checkpoint;
import loteria.seal.SealFiles;
import loteria.seal.SealTable;
import loteria.store.CorruptStoreException;

/**
 * The seal of a data directory: {@code seal} and the {@code seal.csv} that it signs, which agree. Whose signatures are
 * on it is for whoever reads it to look at. Immutable.
 */
record StoredSeal(SealTable table, SignedNote note, Checkpoint checkpoint) {

    static boolean exists(Path dataDir) {
        return Files.exists(dataDir.resolve(SealFiles.SEAL));
    }

    /**
     * Reads it.
     *
     * @throws CorruptStoreException if one of both is missing, is not of its form, or they do not agree
     */
    static StoredSeal read(Path dataDir) throws IOException {
        SignedNote note = note(dataDir, SealFiles.SEAL);
        try {
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            SealTable table = SealTable.parse(bytes(dataDir, SealFiles.TABLE));
            if (!table.checkpoint(checkpoint.origin()).equals(checkpoint)) {
                throw new CorruptStoreException(dataDir + "/" + SealFiles.TABLE
                        + ": its lines are not those of the seal: it or the seal was changed");
            }
            return new StoredSeal(table, note, checkpoint);
        } catch (MalformedNoteException e) {
            throw new CorruptStoreException(dataDir + "/" + e.getMessage(), e);
        }
    }

    /**
     * @throws CorruptStoreException if a signature claims to be this key's and is not
     * @throws RefusedException if there is none of this key
     */
    void requireSigned(Path dataDir, VerifierKey key) throws IOException {
        requireSigned(dataDir.resolve(SealFiles.SEAL), note, key);
    }

    static void requireSigned(Path file, SignedNote note, VerifierKey key) throws IOException {
        try {
            if (note.find(key) == null) {
                throw new RefusedException(ExitCode.FAILED, file + ": not signed by " + key.name() + " (" + key + ")");
            }
        } catch (MalformedNoteException e) {
            throw new CorruptStoreException(file + ": " + e.getMessage(), e);
        }
    }

    /** @throws RefusedException if it is of another draw */
    void requireOf(Path dataDir, String origin, int agencies) throws RefusedException {
        if (!checkpoint.origin().equals(origin) || checkpoint.size() != agencies) {
            throw new RefusedException(
                    ExitCode.USAGE,
                    dataDir.resolve(SealFiles.SEAL) + ": the seal of " + checkpoint.origin() + " with "
                            + checkpoint.size() + " agencies, expected " + origin + " with " + agencies);
        }
    }

    /** Reads a signed note of a directory. */
    static SignedNote note(Path dataDir, String name) throws IOException {
        try {
            return SignedNote.parse(bytes(dataDir, name));
        } catch (MalformedNoteException e) {
            throw new CorruptStoreException(dataDir.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Path dataDir, String name) throws IOException {
        try {
            return Files.readAllBytes(dataDir.resolve(name));
        } catch (NoSuchFileException e) {
            throw new CorruptStoreException(dataDir.resolve(name) + ": no such file, expected it with a seal", e);
        }
    }
}
