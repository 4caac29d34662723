package loteria.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key with a name, as text a <em>vkey</em>: {@code NAME+ID+BASE64}.
 *
 * <pre>
 *  NAME     without spaces, control characters and plus signs
 *  ID       8 hexadecimal digits: the first 4 bytes of SHA-256(NAME, 0x0a, type, public key)
 *  BASE64   type (1 byte, see KeyType), Ed25519 public key (32 bytes, RFC 8032)
 * </pre>
 *
 * Source: C2SP signed-note, "Verifier keys". Immutable.
 */
public final class VerifierKey {
    private static final int KEY_BYTES = 32;

    /** What stands before the 32 bytes in a SubjectPublicKeyInfo of Ed25519: RFC 8410, section 4. */
    private static final byte[] X509_START = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final KeyType type;
    private final byte[] key;
    private final int id;

    private VerifierKey(String name, KeyType type, byte[] key) {
        this.name = name;
        this.type = type;
        this.key = key;
        this.id = id(name, type, key);
    }

    /** The named key that verifies what {@code publicKey} does. */
    static VerifierKey of(String name, KeyType type, PublicKey publicKey) {
        byte[] encoded = publicKey.getEncoded();
        return new VerifierKey(name, type, Arrays.copyOfRange(encoded, X509_START.length, encoded.length));
    }

    /** @throws MalformedNoteException if it is no vkey of a type in {@link KeyType} */
    public static VerifierKey parse(String vkey) throws MalformedNoteException {
        // Base64 may hold plus signs; names and ids do not.
        String[] parts = vkey.split("\\+", 3);
        if (parts.length != 3 || !KeyName.isValid(parts[0])) {
            throw malformed();
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(parts[2]);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        if (bytes.length == 0) {
            throw malformed();
        }
        KeyType type = KeyType.of(bytes[0]);
        if (bytes.length != 1 + KEY_BYTES) {
            throw malformed();
        }
        VerifierKey key = new VerifierKey(parts[0], type, Arrays.copyOfRange(bytes, 1, bytes.length));
        if (!parts[1].equals(key.hexId())) {
            throw new MalformedNoteException(
                    "a key whose id is not that of its name and bytes: one of them was changed");
        }
        return key;
    }

    private static MalformedNoteException malformed() {
        return new MalformedNoteException("expected a public key NAME+ID+BASE64 (a vkey)");
    }

    private static int id(String name, KeyType type, byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(UTF_8));
            digest.update((byte) '\n');
            digest.update(type.identifier());
            return ByteBuffer.wrap(digest.digest(key)).getInt();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public String name() {
        return name;
    }

    public KeyType type() {
        return type;
    }

    int id() {
        return id;
    }

    String hexId() {
        return HexFormat.of().toHexDigits(id);
    }

    /** Whether a signature claims to be of this key. */
    boolean isNamedIn(NoteSignature signature) {
        return signature.id() == id && signature.name().equals(name);
    }

    /** Whether a signature is this key's, of this text. */
    boolean verifies(String text, NoteSignature signature) {
        boolean timed = type == KeyType.COSIGNER;
        int start = timed ? Long.BYTES : 0;
        byte[] bytes = signature.bytes();
        if (!isNamedIn(signature) || bytes.length < start) {
            return false;
        }
        String signed = timed ? Cosignature.message(text, Cosignature.time(signature)) : text;
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(publicKey());
            verifier.update(signed.getBytes(UTF_8));
            return verifier.verify(bytes, start, bytes.length - start);
        } catch (GeneralSecurityException e) {
            // Bytes that are no signature, or a key that is no point of the curve.
            return false;
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(X509_START, X509_START.length + KEY_BYTES);
        System.arraycopy(key, 0, encoded, X509_START.length, KEY_BYTES);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** The vkey. */
    @Override
    public String toString() {
        byte[] bytes = new byte[1 + KEY_BYTES];
        bytes[0] = type.identifier();
        System.arraycopy(key, 0, bytes, 1, KEY_BYTES);
        return name + "+" + hexId() + "+" + Base64.getEncoder().encodeToString(bytes);
    }
}
