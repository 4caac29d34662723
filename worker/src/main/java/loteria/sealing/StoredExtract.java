package loteria.sealing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import loteria.note.MalformedNoteException;
import loteria.note.SignedNote;
import loteria.seal.Extract;
import loteria.seal.SealFiles;
import loteria.store.CorruptStoreException;

/** The extract of a data directory, which is of its seal. Immutable. */
record StoredExtract(Extract extract, SignedNote note) {

    static boolean exists(Path dataDir) {
        return Files.exists(dataDir.resolve(SealFiles.EXTRACT));
    }

    /** @throws CorruptStoreException if it is none, or one of another seal */
    static StoredExtract read(Path dataDir, StoredSeal seal) throws IOException {
        SignedNote note = StoredSeal.note(dataDir, SealFiles.EXTRACT);
        Extract extract;
        try {
            extract = Extract.parse(note.text());
        } catch (MalformedNoteException e) {
            throw new CorruptStoreException(dataDir.resolve(SealFiles.EXTRACT) + ": " + e.getMessage(), e);
        }
        if (!extract.isOf(seal.checkpoint())) {
            throw new CorruptStoreException(dataDir.resolve(SealFiles.EXTRACT) + ": of another seal ("
                    + extract.origin() + "), expected one of "
                    + seal.checkpoint().origin() + " and the root of the seal beside it");
        }
        return new StoredExtract(extract, note);
    }
}
