package loteria.proof;

import java.util.Arrays;
import java.util.List;

/**
 * That a leaf is in a tree: the hashes beside its path, from the leaf up.
 *
 * <p>Source: RFC 9162, section 2.1.3. Immutable.
 *
 * @param index of the leaf, from 0
 */
public record InclusionProof(long index, List<byte[]> path) {

    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Whether it shows that a leaf is at its index in the tree of {@code size} leaves and that root: RFC 9162, section
     * 2.1.3.2.
     *
     * @param leaf the leaf's hash
     */
    public boolean proves(TreeHash hash, byte[] leaf, long size, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] at = leaf;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                at = hash.node(sibling, at);
                // Levels on which the path has no sibling: a last node without a right neighbour moves up as it is.
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                at = hash.node(at, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(at, root);
    }
}
