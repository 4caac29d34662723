package loteria.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A private key with a name. As text it is two lines, each LF-ended.
 *
 * <pre>
 *  PRIVATE+KEY+NAME+ID+BASE64   the base64 is of the type (1 byte) and the Ed25519 seed (32 bytes)
 *  NAME+ID+BASE64               its public key, see VerifierKey
 * </pre>
 *
 * The first line is what golang.org/x/mod/sumdb/note calls an encoded signer key. Immutable.
 */
public final class SigningKey {
    private static final String START = "PRIVATE+KEY+";
    private static final int SEED_BYTES = 32;

    /** What stands before the seed in a PKCS #8 key of Ed25519: RFC 8410, section 7. */
    private static final byte[] PKCS8_START = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final VerifierKey verifier;
    private final byte[] seed;

    private SigningKey(VerifierKey verifier, byte[] seed) {
        this.verifier = verifier;
        this.seed = seed;
    }

    /**
     * A new one.
     *
     * @param name see {@link KeyName#isValid}
     */
    public static SigningKey generate(String name, KeyType type) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPrivate().getEncoded();
            byte[] seed = Arrays.copyOfRange(encoded, PKCS8_START.length, PKCS8_START.length + SEED_BYTES);
            return new SigningKey(VerifierKey.of(name, type, pair.getPublic()), seed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /**
     * Reads the two lines.
     *
     * @throws MalformedNoteException if it is something else, a key of another kind, or the lines are not of one key
     */
    public static SigningKey parse(String text) throws MalformedNoteException {
        String[] lines = text.split("\n", -1);
        if (lines.length != 3 || !lines[0].startsWith(START) || !lines[2].isEmpty()) {
            throw malformed();
        }
        VerifierKey verifier = VerifierKey.parse(lines[1]);
        String start = START + verifier.name() + "+" + verifier.hexId() + "+";
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(lines[0].startsWith(start) ? lines[0].substring(start.length()) : "");
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        if (bytes.length != 1 + SEED_BYTES || bytes[0] != verifier.type().identifier()) {
            throw malformed();
        }
        SigningKey key = new SigningKey(verifier, Arrays.copyOfRange(bytes, 1, bytes.length));
        String probe = "probe\n";
        if (!verifier.verifies(probe, key.sign(probe, 0))) {
            throw new MalformedNoteException(
                    "the private key in the first line is not that of the public in the second");
        }
        return key;
    }

    private static MalformedNoteException malformed() {
        return new MalformedNoteException(
                "expected a key of coordinator seal-key new: a line PRIVATE+KEY+... and one of its public key");
    }

    /** The key that verifies what this one signs. */
    public VerifierKey verifier() {
        return verifier;
    }

    /**
     * Signs the text of a note.
     *
     * @param posixSeconds now, which a cosigner's signature tells
     */
    public NoteSignature sign(String text, long posixSeconds) {
        boolean timed = verifier.type() == KeyType.COSIGNER;
        String message = timed ? Cosignature.message(text, posixSeconds) : text;
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(privateKey());
            signer.update(message.getBytes(UTF_8));
            byte[] bytes = signer.sign();
            if (timed) {
                bytes = ByteBuffer.allocate(Long.BYTES + bytes.length)
                        .putLong(posixSeconds)
                        .put(bytes)
                        .array();
            }
            return new NoteSignature(verifier.name(), verifier.id(), bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    private PrivateKey privateKey() throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(PKCS8_START, PKCS8_START.length + SEED_BYTES);
        System.arraycopy(seed, 0, encoded, PKCS8_START.length, SEED_BYTES);
        return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    /** The two lines, which are secret. */
    public String toText() {
        byte[] bytes = new byte[1 + SEED_BYTES];
        bytes[0] = verifier.type().identifier();
        System.arraycopy(seed, 0, bytes, 1, SEED_BYTES);
        return START + verifier.name() + "+" + verifier.hexId() + "+"
                + Base64.getEncoder().encodeToString(bytes) + "\n" + verifier + "\n";
    }
}
