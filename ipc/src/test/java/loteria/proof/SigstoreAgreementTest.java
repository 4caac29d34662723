package loteria.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What another implementation, sigstore-java, says of our proofs. */
class SigstoreAgreementTest {
    private static final int LARGEST = 35;

    private final TreeHash hash = new TreeHash();

    private static boolean accepts(byte[] leaf, InclusionProof proof, long size, byte[] root) {
        try {
            InclusionProofVerifier.verify(leaf, proof.index(), size, proof.path(), root);
            return true;
        } catch (InclusionProofVerificationException e) {
            return false;
        }
    }

    @Test
    void shouldAgreeOnEveryProofTrueOrFalse() {
        for (int size = 1; size <= LARGEST; size++) {
            MerkleTree tree = new MerkleTree(hash);
            List<AuditPath> paths = new ArrayList<>();
            for (int index = 0; index < size; index++) {
                paths.add(new AuditPath(hash, index, size));
            }
            for (int at = 0; at < size; at++) {
                byte[] leaf = {(byte) at};
                tree.add(leaf);
                for (AuditPath path : paths) {
                    path.add(leaf, 0, 1);
                }
            }
            for (int index = 0; index < size; index++) {
                InclusionProof proof = paths.get(index).proof();
                for (int other = 0; other < size; other++) {
                    byte[] leaf = hash.leaf(new byte[] {(byte) other});
                    boolean ours = proof.proves(hash, leaf, size, tree.root());
                    assertEquals(other == index, ours);
                    assertEquals(ours, accepts(leaf, proof, size, tree.root()));
                }
            }
        }
    }

    @Test
    void shouldAgreeOnAProofThatWasChanged() {
        int size = 21;
        AuditPath path = new AuditPath(hash, 5, size);
        MerkleTree tree = new MerkleTree(hash);
        for (int at = 0; at < size; at++) {
            tree.add(new byte[] {(byte) at});
            path.add(new byte[] {(byte) at}, 0, 1);
        }
        byte[] leaf = hash.leaf(new byte[] {5});
        for (int at = 0; at < path.proof().path().size(); at++) {
            List<byte[]> changed = new ArrayList<>(path.proof().path());
            changed.set(at, tree.root());
            InclusionProof proof = new InclusionProof(5, changed);
            assertEquals(false, proof.proves(hash, leaf, size, tree.root()));
            assertEquals(false, accepts(leaf, proof, size, tree.root()));
        }
    }
}
