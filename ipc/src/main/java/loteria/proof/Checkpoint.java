package loteria.proof;

import java.util.Arrays;
import loteria.note.MalformedNoteException;

/**
 * What a log says of its tree: the text of a signed note, three LF-ended lines.
 *
 * <pre>
 *  origin
 *  size      decimal, without leading zeros
 *  root      base64
 * </pre>
 *
 * Source: C2SP tlog-checkpoint; one with extension lines is not taken. Immutable, if nobody writes to {@code root}.
 *
 * @param origin whose tree it is, and which
 * @param size leaves of the tree
 */
public record Checkpoint(String origin, long size, byte[] root) {

    /** @throws MalformedNoteException if the text of a note is no such three lines */
    public static Checkpoint parse(String text) throws MalformedNoteException {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || lines[0].isEmpty() || !lines[3].isEmpty()) {
            throw new MalformedNoteException("expected a checkpoint: three lines, origin, size and root");
        }
        return new Checkpoint(lines[0], Decimal.parse(lines[1]), Base64Hash.parse(lines[2]));
    }

    public String text() {
        return origin + "\n" + size + "\n" + Base64Hash.format(root) + "\n";
    }

    /** Whether both say the same of the same tree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint c
                && c.origin.equals(origin)
                && c.size == size
                && Arrays.equals(c.root, root);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(root);
    }
}
