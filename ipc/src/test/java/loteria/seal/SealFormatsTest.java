package loteria.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import loteria.note.KeyType;
import loteria.note.MalformedNoteException;
import loteria.note.SignedNote;
import loteria.note.SigningKey;
import loteria.proof.AuditPath;
import loteria.proof.Checkpoint;
import loteria.proof.MerkleTree;
import loteria.proof.TlogProof;
import loteria.proof.TreeHash;
import org.junit.jupiter.api.Test;

class SealFormatsTest {
    private static final String ORIGIN = "loteria.example/2026-11-25/nocturna";
    private static final String EMPTY = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private static final SigningKey KEY = SigningKey.generate("loteria.example", KeyType.SIGNER);

    private final TreeHash hash = new TreeHash();
    private final List<String> bets = new ArrayList<>();

    private SealTable table(int agencies) {
        List<AgencySeal> lines = new ArrayList<>();
        for (int agency = 1; agency <= agencies; agency++) {
            MerkleTree tree = new MerkleTree(hash);
            bets.clear();
            for (int i = 0; i < 10 * agency; i++) {
                bets.add(agency + ",José,Núñez,3090446" + i + ",1999-03-17,7574");
                tree.add(bets.get(i).getBytes(UTF_8));
            }
            lines.add(new AgencySeal(agency, tree.size(), tree.root()));
        }
        return new SealTable(lines);
    }

    /** Of the last agency. */
    private BetProof proof(int agencies, int position) {
        SealTable table = table(agencies);
        AuditPath path = new AuditPath(hash, position - 1, bets.size());
        for (String bet : bets) {
            byte[] leaf = bet.getBytes(UTF_8);
            path.add(leaf, 0, leaf.length);
        }
        SignedNote seal = SignedNote.of(table.checkpoint(ORIGIN).text(), KEY, 0);
        return new BetProof(
                bets.get(position - 1),
                path.proof(),
                table.agency(agencies),
                new TlogProof(null, table.proof(agencies), seal));
    }

    @Test
    void shouldWriteAndReadTheTable() throws Exception {
        SealTable table = table(5);
        assertArrayEquals(table.toBytes(), SealTable.parse(table.toBytes()).toBytes());
        assertEquals(150, table.total());
        assertEquals("1,0," + EMPTY, new AgencySeal(1, 0, new MerkleTree(hash).root()).line());
        assertEquals(5, table.checkpoint(ORIGIN).size());
    }

    @Test
    void shouldNameTheLineThatIsNone() {
        String good = "1,0," + EMPTY + "\n";
        String[] bad = {
            good + "3,0," + EMPTY + "\n",
            good + "2,0," + EMPTY,
            good + "2,00," + EMPTY + "\n",
            good + "2,-1," + EMPTY + "\n",
            good + "2,0," + EMPTY.replace('U', '?') + "\n",
            good + "2,0\n",
            good + "\n"
        };
        for (String text : bad) {
            String why = assertThrows(MalformedNoteException.class, () -> SealTable.parse(text.getBytes(US_ASCII)))
                    .getMessage();
            assertTrue(why.startsWith("seal.csv: line 2: expected "), why);
        }
    }

    @Test
    void shouldWriteAndReadAnExtract() throws Exception {
        Checkpoint seal = table(3).checkpoint(ORIGIN);
        Extract extract = new Extract(ORIGIN, seal.root(), 7574, "Nacional nocturna, acta 812");
        Extract read = Extract.parse(extract.text());
        assertEquals(extract.text(), read.text());
        assertTrue(read.isOf(seal));
        assertFalse(read.isOf(table(4).checkpoint(ORIGIN)));
        assertFalse(read.isOf(table(3).checkpoint("another")));
        assertThrows(MalformedNoteException.class, () -> Checkpoint.parse(extract.text()));
    }

    @Test
    void shouldRefuseWhatIsNoExtract() {
        String good = new Extract(ORIGIN, hash.leaf(new byte[0]), 7574, "acta 812").text();
        String[] bad = {
            "",
            good + "\n",
            good.replace("@v1", "@v2"),
            good.replace("7574", "07574"),
            good.replace("7574", "100000"),
            good.replace("7574", "-1"),
            good.replace("number", "numero"),
            good.replace("7574", "")
        };
        for (String text : bad) {
            assertThrows(MalformedNoteException.class, () -> Extract.parse(text), text);
        }
        assertFalse(Extract.isSource(" "));
        assertFalse(Extract.isSource("acta\n812"));
        assertFalse(Extract.isSource("x".repeat(201)));
        assertTrue(Extract.isSource("Nacional nocturna, acta 812"));
    }

    @Test
    void shouldProveEachBet() throws Exception {
        for (int position = 1; position <= 30; position++) {
            String text = proof(3, position).toString();
            assertTrue(text.length() < 2_000, text);
            assertEquals(ORIGIN, BetProof.parse(text).verify(KEY.verifier()).origin());
        }
    }

    @Test
    void shouldSayWhereTheChainIsBroken() throws Exception {
        String text = proof(3, 7).toString();
        String agency = text.lines()
                .filter(line -> line.startsWith("agency "))
                .findFirst()
                .orElseThrow();
        refuses(text.replace("José", "Jose"), "the bet is not at position 7 of the 30 of agency 3");
        refuses(text.replace("index 6", "index 7"), "the bet is not at position 8 of the 30 of agency 3");
        refuses(text.replace("bet 3,", "bet 2,"), "the bet is not one of agency 3");
        refuses(text.replace(agency, agency.replace("3,30,", "3,29,")), "agency 3 with 29 bets of root ");
        refuses(text.replace("index 2", "index 1"), "agency 3 with 30 bets of root ");
        refuses(text.replace(ORIGIN, "another"), "the signature of loteria.example is not of this text");
        refuses(text.replace("loteria/bet-proof@v1", "bet"), "expected the proof of a bet");
        refuses(text.replace("index 6", "index x"), "expected the proof of a bet");
    }

    private static void refuses(String text, String why) {
        MalformedNoteException refusal = assertThrows(
                MalformedNoteException.class, () -> BetProof.parse(text).verify(KEY.verifier()));
        assertTrue(refusal.getMessage().startsWith(why), refusal.getMessage());
    }
}
