package loteria.note;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * A signature line of a note: {@code — NAME BASE64}, an em dash in front; the base64 is of these bytes.
 *
 * <pre>
 *  0..3   key id, big endian
 *  4..    a signer's: 64 bytes of Ed25519
 *         a cosigner's: u64 POSIX time, then 64 bytes of Ed25519
 * </pre>
 *
 * Source: C2SP signed-note and tlog-cosignature. Immutable, if nobody writes to {@code bytes}.
 *
 * @param name of the key
 * @param bytes what follows the key id
 */
public record NoteSignature(String name, int id, byte[] bytes) {
    private static final String START = "\u2014 ";
    private static final int ID_BYTES = 4;

    static NoteSignature parse(String line) throws MalformedNoteException {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(START) || space < START.length()) {
            throw malformed();
        }
        String name = line.substring(START.length(), space);
        byte[] all;
        try {
            all = Base64.getDecoder().decode(line.substring(space + 1));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        if (!KeyName.isValid(name) || all.length <= ID_BYTES) {
            throw malformed();
        }
        ByteBuffer buffer = ByteBuffer.wrap(all);
        int id = buffer.getInt();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new NoteSignature(name, id, bytes);
    }

    private static MalformedNoteException malformed() {
        return new MalformedNoteException("expected a signature line: an em dash, a key's name, base64");
    }

    /** The line, without its end. */
    String line() {
        byte[] all = ByteBuffer.allocate(ID_BYTES + bytes.length)
                .putInt(id)
                .put(bytes)
                .array();
        return START + name + " " + Base64.getEncoder().encodeToString(all);
    }
}
