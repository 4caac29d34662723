package loteria.proof;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The hashes of a Merkle tree: SHA-256 of 0x00 and a leaf's bytes, or of 0x01 and two hashes. Without the first byte a
 * pair of hashes could pass for a leaf.
 *
 * <p>Source: RFC 9162, section 2.1.1. Not safe for several threads.
 */
public final class TreeHash {
    /** Bytes of a hash. */
    public static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256;

    /** A leaf on its way to be hashed at once: each call of a digest costs. */
    private byte[] leaf = {LEAF};

    private final byte[] node = new byte[1 + 2 * BYTES];

    public TreeHash() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        node[0] = NODE;
    }

    /** Hashes a leaf's bytes into {@code to}. */
    void leaf(byte[] bytes, int from, int length, byte[] to, int at) {
        if (leaf.length <= length) {
            leaf = Arrays.copyOf(leaf, 2 * length + 1);
        }
        System.arraycopy(bytes, from, leaf, 1, length);
        sha256.update(leaf, 0, 1 + length);
        digest(to, at);
    }

    /** Hashes two hashes, the second of which follows the first, into {@code to}. */
    void node(byte[] children, int from, byte[] to, int at) {
        System.arraycopy(children, from, node, 1, 2 * BYTES);
        sha256.update(node);
        digest(to, at);
    }

    private void digest(byte[] to, int at) {
        try {
            sha256.digest(to, at, BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("a hash has " + BYTES + " bytes", e);
        }
    }

    /** The hash of a leaf. */
    public byte[] leaf(byte[] bytes) {
        byte[] hash = new byte[BYTES];
        leaf(bytes, 0, bytes.length, hash, 0);
        return hash;
    }

    /** The hash of two hashes. */
    byte[] node(byte[] left, byte[] right) {
        byte[] children = Arrays.copyOf(left, 2 * BYTES);
        System.arraycopy(right, 0, children, BYTES, BYTES);
        byte[] hash = new byte[BYTES];
        node(children, 0, hash, 0);
        return hash;
    }

    /** The hash of nothing: the root of a tree without leaves. */
    byte[] empty() {
        return sha256.digest();
    }
}
