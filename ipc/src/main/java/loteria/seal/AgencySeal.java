package loteria.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import loteria.bet.BetLimits;
import loteria.note.MalformedNoteException;
import loteria.proof.Base64Hash;

/**
 * A line of {@code seal.csv}, without its end: {@code agency,total,root}, the root in base64. The root's leaves are the
 * agency's lines of {@code bets.csv} without their ends, in the order of their positions. The line itself is a leaf of
 * the seal's tree, at the index {@code agency - 1}.
 *
 * <p>Immutable, if nobody writes to {@code root}.
 *
 * @param total the agency's bets
 * @param root of the Merkle tree over them
 */
public record AgencySeal(int agency, long total, byte[] root) {

    /** @throws MalformedNoteException if it is not exactly what {@link #line} makes */
    public static AgencySeal parse(String line) throws MalformedNoteException {
        String[] fields = line.split(",", -1);
        if (fields.length == 3) {
            try {
                AgencySeal seal = new AgencySeal(
                        Integer.parseInt(fields[0]), Long.parseLong(fields[1]), Base64Hash.parse(fields[2]));
                boolean possible = seal.agency >= 1 && seal.agency <= BetLimits.MAX_AGENCY && seal.total >= 0;
                if (possible && seal.line().equals(line)) {
                    return seal;
                }
            } catch (NumberFormatException e) {
                // As any other that is none.
            }
        }
        throw new MalformedNoteException("expected agency,total,root");
    }

    public String line() {
        return agency + "," + total + "," + Base64Hash.format(root);
    }

    /** The line as a leaf. */
    public byte[] leaf() {
        return line().getBytes(US_ASCII);
    }
}
