package loteria.proof;

import java.util.Arrays;

/**
 * The root of a Merkle tree over leaves that come one after the other. It keeps the roots of the whole subtrees so far,
 * the largest first: as many as the number of leaves has binary ones.
 *
 * <p>Source: RFC 9162, section 2.1.1. Not safe for several threads.
 */
public final class MerkleTree {
    private static final int MOST_LEVELS = 64;

    private final TreeHash hash;
    private final byte[] roots = new byte[(MOST_LEVELS + 1) * TreeHash.BYTES];
    private int end;
    private long size;

    /** @param hash may serve several trees of one thread */
    public MerkleTree(TreeHash hash) {
        this.hash = hash;
    }

    /** Adds a leaf. */
    public void add(byte[] bytes, int from, int to) {
        hash.leaf(bytes, from, to - from, roots, end);
        grow();
    }

    /** Adds a leaf. */
    public void add(byte[] leaf) {
        add(leaf, 0, leaf.length);
    }

    /** One leaf more: subtrees of the same size become one, as ones carry in a binary sum. */
    private void grow() {
        end += TreeHash.BYTES;
        size++;
        for (long merges = size; (merges & 1) == 0; merges >>= 1) {
            end -= TreeHash.BYTES;
            hash.node(roots, end - TreeHash.BYTES, roots, end - TreeHash.BYTES);
        }
    }

    /** How many leaves there are. */
    public long size() {
        return size;
    }

    /** The root; more leaves may follow. */
    public byte[] root() {
        if (size == 0) {
            return hash.empty();
        }
        byte[] right = Arrays.copyOfRange(roots, end - TreeHash.BYTES, end);
        for (int at = end - 2 * TreeHash.BYTES; at >= 0; at -= TreeHash.BYTES) {
            right = hash.node(Arrays.copyOfRange(roots, at, at + TreeHash.BYTES), right);
        }
        return right;
    }
}
