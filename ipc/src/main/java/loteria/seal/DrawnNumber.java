package loteria.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;
import loteria.manifest.Manifest;
import loteria.note.MalformedNoteException;
import loteria.note.SignedNote;

/** The number of a data directory's draw: the manifest's, or, where that has none, the extract's. Stateless. */
public final class DrawnNumber {
    private DrawnNumber() {}

    /**
     * Reads it. Whose signature the extract bears is for others to look at.
     *
     * @return empty if there is none yet
     * @throws MalformedNoteException if the extract is none; the message names the file
     */
    public static OptionalInt of(Path dataDir, Manifest manifest) throws IOException {
        return manifest.winningNumber().isPresent() ? manifest.winningNumber() : ofExtract(dataDir);
    }

    private static OptionalInt ofExtract(Path dataDir) throws IOException {
        Path file = dataDir.resolve(SealFiles.EXTRACT);
        try {
            SignedNote note = SignedNote.parse(Files.readAllBytes(file));
            return OptionalInt.of(Extract.parse(note.text()).number());
        } catch (NoSuchFileException e) {
            return OptionalInt.empty();
        } catch (MalformedNoteException e) {
            throw new MalformedNoteException(file + ": " + e.getMessage());
        }
    }
}
