package loteria.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    /** The leaves and roots with which the implementations of RFC 6962 test themselves (certificate-transparency). */
    private static final String[] LEAVES = {
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
    };

    private static final String[] ROOTS = {
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    };

    private final TreeHash hash = new TreeHash();

    private static byte[] leaf(int number) {
        return HexFormat.of().parseHex(LEAVES[number]);
    }

    private byte[] root(int size) {
        MerkleTree tree = new MerkleTree(hash);
        for (int i = 0; i < size; i++) {
            tree.add(Integer.toString(i).getBytes());
        }
        return tree.root();
    }

    private InclusionProof proof(int index, int size) {
        AuditPath path = new AuditPath(hash, index, size);
        for (int i = 0; i < size; i++) {
            byte[] leaf = Integer.toString(i).getBytes();
            path.add(leaf, 0, leaf.length);
        }
        return path.proof();
    }

    /** By the definition in the RFC, not by its algorithm. */
    private byte[] definition(int from, int to) {
        if (to - from == 1) {
            return hash.leaf(Integer.toString(from).getBytes());
        }
        int k = Integer.highestOneBit(to - from - 1);
        return hash.node(definition(from, from + k), definition(from + k, to));
    }

    @Test
    void shouldHaveTheRootsOfTheReferenceVectors() {
        MerkleTree tree = new MerkleTree(hash);
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                HexFormat.of().formatHex(tree.root()));
        for (int i = 0; i < LEAVES.length; i++) {
            tree.add(leaf(i));
            assertEquals(ROOTS[i], HexFormat.of().formatHex(tree.root()));
        }
    }

    @Test
    void shouldHaveTheRootsOfTheDefinition() {
        for (int size = 1; size <= 70; size++) {
            assertArrayEquals(definition(0, size), root(size));
        }
    }

    @Test
    void shouldProveEveryLeafAndNoOther() {
        for (int size = 1; size <= 40; size++) {
            byte[] root = root(size);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = proof(index, size);
                for (int other = 0; other < size; other++) {
                    byte[] leaf = hash.leaf(Integer.toString(other).getBytes());
                    assertEquals(other == index, proof.proves(hash, leaf, size, root));
                    assertEquals(
                            other == index,
                            new InclusionProof(other, proof.path())
                                    .proves(
                                            hash,
                                            hash.leaf(Integer.toString(index).getBytes()),
                                            size,
                                            root));
                }
            }
        }
    }

    @Test
    void shouldRefuseAProofThatWasChanged() {
        int size = 13;
        byte[] root = root(size);
        for (int index = 0; index < size; index++) {
            byte[] leaf = hash.leaf(Integer.toString(index).getBytes());
            List<byte[]> path = proof(index, size).path();
            for (int at = 0; at < path.size(); at++) {
                List<byte[]> flipped = new ArrayList<>(path);
                flipped.set(at, path.get(at).clone());
                flipped.get(at)[at]++;
                assertFalse(new InclusionProof(index, flipped).proves(hash, leaf, size, root));
            }
            List<byte[]> longer = new ArrayList<>(path);
            longer.add(root);
            assertFalse(new InclusionProof(index, longer).proves(hash, leaf, size, root));
            assertFalse(new InclusionProof(index, path.subList(1, path.size())).proves(hash, leaf, size, root));
            assertFalse(new InclusionProof(index, path).proves(hash, leaf, size, leaf));
            assertFalse(new InclusionProof(size, path).proves(hash, leaf, size, root));
        }
    }

    @Test
    void shouldNotTakeAPairOfHashesForALeaf() {
        byte[] pair = Arrays.copyOf(hash.leaf(leaf(0)), 2 * TreeHash.BYTES);
        System.arraycopy(hash.leaf(leaf(1)), 0, pair, TreeHash.BYTES, TreeHash.BYTES);
        MerkleTree two = new MerkleTree(hash);
        two.add(leaf(0));
        two.add(leaf(1));
        MerkleTree one = new MerkleTree(hash);
        one.add(pair);
        assertFalse(Arrays.equals(two.root(), one.root()));
        assertTrue(new AuditPath(hash, 0, 0).proof().path().isEmpty());
    }
}
