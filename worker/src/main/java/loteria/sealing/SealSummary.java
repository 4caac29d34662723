package loteria.sealing;

import java.time.Instant;
import java.util.List;
import loteria.note.Cosignature;
import loteria.note.KeyType;
import loteria.note.MalformedNoteException;
import loteria.note.NoteSignature;
import loteria.note.VerifierKey;
import loteria.proof.Base64Hash;

/** A seal in words, for people. Stateless. */
final class SealSummary {
    private SealSummary() {}

    /** Appends which draw it is, its root, and who of some has signed it when. */
    static void append(StringBuilder text, StoredSeal seal, VerifierKey key, List<VerifierKey> cosigners)
            throws MalformedNoteException {
        text.append("draw     ").append(seal.checkpoint().origin()).append('\n');
        text.append("seal     ")
                .append(Base64Hash.format(seal.checkpoint().root()))
                .append('\n');
        text.append("signed   ").append(key.name()).append('\n');
        for (VerifierKey cosigner : cosigners) {
            NoteSignature signature = seal.note().find(cosigner);
            text.append("cosigned ").append(cosigner.name());
            if (cosigner.type() == KeyType.COSIGNER) {
                text.append(", ").append(Instant.ofEpochSecond(Cosignature.time(signature)));
            }
            text.append('\n');
        }
    }
}
