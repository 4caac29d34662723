package loteria.sealing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import loteria.note.MalformedNoteException;
import loteria.note.SignedNote;
import loteria.note.VerifierKey;
import loteria.process.ExitCode;
import loteria.store.CorruptStoreException;

/** The witnesses of a seal. Stateless. */
final class Cosigners {
    private Cosigners() {}

    /** @throws RefusedException if one has not signed */
    static void require(Path file, SignedNote seal, List<VerifierKey> cosigners) throws IOException {
        for (VerifierKey cosigner : cosigners) {
            try {
                if (seal.find(cosigner) == null) {
                    throw new RefusedException(
                            ExitCode.FAILED,
                            file + ": without the cosignature of " + cosigner.name() + ", expected it");
                }
            } catch (MalformedNoteException e) {
                throw new CorruptStoreException(file + ": " + e.getMessage(), e);
            }
        }
    }
}
