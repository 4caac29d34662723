package loteria.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import loteria.note.MalformedNoteException;
import loteria.proof.AuditPath;
import loteria.proof.Checkpoint;
import loteria.proof.InclusionProof;
import loteria.proof.MerkleTree;
import loteria.proof.TreeHash;

/**
 * What {@code seal.csv} holds: a line for each agency of the draw, from 1 on, each LF-ended. Immutable.
 *
 * @param agencies in their order, the first is agency 1
 */
public record SealTable(List<AgencySeal> agencies) {

    public SealTable {
        agencies = List.copyOf(agencies);
    }

    /** @throws MalformedNoteException if the bytes are not exactly what {@link #toBytes} makes; names the line */
    public static SealTable parse(byte[] bytes) throws MalformedNoteException {
        List<AgencySeal> agencies = new ArrayList<>();
        String text = new String(bytes, US_ASCII);
        int at = 0;
        while (at < text.length()) {
            int line = agencies.size() + 1;
            int end = text.indexOf('\n', at);
            AgencySeal agency = end < 0 ? null : parse(text.substring(at, end), line);
            if (agency == null || agency.agency() != line) {
                throw new MalformedNoteException(
                        SealFiles.TABLE + ": line " + line + ": expected " + line + ",total,root and a line end");
            }
            agencies.add(agency);
            at = end + 1;
        }
        return new SealTable(agencies);
    }

    private static AgencySeal parse(String text, int line) throws MalformedNoteException {
        try {
            return AgencySeal.parse(text);
        } catch (MalformedNoteException e) {
            throw new MalformedNoteException(SealFiles.TABLE + ": line " + line + ": " + e.getMessage());
        }
    }

    public AgencySeal agency(int number) {
        return agencies.get(number - 1);
    }

    /** Bets of all agencies. */
    public long total() {
        long all = 0;
        for (AgencySeal agency : agencies) {
            all += agency.total();
        }
        return all;
    }

    /** The tree over the lines, as it is signed. */
    public Checkpoint checkpoint(String origin) {
        MerkleTree tree = new MerkleTree(new TreeHash());
        for (AgencySeal agency : agencies) {
            tree.add(agency.leaf());
        }
        return new Checkpoint(origin, tree.size(), tree.root());
    }

    /** That an agency's line is in that tree. */
    public InclusionProof proof(int number) {
        AuditPath path = new AuditPath(new TreeHash(), number - 1L, agencies.size());
        for (AgencySeal agency : agencies) {
            byte[] leaf = agency.leaf();
            path.add(leaf, 0, leaf.length);
        }
        return path.proof();
    }

    public byte[] toBytes() {
        StringBuilder lines = new StringBuilder();
        for (AgencySeal agency : agencies) {
            lines.append(agency.line()).append('\n');
        }
        return lines.toString().getBytes(US_ASCII);
    }
}
