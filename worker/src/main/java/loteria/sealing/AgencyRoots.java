package loteria.sealing;

import java.util.Arrays;
import java.util.zip.CRC32C;
import loteria.proof.MerkleTree;
import loteria.proof.TreeHash;
import loteria.seal.AgencySeal;
import loteria.store.CorruptStoreException;

/**
 * What the lines of {@code bets.csv} come to, agency by agency: their Merkle tree, their number and checksum, and where
 * they are. It trusts nothing but the bytes: not the board, not the session that took them.
 *
 * <p>Its memory does not depend on the bets. Not safe for several threads.
 */
final class AgencyRoots {
    /** An agency's digits, at most. */
    private static final int MOST_AGENCY_DIGITS = 5;

    private final Sum[] sums;
    private final TreeHash hash = new TreeHash();
    private long line;

    /** Of one agency. */
    private static final class Sum {
        private final MerkleTree tree;
        private final CRC32C checksum = new CRC32C();
        private long firstLine;
        private long lastLine;

        Sum(TreeHash hash) {
            tree = new MerkleTree(hash);
        }
    }

    /** @param agencies of the draw; a line of another is none of it */
    AgencyRoots(int agencies) {
        sums = new Sum[agencies + 1];
        for (int agency = 1; agency <= agencies; agency++) {
            sums[agency] = new Sum(hash);
        }
    }

    /**
     * Takes some whole lines, which follow those before.
     *
     * @throws CorruptStoreException if one begins with no agency of the draw
     */
    void take(byte[] lines, int from, int to) throws CorruptStoreException {
        int at = from;
        while (at < to) {
            at = takeLine(lines, at, to);
        }
    }

    private int takeLine(byte[] lines, int from, int to) throws CorruptStoreException {
        line++;
        int agency = 0;
        int at = from;
        while (at < to && at - from < MOST_AGENCY_DIGITS && lines[at] >= '0' && lines[at] <= '9') {
            agency = agency * 10 + lines[at] - '0';
            at++;
        }
        boolean isOne = at < to && lines[at] == ',' && lines[from] != '0' && agency > 0 && agency < sums.length;
        if (!isOne) {
            throw new CorruptStoreException(
                    "bets.csv: line " + line + ": expected a bet of an agency from 1 to " + (sums.length - 1));
        }
        int end = at + 1;
        while (lines[end] != '\n') {
            end++;
        }
        Sum sum = sums[agency];
        sum.firstLine = sum.firstLine == 0 ? line : sum.firstLine;
        sum.lastLine = line;
        sum.checksum.update(lines, at + 1, end - at);
        sum.tree.add(lines, from, end);
        return end + 1;
    }

    /** What an agency's line of the seal is to be. */
    AgencySeal seal(int agency) {
        return new AgencySeal(agency, sums[agency].tree.size(), sums[agency].tree.root());
    }

    /** How many lines an agency has. */
    long total(int agency) {
        return sums[agency].tree.size();
    }

    /** CRC-32C of an agency's records, each with its line end. */
    int checksum(int agency) {
        return (int) sums[agency].checksum.getValue();
    }

    /** Where an agency's lines are, for people. */
    String place(int agency) {
        Sum sum = sums[agency];
        return "bets.csv: agency " + agency
                + (sum.firstLine == 0 ? "" : " in lines " + sum.firstLine + " to " + sum.lastLine);
    }

    /** @throws CorruptStoreException if an agency's bets are not those that were sealed; names it and where they are */
    void require(AgencySeal sealed) throws CorruptStoreException {
        AgencySeal found = seal(sealed.agency());
        if (found.total() != sealed.total() || !Arrays.equals(found.root(), sealed.root())) {
            throw new CorruptStoreException(place(sealed.agency()) + ": " + found.line() + ", expected the "
                    + sealed.line() + " of seal.csv, line " + sealed.agency());
        }
    }
}
