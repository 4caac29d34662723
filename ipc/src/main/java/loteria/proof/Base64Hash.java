package loteria.proof;

import java.util.Base64;
import loteria.note.MalformedNoteException;

/** A hash as text: 44 characters of base64, RFC 4648 section 4. Stateless. */
public final class Base64Hash {
    private Base64Hash() {}

    public static String format(byte[] hash) {
        return Base64.getEncoder().encodeToString(hash);
    }

    /** @throws MalformedNoteException if it is not exactly what {@link #format} makes of 32 bytes */
    public static byte[] parse(String text) throws MalformedNoteException {
        try {
            byte[] hash = Base64.getDecoder().decode(text);
            if (hash.length == TreeHash.BYTES && format(hash).equals(text)) {
                return hash;
            }
        } catch (IllegalArgumentException e) {
            // As any other that is none.
        }
        throw new MalformedNoteException("expected a hash of " + TreeHash.BYTES + " bytes in base64");
    }
}
