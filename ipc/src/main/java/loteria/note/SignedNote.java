package loteria.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with its signatures.
 *
 * <pre>
 *  text                UTF-8 without control characters, LF-ended lines
 *  LF                  an empty line, the last one
 *  — NAME BASE64 LF    a line for each signature, 1 to 64
 * </pre>
 *
 * Source: C2SP signed-note. Immutable.
 *
 * @param text with its last LF
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    private static final int MOST_SIGNATURES = 64;
    private static final int MOST_BYTES = 64 * 1024;

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /** Signs a text. */
    public static SignedNote of(String text, SigningKey key, long posixSeconds) {
        return new SignedNote(text, List.of(key.sign(text, posixSeconds)));
    }

    /** @throws MalformedNoteException if the bytes are no note */
    public static SignedNote parse(byte[] bytes) throws MalformedNoteException {
        String all = text(bytes);
        int split = all.lastIndexOf("\n\n");
        if (split < 0 || !all.endsWith("\n") || all.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw malformed();
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : all.substring(split + 2).split("\n")) {
            signatures.add(NoteSignature.parse(line));
        }
        if (signatures.size() > MOST_SIGNATURES) {
            throw malformed();
        }
        return new SignedNote(all.substring(0, split + 1), signatures);
    }

    private static String text(byte[] bytes) throws MalformedNoteException {
        try {
            return bytes.length > MOST_BYTES
                    ? ""
                    : UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static MalformedNoteException malformed() {
        return new MalformedNoteException(
                "expected a signed note: lines of UTF-8, an empty line, 1 to " + MOST_SIGNATURES + " signature lines");
    }

    /** This note with one signature more. */
    public SignedNote with(NoteSignature more) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        all.add(more);
        return new SignedNote(text, all);
    }

    /**
     * A key's signature of this note.
     *
     * @return the signature; null if the note has none of this key
     * @throws MalformedNoteException if one claims to be and is not
     */
    public NoteSignature find(VerifierKey key) throws MalformedNoteException {
        for (NoteSignature signature : signatures) {
            if (key.verifies(text, signature)) {
                return signature;
            }
            if (key.isNamedIn(signature)) {
                throw new MalformedNoteException(
                        "the signature of " + key.name() + " is not of this text: it was changed");
            }
        }
        return null;
    }

    /** @throws MalformedNoteException if there is no signature of this key */
    public NoteSignature require(VerifierKey key) throws MalformedNoteException {
        NoteSignature signature = find(key);
        if (signature == null) {
            throw new MalformedNoteException("not signed by " + key.name() + " (key " + key.hexId() + ")");
        }
        return signature;
    }

    public byte[] toBytes() {
        return toString().getBytes(UTF_8);
    }

    /** The whole note. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (NoteSignature signature : signatures) {
            note.append(signature.line()).append('\n');
        }
        return note.toString();
    }
}
