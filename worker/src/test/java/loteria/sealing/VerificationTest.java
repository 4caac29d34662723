package loteria.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import loteria.note.KeyType;
import loteria.note.SignedNote;
import loteria.note.SigningKey;
import loteria.note.VerifierKey;
import loteria.proof.Checkpoint;
import loteria.seal.Extract;
import loteria.store.CorruptStoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our verification and the one in Python, {@code docs/verify.py}, on the same directories: they must say the same.
 * Where there is no Python or openssl, ours alone is held against what should be found.
 */
class VerificationTest {
    private static final Path PYTHON = Path.of("..", "docs", "verify.py");
    private static final boolean HAS_PYTHON = runs("python3", "--version") && runs("openssl", "version");

    @TempDir
    private Path folder;

    private FinishedDraw draw;
    private int copies;

    @BeforeEach
    void draw() throws IOException {
        draw = FinishedDraw.in(folder).drawn();
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    /** What is done to a copy. */
    private interface Change {
        void to(Path dataDir) throws Exception;
    }

    private static int ours(Path dataDir, VerifierKey... keys) throws IOException {
        List<VerifierKey> cosigners = new ArrayList<>(List.of(keys));
        VerifierKey key = cosigners.remove(0);
        try {
            Verification verification = new Verification(dataDir, key, cosigners);
            List<String> findings = verification.run();
            for (String finding : findings) {
                assertTrue(finding.startsWith(dataDir + "/"), finding);
            }
            assertTrue(verification.table().contains(FinishedDraw.ORIGIN));
            return findings.isEmpty() ? 0 : 3;
        } catch (CorruptStoreException e) {
            return 3;
        } catch (RefusedException e) {
            return e.exitCode();
        }
    }

    private int python(Path dataDir, VerifierKey... keys) throws Exception {
        List<String> command = new ArrayList<>(List.of("python3", PYTHON.toString(), dataDir.toString()));
        for (VerifierKey key : keys) {
            command.add(key.toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("python.out").toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue();
    }

    private void expect(int exitCode, String what, Change change, VerifierKey... keys) throws Exception {
        Path copy = Files.createDirectory(folder.resolve("copy-" + copies++));
        for (String name : new String[] {"bets.csv", "finished.csv", "seal.csv", "seal", "extract", "winners.csv"}) {
            Files.copy(draw.dataDir.resolve(name), copy.resolve(name));
        }
        change.to(copy);
        assertEquals(exitCode, ours(copy, keys), what);
        if (HAS_PYTHON) {
            assertEquals(exitCode, python(copy, keys), what + ": " + Files.readString(folder.resolve("python.out")));
        }
    }

    private void expectChange(String what, Change change) throws Exception {
        expect(3, what, change, draw.key.verifier(), draw.witness.verifier());
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file, UTF_8);
        assertTrue(text.contains(from), from);
        int at = text.indexOf(from);
        Files.writeString(file, text.substring(0, at) + to + text.substring(at + from.length()));
    }

    private static void flip(Path file, int at, int bit) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= (byte) (1 << bit);
        Files.write(file, bytes);
    }

    private static void cut(Path file, int bytes) throws IOException {
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, all.length - bytes));
    }

    private static void swap(Path file, int one, int other) throws IOException {
        List<String> lines = Files.readAllLines(file);
        Collections.swap(lines, one, other);
        Files.write(file, lines);
    }

    /** @param before digits to put before its agency */
    private static void appendFirstLine(Path file, String before) throws IOException {
        String first = Files.readAllLines(file).get(0);
        Files.writeString(file, before + first + "\n", StandardOpenOption.APPEND);
    }

    @Test
    void shouldAcceptADrawAsItIs() throws Exception {
        VerifierKey key = draw.key.verifier();
        expect(0, "all", copy -> {}, key, draw.witness.verifier());
        expect(0, "without the witness", copy -> {}, key);
        expect(0, "before the draw", copy -> Files.delete(copy.resolve("winners.csv")), key);
        expect(
                0,
                "before the number",
                copy -> {
                    Files.delete(copy.resolve("winners.csv"));
                    Files.delete(copy.resolve("extract"));
                },
                key);
    }

    @Test
    void shouldRefuseWhatIsNotSignedByTheseKeys() throws Exception {
        VerifierKey other =
                SigningKey.generate("loteria.example", KeyType.SIGNER).verifier();
        VerifierKey stranger =
                SigningKey.generate("otro.example", KeyType.COSIGNER).verifier();
        expect(1, "another key", copy -> {}, other);
        expect(1, "another witness", copy -> {}, draw.key.verifier(), stranger);
        expect(1, "no seal", copy -> Files.delete(copy.resolve("seal")), draw.key.verifier());
    }

    @Test
    void shouldNameEveryChangeOfTheBets() throws Exception {
        expectChange("a bit", copy -> flip(copy.resolve("bets.csv"), 5, 0));
        expectChange("a bit of an agency", copy -> flip(copy.resolve("bets.csv"), 0, 1));
        expectChange("a number", copy -> edit(copy.resolve("bets.csv"), ",7574\n", ",7575\n"));
        expectChange("two lines of an agency", copy -> swap(copy.resolve("bets.csv"), 5, 9));
        expectChange("a line of another agency", copy -> edit(copy.resolve("bets.csv"), "\n3,", "\n1,"));
        expectChange("a line less", copy -> edit(copy.resolve("bets.csv"), "\n", "X\n"));
        expectChange("cut", copy -> cut(copy.resolve("bets.csv"), 1));
        expectChange("quotes that change no value", copy -> edit(copy.resolve("bets.csv"), "O'Neill", "\"O'Neill\""));
        expectChange("gone", copy -> Files.delete(copy.resolve("bets.csv")));
        expectChange("a total", copy -> edit(copy.resolve("finished.csv"), "3,200,", "3,201,"));
        expectChange("an agency in quotes", copy -> edit(copy.resolve("bets.csv"), "\n3,", "\n\"3,x\","));
        expectChange("an agency closed twice", copy -> appendFirstLine(copy.resolve("finished.csv"), ""));
        expectChange("one agency more", copy -> appendFirstLine(copy.resolve("finished.csv"), "9"));
        expectChange("an agency not closed", copy -> edit(copy.resolve("finished.csv"), "3,200,", "5,200,"));
    }

    @Test
    void shouldNameEveryChangeOfTheSeal() throws Exception {
        expectChange("a total", copy -> edit(copy.resolve("seal.csv"), "3,200,", "3,199,"));
        expectChange("two lines", copy -> swap(copy.resolve("seal.csv"), 0, 1));
        expectChange("cut", copy -> cut(copy.resolve("seal.csv"), 60));
        expectChange("no table", copy -> Files.delete(copy.resolve("seal.csv")));
        expectChange("another name", copy -> edit(copy.resolve("seal"), "nocturna", "matutina"));
        expectChange("another size", copy -> edit(copy.resolve("seal"), "\n4\n", "\n5\n"));
        expectChange(
                "a signature",
                copy -> flip(
                        copy.resolve("seal"),
                        Files.readString(copy.resolve("seal")).indexOf("loteria.example ") + 50,
                        0));
        expectChange(
                "swapped",
                copy -> Files.copy(copy.resolve("extract"), copy.resolve("seal"), StandardCopyOption.REPLACE_EXISTING));
    }

    @Test
    void shouldNameEveryChangeOfTheNumber() throws Exception {
        expectChange("another number", copy -> edit(copy.resolve("extract"), "7574", "7575"));
        expectChange("another source", copy -> edit(copy.resolve("extract"), "acta 812", "acta 813"));
        expectChange("cut", copy -> cut(copy.resolve("extract"), 30));
        expectChange(
                "the number of another draw",
                copy -> Files.write(
                        copy.resolve("extract"),
                        extract("loteria.example/otro", draw.sealer().run(), draw.key)));
        expectChange(
                "the number of another seal",
                copy -> Files.write(
                        copy.resolve("extract"),
                        extract(FinishedDraw.ORIGIN, new Checkpoint(FinishedDraw.ORIGIN, 4, new byte[32]), draw.key)));
        expect(
                1,
                "the number of somebody else",
                copy -> Files.write(
                        copy.resolve("extract"),
                        extract(
                                FinishedDraw.ORIGIN,
                                draw.sealer().run(),
                                SigningKey.generate("loteria.example", KeyType.SIGNER))),
                draw.key.verifier());
    }

    private static byte[] extract(String origin, Checkpoint seal, SigningKey key) {
        return SignedNote.of(new Extract(origin, seal.root(), 7574, "acta 812").text(), key, 0)
                .toBytes();
    }

    @Test
    void shouldNameEveryChangeOfTheWinners() throws Exception {
        expectChange("a winner less", copy -> cut(copy.resolve("winners.csv"), 11));
        expectChange(
                "a winner more",
                copy -> Files.writeString(
                        copy.resolve("winners.csv"), Files.readString(copy.resolve("winners.csv")) + "4,30904465\n"));
        expectChange("two winners", copy -> swap(copy.resolve("winners.csv"), 0, 1));
        expectChange("another document", copy -> flip(copy.resolve("winners.csv"), 4, 0));
        expectChange("CR LF", copy -> edit(copy.resolve("winners.csv"), "\n", "\r\n"));
        expectChange("no line end", copy -> cut(copy.resolve("winners.csv"), 1));
        expectChange("no UTF-8", copy -> flip(copy.resolve("winners.csv"), 4, 7));
        expectChange("no number", copy -> Files.delete(copy.resolve("extract")));
    }
}
