package loteria.sealing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import loteria.process.ExitCode;
import loteria.proof.AuditPath;
import loteria.proof.MerkleTree;
import loteria.proof.TlogProof;
import loteria.proof.TreeHash;
import loteria.seal.AgencySeal;
import loteria.seal.BetProof;
import loteria.store.CorruptStoreException;
import loteria.store.file.LineChunks;

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
        try (FileChannel bets = FileChannel.open(dataDir.resolve("bets.csv"), StandardOpenOption.READ)) {
            LineChunks chunks = new LineChunks(bets, 0, bets.size());
            while (tree.size() < line.total() && chunks.next()) {
                byte[] lines = chunks.bytes();
                int end;
                for (int from = 0; from < chunks.end() && tree.size() < line.total(); from = end + 1) {
                    end = lineEnd(lines, from);
                    if (Arrays.mismatch(lines, from, end, prefix, 0, prefix.length) == prefix.length) {
                        tree.add(lines, from, end);
                        path.add(lines, from, end);
                        bet = tree.size() == position ? new String(lines, from, end - from, UTF_8) : bet;
                    }
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

    private static int lineEnd(byte[] lines, int from) {
        int end = from;
        while (lines[end] != '\n') {
            end++;
        }
        return end;
    }
}
