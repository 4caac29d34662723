package loteria.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loteria.note.KeyType;
import loteria.note.SignedNote;
import loteria.note.SigningKey;
import loteria.process.ExitCode;
import loteria.seal.BetProof;
import loteria.store.CorruptStoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealerTest {
    @TempDir
    private Path folder;

    private FinishedDraw draw;

    @BeforeEach
    void finish() throws IOException {
        draw = FinishedDraw.in(folder);
    }

    private Path file(String name) {
        return draw.dataDir.resolve(name);
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(file(name));
    }

    private void edit(String name, String from, String to) throws IOException {
        String text = Files.readString(file(name));
        String edited = text.replaceFirst(from, to);
        assertNotEquals(text, edited);
        Files.writeString(file(name), edited);
    }

    private String refusal() {
        return assertThrows(CorruptStoreException.class, () -> draw.sealer().run())
                .getMessage();
    }

    @Test
    void shouldWriteTheSameBytesHoweverOftenItIsRepeated() throws Exception {
        draw.sealer().run();
        byte[] table = bytes("seal.csv");
        byte[] seal = bytes("seal");
        draw.sealer().run();
        assertArrayEquals(seal, bytes("seal"));
        Files.delete(file("seal"));
        draw.sealer().run();
        Files.delete(file("seal"));
        Files.delete(file("seal.csv"));
        draw.sealer().run();
        assertArrayEquals(table, bytes("seal.csv"));
        assertArrayEquals(seal, bytes("seal"));
        assertEquals(4, Files.readAllLines(file("seal.csv")).size());
        assertNotNull(SignedNote.parse(seal).find(draw.key.verifier()));
    }

    @Test
    void shouldRefuseBetsThatAreNotThoseOfTheClosedSales() throws Exception {
        edit("bets.csv", "7574\n", "7575\n");
        assertTrue(refusal().matches("bets.csv: agency \\d in lines \\d+ to \\d+: .* in finished.csv"), refusal());
        assertFalse(Files.exists(file("seal.csv")));
        assertFalse(Files.exists(file("seal")));
    }

    @Test
    void shouldRefuseALineOfAnotherAgency() throws Exception {
        edit("bets.csv", "^1,", "2,");
        assertTrue(refusal().startsWith("bets.csv: agency 1 in lines "), refusal());
        edit("bets.csv", "^2,", "5,");
        assertEquals("bets.csv: line 1: expected a bet of an agency from 1 to 4", refusal());
    }

    @Test
    void shouldRefuseALineThatIsNotWhole() throws Exception {
        Files.writeString(file("bets.csv"), Files.readString(file("bets.csv")) + "3,half");
        assertTrue(refusal().endsWith(" and on: expected a whole line"), refusal());
    }

    @Test
    void shouldRefuseSalesThatAreNotClosed() throws Exception {
        edit("finished.csv", "2,1,[0-9a-f]*\n", "");
        assertEquals("finished.csv: agency 2 has not finished", refusal());
        edit("finished.csv", "3,200", "3,2x0");
        assertEquals("finished.csv: byte 0: expected one line agency,total,checksum per agency", refusal());
    }

    @Test
    void shouldNotSealAnotherDrawOverASeal() throws Exception {
        draw.sealer().run();
        String why = assertThrows(RefusedException.class, () -> new Sealer(draw.dataDir, draw.key, "another", 4).run())
                .getMessage();
        assertTrue(why.endsWith("with 4 agencies, expected another with 4"), why);
        SigningKey other = SigningKey.generate("loteria.example", KeyType.SIGNER);
        why = assertThrows(RefusedException.class, () -> new Sealer(draw.dataDir, other, FinishedDraw.ORIGIN, 4).run())
                .getMessage();
        assertTrue(why.contains("seal: not signed by loteria.example"), why);
    }

    private RefusedException refused(int number, String source) {
        return assertThrows(
                RefusedException.class,
                () -> new ExtractWriter(draw.dataDir, draw.key, List.of()).write(number, source));
    }

    @Test
    void shouldTakeANumberOnceAndAfterTheSealAlone() throws Exception {
        assertEquals(
                draw.dataDir + ": no seal, and no draw of a central",
                refused(1, "acta 1").getMessage());
        draw.sealer().run();
        assertEquals(ExitCode.USAGE, refused(100_000, "acta 1").exitCode());
        assertEquals(ExitCode.USAGE, refused(1, "acta\n1").exitCode());
        ExtractWriter writer = new ExtractWriter(draw.dataDir, draw.key, List.of());
        writer.write(812, "acta 1");
        byte[] extract = bytes("extract");
        writer.write(812, "acta 1");
        assertArrayEquals(extract, bytes("extract"));
        assertEquals(
                file("extract") + ": the number 812 of 'acta 1' stands, not 813 of 'acta 1'",
                refused(813, "acta 1").getMessage());
        assertArrayEquals(extract, bytes("extract"));
    }

    @Test
    void shouldTakeNoNumberBeforeTheWitnesses() throws Exception {
        draw.sealer().run();
        ExtractWriter writer = new ExtractWriter(draw.dataDir, draw.key, List.of(draw.witness.verifier()));
        String why = assertThrows(RefusedException.class, () -> writer.write(1, "acta 1"))
                .getMessage();
        assertEquals(file("seal") + ": without the cosignature of escribano.example, expected it", why);
        new Witness(draw.dataDir, draw.witness).sign(1_763_900_000);
        byte[] seal = bytes("seal");
        new Witness(draw.dataDir, draw.witness).sign(1_763_900_001);
        assertArrayEquals(seal, bytes("seal"));
        writer.write(1, "acta 1");
        SigningKey late = SigningKey.generate("tarde.example", KeyType.COSIGNER);
        why = assertThrows(RefusedException.class, () -> new Witness(draw.dataDir, late).sign(1_763_900_002))
                .getMessage();
        assertEquals(draw.dataDir + ": the number is known, too late for a witness", why);
        // The seal with a witness is still the draw's.
        draw.sealer().run();
    }

    @Test
    void shouldProveEveryBet() throws Exception {
        assertThrows(RefusedException.class, () -> Prover.prove(draw.dataDir, 1, 1));
        draw.sealer().run();
        List<String> lines = Files.readAllLines(file("bets.csv"), UTF_8);
        int[] passed = new int[FinishedDraw.AGENCIES + 1];
        for (String line : lines) {
            int agency = line.charAt(0) - '0';
            passed[agency]++;
            BetProof proof = BetProof.parse(
                    Prover.prove(draw.dataDir, agency, passed[agency]).toString());
            assertEquals(line, proof.bet());
            proof.verify(draw.key.verifier());
        }
        assertThrows(RefusedException.class, () -> Prover.prove(draw.dataDir, 4, 1));
        assertThrows(RefusedException.class, () -> Prover.prove(draw.dataDir, 5, 1));
        edit("bets.csv", "7574\n", "7575\n");
        assertThrows(CorruptStoreException.class, () -> Prover.prove(draw.dataDir, 1, 1));
    }
}
