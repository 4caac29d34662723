package loteria.viewer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import loteria.note.SignedNote;
import loteria.proof.Base64Hash;
import loteria.proof.Checkpoint;
import loteria.seal.SealFiles;

/** The root of a draw's seal, looked for until it is there: a seal stands. Not safe for several threads. */
final class SealLook {
    private final Path file;
    private String root;

    SealLook(Path dataDir) {
        file = dataDir.resolve(SealFiles.SEAL);
    }

    /** As text; null if there is none, or none that can be read, which others judge. */
    String root() {
        if (root == null && Files.exists(file)) {
            try {
                SignedNote note = SignedNote.parse(Files.readAllBytes(file));
                root = Base64Hash.format(Checkpoint.parse(note.text()).root());
            } catch (IOException e) {
                return null;
            }
        }
        return root;
    }
}
