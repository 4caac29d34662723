package loteria.agency.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import loteria.note.KeyType;
import loteria.note.MalformedNoteException;
import loteria.note.SignedNote;
import loteria.note.SigningKey;
import loteria.note.VerifierKey;
import loteria.proof.Checkpoint;
import loteria.proof.MerkleTree;
import loteria.proof.TlogProof;
import loteria.proof.TreeHash;
import loteria.seal.AgencySeal;
import loteria.seal.Extract;
import loteria.seal.SealTable;
import org.junit.jupiter.api.Test;

class ReceiptTest {
    private static final String ORIGIN = "loteria.example/noche";
    private static final SigningKey KEY = SigningKey.generate("loteria.example", KeyType.SIGNER);
    private static final SigningKey OTHER = SigningKey.generate("loteria.example", KeyType.SIGNER);

    /** Agency 2 of three has these. */
    private static final List<String> BETS = List.of(
            "Ana,López,30904465,1999-03-17,7574",
            "\"Pérez, hijo\",Núñez,24807259,2000-01-01,75",
            "José,Ñandú,30876370,1982-04-16,7574",
            "Iván,Mamani,29700638,1975-09-27,17574");

    private static final List<String> WINNERS = List.of("30904465", "30876370");

    private static SealTable table(List<String> bets) {
        MerkleTree tree = new MerkleTree(new TreeHash());
        for (String bet : bets) {
            tree.add(("2," + bet).getBytes(UTF_8));
        }
        byte[] empty = new MerkleTree(new TreeHash()).root();
        return new SealTable(List.of(
                new AgencySeal(1, 0, empty), new AgencySeal(2, tree.size(), tree.root()), new AgencySeal(3, 0, empty)));
    }

    private static String text(SealTable table, Checkpoint bound, int agency, SigningKey seals, SigningKey draws) {
        SignedNote seal = SignedNote.of(table.checkpoint(ORIGIN).text(), seals, 0);
        Extract extract = new Extract(bound.origin(), bound.root(), 7574, "acta 812");
        return new TlogProof(SignedNote.of(extract.text(), draws, 0).toBytes(), table.proof(agency), seal).toString();
    }

    private static String text() {
        return text(table(BETS), table(BETS).checkpoint(ORIGIN), 2, KEY, KEY);
    }

    private static Checkpoint verify(String text, VerifierKey key, List<String> bets, List<String> told)
            throws MalformedNoteException {
        Receipt receipt = Receipt.parse(text, 2, key);
        for (String bet : bets) {
            byte[] bytes = ("x" + bet + "x").getBytes(UTF_8);
            receipt.add(bytes, 1, bytes.length - 1);
        }
        return receipt.verify(told);
    }

    private static void refuses(String text, List<String> bets, List<String> told, String why) {
        String said = assertThrows(MalformedNoteException.class, () -> verify(text, KEY.verifier(), bets, told))
                .getMessage();
        assertTrue(said.contains(why), said);
    }

    @Test
    void shouldAcceptWhatIsTrue() throws Exception {
        assertEquals(ORIGIN, verify(text(), KEY.verifier(), BETS, WINNERS).origin());
        assertTrue(text().length() < 2_000);
    }

    @Test
    void shouldRefuseBetsThatAreNotItsOwn() {
        List<String> changed = new ArrayList<>(BETS);
        changed.set(1, BETS.get(1).replace(",75", ",76"));
        refuses(text(), changed, WINNERS, "agency 2 with 4 bets of root ");
        refuses(text(), BETS.subList(0, 3), WINNERS, "agency 2 with 3 bets of root ");
        refuses(text(table(BETS), table(BETS).checkpoint(ORIGIN), 3, KEY, KEY), BETS, WINNERS, "is not in the seal");
    }

    @Test
    void shouldRefuseWinnersThatAreNotThoseOfTheNumber() {
        refuses(text(), BETS, List.of("30904465"), "told 1 winners, our own bets have 2 on 7574");
        refuses(text(), BETS, List.of("30876370", "30904465"), "they differ");
        refuses(text(), BETS, List.of("30904465", "29700638"), "they differ");
    }

    @Test
    void shouldRefuseANumberOfAnotherSealAndAnothersSignatures() {
        Checkpoint seal = table(BETS).checkpoint(ORIGIN);
        Checkpoint other = table(BETS.subList(1, 4)).checkpoint(ORIGIN);
        refuses(text(table(BETS), other, 2, KEY, KEY), BETS, WINNERS, "the number is one of another seal");
        refuses(text(table(BETS), seal, 2, OTHER, KEY), BETS, WINNERS, "not signed by loteria.example");
        refuses(text(table(BETS), seal, 2, KEY, OTHER), BETS, WINNERS, "not signed by loteria.example");
        refuses(text().replace("index 1", "index 0"), BETS, WINNERS, "is not in the seal");
        refuses("", BETS, WINNERS, "expected a tlog-proof");
    }
}
