package loteria.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import loteria.note.KeyType;
import loteria.note.MalformedNoteException;
import loteria.note.SignedNote;
import loteria.note.SigningKey;
import org.junit.jupiter.api.Test;

class TlogProofTest {
    /** The example of C2SP tlog-checkpoint. */
    private static final String CHECKPOINT =
            "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    private static final SignedNote NOTE =
            SignedNote.of(CHECKPOINT, SigningKey.generate("example.com/behind-the-sofa", KeyType.SIGNER), 0);

    private static TlogProof proof(byte[] extra) {
        return new TlogProof(extra, new InclusionProof(7, List.of(new byte[32], new TreeHash().empty())), NOTE);
    }

    @Test
    void shouldReadTheCheckpointOfTheSpecification() throws Exception {
        Checkpoint checkpoint = Checkpoint.parse(CHECKPOINT);
        assertEquals("example.com/behind-the-sofa", checkpoint.origin());
        assertEquals(20852163, checkpoint.size());
        assertEquals(CHECKPOINT, checkpoint.text());
    }

    @Test
    void shouldRefuseWhatIsNoCheckpoint() {
        String[] none = {
            "",
            "a\n1\n",
            CHECKPOINT + "extension\n",
            CHECKPOINT.replace("20852163", "020852163"),
            CHECKPOINT.replace("20852163", "-1"),
            CHECKPOINT.replace("20852163", "99999999999999999999"),
            CHECKPOINT.replace("CsUY", "Cs"),
            CHECKPOINT.replace("q2I=", "q2J="),
            CHECKPOINT.replace("example.com/behind-the-sofa", "")
        };
        for (String text : none) {
            assertThrows(MalformedNoteException.class, () -> Checkpoint.parse(text), text);
        }
    }

    @Test
    void shouldHaveTheFormOfTheSpecification() throws Exception {
        String text = proof(null).toString();
        assertEquals(
                "c2sp.org/tlog-proof@v1\nindex 7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
                        + "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n" + NOTE,
                text);
        TlogProof read = TlogProof.parse(text);
        assertNull(read.extra());
        assertEquals(text, read.toString());
    }

    @Test
    void shouldCarryExtraData() throws Exception {
        byte[] extra = {1, 2, 3};
        TlogProof read = TlogProof.parse(proof(extra).toString());
        assertArrayEquals(extra, read.extra());
        assertEquals(proof(extra).toString(), read.toString());
    }

    @Test
    void shouldRefuseWhatIsNoProof() {
        String text = proof(new byte[] {1}).toString();
        String[] none = {
            "",
            "\n\n",
            text.replace("@v1", "@v2"),
            text.replace("index 7", "index 07"),
            text.replace("index 7\n", ""),
            text.replace("extra AQ==", "extra ?"),
            text.replace("AAA=", "AA"),
            text.substring(0, text.indexOf("\n\n") + 1),
            text.replace("\u2014", "-")
        };
        for (String each : none) {
            assertThrows(MalformedNoteException.class, () -> TlogProof.parse(each), each);
        }
    }
}
