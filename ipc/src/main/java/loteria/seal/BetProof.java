package loteria.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import loteria.note.MalformedNoteException;
import loteria.note.VerifierKey;
import loteria.proof.Base64Hash;
import loteria.proof.Checkpoint;
import loteria.proof.InclusionProof;
import loteria.proof.TlogProof;
import loteria.proof.TreeHash;

/**
 * That one bet is in a sealed draw, for the person who made it.
 *
 * <pre>
 *  loteria/bet-proof@v1
 *  bet LINE               the line of bets.csv, without its end
 *  index N                its position, less 1
 *  BASE64                 a line a hash of the path to its agency's root, from the leaf up
 *  agency LINE            the agency's line of seal.csv
 *  LF                     an empty line
 *  tlog-proof             of the agency's line, verbatim
 * </pre>
 *
 * Immutable.
 *
 * @param bet the line of {@code bets.csv}
 * @param path of the bet in its agency's tree
 * @param proof of the agency's line in the seal
 */
public record BetProof(String bet, InclusionProof path, AgencySeal agency, TlogProof proof) {
    private static final String HEADER = "loteria/bet-proof@v1";
    private static final String BET = "bet ";
    private static final String INDEX = "index ";
    private static final String AGENCY = "agency ";

    /** @throws MalformedNoteException if the text is no such proof */
    public static BetProof parse(String text) throws MalformedNoteException {
        int split = Math.max(0, text.indexOf("\n\n"));
        String[] lines = text.substring(0, split).split("\n");
        int last = lines.length - 1;
        if (last < 3
                || !lines[0].equals(HEADER)
                || !lines[1].startsWith(BET)
                || !lines[2].startsWith(INDEX)
                || !lines[last].startsWith(AGENCY)) {
            throw new MalformedNoteException("expected the proof of a bet: " + HEADER + ", bet, index, path, agency");
        }
        List<byte[]> path = new ArrayList<>();
        for (int at = 3; at < last; at++) {
            path.add(Base64Hash.parse(lines[at]));
        }
        try {
            return new BetProof(
                    lines[1].substring(BET.length()),
                    new InclusionProof(Long.parseLong(lines[2].substring(INDEX.length())), path),
                    AgencySeal.parse(lines[last].substring(AGENCY.length())),
                    TlogProof.parse(text.substring(split + 2)));
        } catch (NumberFormatException e) {
            throw new MalformedNoteException("expected the proof of a bet with a line 'index N'");
        }
    }

    /**
     * Checks everything that this proof says.
     *
     * @return the seal that it leads to
     * @throws MalformedNoteException if the bet is not proven to be in a draw that {@code key} has sealed; says where
     *     the chain is broken
     */
    public Checkpoint verify(VerifierKey key) throws MalformedNoteException {
        TreeHash hash = new TreeHash();
        if (!bet.startsWith(agency.agency() + ",")) {
            throw new MalformedNoteException("the bet is not one of agency " + agency.agency());
        }
        if (!path.proves(hash, hash.leaf(bet.getBytes(UTF_8)), agency.total(), agency.root())) {
            throw new MalformedNoteException("the bet is not at position " + (path.index() + 1) + " of the "
                    + agency.total() + " of agency " + agency.agency());
        }
        return verify(hash, agency, proof, key);
    }

    /**
     * Checks that an agency's line is in a seal.
     *
     * @return the seal
     * @throws MalformedNoteException if it is not, or the seal is not signed by {@code key}
     */
    public static Checkpoint verify(TreeHash hash, AgencySeal agency, TlogProof proof, VerifierKey key)
            throws MalformedNoteException {
        proof.checkpoint().require(key);
        Checkpoint seal = Checkpoint.parse(proof.checkpoint().text());
        boolean included = proof.inclusion().index() == agency.agency() - 1
                && proof.inclusion().proves(hash, hash.leaf(agency.leaf()), seal.size(), seal.root());
        if (!included) {
            throw new MalformedNoteException("agency " + agency.agency() + " with " + agency.total() + " bets of root "
                    + Base64Hash.format(agency.root()) + " is not in the seal of " + seal.origin());
        }
        return seal;
    }

    /** The whole text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        text.append(BET).append(bet).append('\n');
        text.append(INDEX).append(path.index()).append('\n');
        for (byte[] hash : path.path()) {
            text.append(Base64Hash.format(hash)).append('\n');
        }
        return text.append(AGENCY)
                .append(agency.line())
                .append("\n\n")
                .append(proof)
                .toString();
    }
}
