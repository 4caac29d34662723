package loteria.sealing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import loteria.process.ExitCode;
import loteria.proof.AuditPath;
import loteria.proof.MerkleTree;
import loteria.proof.TlogProof;
import loteria.proof.TreeHash;
import loteria.seal.AgencySeal;
import loteria.seal.BetProof;
import loteria.store.CorruptStoreException;

/** Makes the proof of one bet from a sealed directory: one pass over the bets, and no memory for them. Stateless. */
final class Prover {
    private Prover() {}

    /** @param position of the bet among those of its agency, from 1 */
    static BetProof prove(Path dataDir, int agency, long position) throws IOException {
        if (!StoredSeal.exists(dataDir)) {
            throw new RefusedException(ExitCode.FAILED, dataDir + ": no seal yet, and so no proof");
        }
        StoredSeal seal = StoredSeal.read(dataDir);
        int agencies = seal.table().agencies().size();
        if (agency < 1 || agency > agencies) {
            throw new RefusedException(ExitCode.USAGE, "--agency: expected a number of 1 to " + agencies);
        }
        AgencySeal line = seal.table().agency(agency);
        if (position < 1 || position > line.total()) {
            throw new RefusedException(
                    ExitCode.USAGE, "--position: expected a number of 1 to " + line.total() + ", of agency " + agency);
        }
        TreeHash hash = new TreeHash();
        AuditPath path = new AuditPath(hash, position - 1, line.total());
        MerkleTree tree = new MerkleTree(hash);
        byte[] prefix = (agency + ",").getBytes(US_ASCII);
        String bet = null;
        try (InputStream bets = new BufferedInputStream(Files.newInputStream(dataDir.resolve("bets.csv")))) {
            for (byte[] each = next(bets); each != null && tree.size() < line.total(); each = next(bets)) {
                if (Arrays.mismatch(each, prefix) == prefix.length) {
                    tree.add(each);
                    path.add(each, 0, each.length);
                    bet = tree.size() == position ? new String(each, UTF_8) : bet;
                }
            }
        }
        if (tree.size() != line.total() || !Arrays.equals(tree.root(), line.root())) {
            throw new CorruptStoreException(dataDir + "/bets.csv: agency " + agency + ": its lines are not those of "
                    + line.line() + " in seal.csv, line " + agency);
        }
        TlogProof proof = new TlogProof(null, seal.table().proof(agency), seal.note());
        return new BetProof(bet, path.proof(), line, proof);
    }

    /** A line without its end; null at the end of the file. */
    private static byte[] next(InputStream lines) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        int next = lines.read();
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = lines.read();
        }
        return next < 0 ? null : line.toByteArray();
    }
}
