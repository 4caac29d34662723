package loteria.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import loteria.note.MalformedNoteException;
import loteria.note.SignedNote;

/**
 * An inclusion proof with the checkpoint it leads to: all that is needed to check a leaf, but the leaf and the keys.
 *
 * <pre>
 *  c2sp.org/tlog-proof@v1
 *  extra BASE64            if there is any: not authenticated by the proof
 *  index N                 of the leaf, from 0
 *  BASE64                  a line a hash of the path, from the leaf up
 *  LF                      an empty line
 *  checkpoint              a signed note, verbatim
 * </pre>
 *
 * Source: C2SP tlog-proof. Immutable, if nobody writes to {@code extra}.
 *
 * @param extra null if there is none
 */
public record TlogProof(byte[] extra, InclusionProof inclusion, SignedNote checkpoint) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** @throws MalformedNoteException if the text is no proof */
    public static TlogProof parse(String text) throws MalformedNoteException {
        int split = text.indexOf("\n\n");
        String[] lines = text.substring(0, Math.max(0, split)).split("\n");
        int at = 0;
        require(lines[at++].equals(HEADER), HEADER);
        byte[] extra = null;
        if (at < lines.length && lines[at].startsWith(EXTRA)) {
            extra = decode(lines[at++].substring(EXTRA.length()));
        }
        require(at < lines.length && lines[at].startsWith(INDEX), "index N");
        long index = Decimal.parse(lines[at++].substring(INDEX.length()));
        List<byte[]> path = new ArrayList<>();
        while (at < lines.length) {
            path.add(Base64Hash.parse(lines[at++]));
        }
        SignedNote checkpoint = SignedNote.parse(text.substring(split + 2).getBytes(UTF_8));
        return new TlogProof(extra, new InclusionProof(index, path), checkpoint);
    }

    private static void require(boolean met, String expected) throws MalformedNoteException {
        if (!met) {
            throw new MalformedNoteException("expected a tlog-proof with a line '" + expected + "'");
        }
    }

    private static byte[] decode(String base64) throws MalformedNoteException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new MalformedNoteException("expected a tlog-proof whose extra line is base64");
        }
    }

    /** The whole text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        if (extra != null) {
            text.append(EXTRA).append(Base64.getEncoder().encodeToString(extra)).append('\n');
        }
        text.append(INDEX).append(inclusion.index()).append('\n');
        for (byte[] hash : inclusion.path()) {
            text.append(Base64Hash.format(hash)).append('\n');
        }
        return text.append('\n').append(checkpoint).toString();
    }
}
