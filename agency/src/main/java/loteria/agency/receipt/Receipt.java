package loteria.agency.receipt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import loteria.note.MalformedNoteException;
import loteria.note.SignedNote;
import loteria.note.VerifierKey;
import loteria.proof.Base64Hash;
import loteria.proof.Checkpoint;
import loteria.proof.MerkleTree;
import loteria.proof.TlogProof;
import loteria.proof.TreeHash;
import loteria.seal.AgencySeal;
import loteria.seal.BetProof;
import loteria.seal.Extract;

/**
 * What a central gives an agency for its bets, and whether it is true: the agency's own bets, from its own file, must
 * be those of the seal, and the winners that it was told those of the number. It believes nothing but the central's
 * signature, and that only to be the central's.
 *
 * <p>Not safe for several threads.
 */
public final class Receipt {
    private final int agency;
    private final VerifierKey key;
    private final TlogProof proof;
    private final Extract extract;
    private final TreeHash hash = new TreeHash();
    private final MerkleTree bets = new MerkleTree(hash);
    private final List<String> winners = new ArrayList<>();
    private final byte[] ending;
    private byte[] line;
    private final int recordStart;

    private Receipt(int agency, VerifierKey key, TlogProof proof, Extract extract) {
        this.agency = agency;
        this.key = key;
        this.proof = proof;
        this.extract = extract;
        this.ending = ("," + extract.number()).getBytes(US_ASCII);
        this.line = (agency + ",").getBytes(US_ASCII);
        this.recordStart = line.length;
    }

    /**
     * Reads what the central has sent.
     *
     * @throws MalformedNoteException if it is no receipt
     */
    public static Receipt parse(String text, int agency, VerifierKey key) throws MalformedNoteException {
        TlogProof proof = TlogProof.parse(text);
        if (proof.extra() == null) {
            throw new MalformedNoteException("expected a receipt with an extract");
        }
        SignedNote extract = SignedNote.parse(proof.extra());
        extract.require(key);
        return new Receipt(agency, key, proof, Extract.parse(extract.text()));
    }

    /** Takes the agency's next bet: its canonical record, without a line end. */
    public void add(byte[] bytes, int from, int to) {
        int length = recordStart + to - from;
        if (line.length < length) {
            line = Arrays.copyOf(line, 2 * length);
        }
        System.arraycopy(bytes, from, line, recordStart, to - from);
        bets.add(line, 0, length);
        if (Arrays.equals(line, length - ending.length, length, ending, 0, ending.length)) {
            winners.add(document(length));
        }
    }

    /** The field before the birthdate, which is before the number. */
    private String document(int length) {
        String[] fields = new String(line, 0, length, UTF_8).split(",");
        return fields[fields.length - 3];
    }

    /**
     * Checks it, once all bets were added.
     *
     * @param told documents of the winners, as the central told them
     * @return the seal
     * @throws MalformedNoteException if anything differs; says what
     */
    public Checkpoint verify(List<String> told) throws MalformedNoteException {
        AgencySeal own = new AgencySeal(agency, bets.size(), bets.root());
        Checkpoint seal = BetProof.verify(hash, own, proof, key);
        if (!extract.isOf(seal)) {
            throw new MalformedNoteException("the number is one of another seal: " + extract.origin());
        }
        if (!told.equals(winners)) {
            throw new MalformedNoteException("the central told " + told.size() + " winners, our own bets have "
                    + winners.size() + " on " + extract.number() + ": they differ");
        }
        return seal;
    }

    /** The root of the agency's bets, as text. */
    public String root() {
        return Base64Hash.format(bets.root());
    }
}
