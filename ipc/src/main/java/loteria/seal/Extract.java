package loteria.seal;

import java.util.Arrays;
import loteria.bet.BetLimits;
import loteria.note.MalformedNoteException;
import loteria.proof.Base64Hash;
import loteria.proof.Checkpoint;

/**
 * The number that wins a sealed draw, bound to its seal: the text of a signed note, five LF-ended lines.
 *
 * <pre>
 *  loteria/extract@v1
 *  origin ORIGIN        the seal's
 *  root BASE64          the seal's
 *  number N             decimal, without leading zeros
 *  source TEXT          where the number comes from, for people: one line
 * </pre>
 *
 * No checkpoint has such a second line: neither can pass for the other under one key. Immutable, if nobody writes to
 * {@code root}.
 *
 * @param number 0 to {@link BetLimits#MAX_NUMBER}
 * @param source not empty, no control characters, at most {@link #MOST_SOURCE_CHARACTERS}
 */
public record Extract(String origin, byte[] root, int number, String source) {
    /** Characters of a source. */
    public static final int MOST_SOURCE_CHARACTERS = 200;

    private static final String HEADER = "loteria/extract@v1";

    /** Whether a text can stand as a source. */
    public static boolean isSource(String text) {
        return !text.isBlank()
                && text.length() <= MOST_SOURCE_CHARACTERS
                && text.chars().noneMatch(Character::isISOControl)
                && text.equals(text.strip());
    }

    /** @throws MalformedNoteException if the text of a note is no such five lines */
    public static Extract parse(String text) throws MalformedNoteException {
        String[] lines = text.split("\n", -1);
        if (lines.length != 6 || !lines[0].equals(HEADER)) {
            throw new MalformedNoteException("expected an extract: " + HEADER + ", origin, root, number, source");
        }
        String number = value(lines[3], "number ");
        Extract extract;
        try {
            extract = new Extract(
                    value(lines[1], "origin "),
                    Base64Hash.parse(value(lines[2], "root ")),
                    Integer.parseInt(number),
                    value(lines[4], "source "));
        } catch (NumberFormatException e) {
            throw malformedNumber();
        }
        if (extract.number < 0
                || extract.number > BetLimits.MAX_NUMBER
                || !extract.text().equals(text)) {
            throw malformedNumber();
        }
        return extract;
    }

    private static MalformedNoteException malformedNumber() {
        return new MalformedNoteException("expected an extract with a number of 0 to " + BetLimits.MAX_NUMBER);
    }

    private static String value(String line, String start) throws MalformedNoteException {
        if (!line.startsWith(start)) {
            throw new MalformedNoteException("expected an extract with a line '" + start + "...'");
        }
        return line.substring(start.length());
    }

    public String text() {
        return HEADER + "\norigin " + origin + "\nroot " + Base64Hash.format(root) + "\nnumber " + number + "\nsource "
                + source + "\n";
    }

    /** Whether it is of this seal. */
    public boolean isOf(Checkpoint seal) {
        return origin.equals(seal.origin()) && Arrays.equals(root, seal.root());
    }
}
