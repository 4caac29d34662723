package loteria.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes the inclusion proof of one leaf while all leaves of its tree pass, one after the other: it keeps a tree for
 * each subtree that the path needs, and no leaf.
 *
 * <p>Source: RFC 9162, section 2.1.3.1. Not safe for several threads.
 */
public final class AuditPath {
    private final long index;
    private final long size;
    private final TreeHash hash;
    private final List<Sibling> siblings = new ArrayList<>();
    private long passed;

    /** A subtree beside the path: the leaves from {@code from} to {@code to}, exclusive. */
    private record Sibling(long from, long to, MerkleTree tree) {}

    /**
     * @param index of the leaf, from 0, less than {@code size}
     * @param size leaves of the tree
     */
    public AuditPath(TreeHash hash, long index, long size) {
        this.hash = hash;
        this.index = index;
        this.size = size;
        split(0, size);
    }

    /** The siblings from the leaf up: those of the half that holds it, then the other half. */
    private void split(long from, long to) {
        if (to - from <= 1) {
            return;
        }
        long middle = from + Long.highestOneBit(to - from - 1);
        if (index < middle) {
            split(from, middle);
            siblings.add(new Sibling(middle, to, new MerkleTree(hash)));
        } else {
            split(middle, to);
            siblings.add(new Sibling(from, middle, new MerkleTree(hash)));
        }
    }

    /** The next leaf. */
    public void add(byte[] bytes, int from, int to) {
        for (Sibling sibling : siblings) {
            if (passed >= sibling.from && passed < sibling.to) {
                sibling.tree.add(bytes, from, to);
            }
        }
        passed++;
    }

    /** The proof, once all leaves have passed. */
    public InclusionProof proof() {
        if (passed != size) {
            throw new IllegalStateException(passed + " leaves of " + size);
        }
        List<byte[]> path = new ArrayList<>();
        for (Sibling sibling : siblings) {
            path.add(sibling.tree.root());
        }
        return new InclusionProof(index, path);
    }
}
