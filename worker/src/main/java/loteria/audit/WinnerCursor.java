package loteria.audit;

import java.io.IOException;
import loteria.bet.BetLimits;

/** Where an agency's winners are read in {@code winners.csv}: at one of its lines. Not safe for several threads. */
final class WinnerCursor {
    /** No document. */
    static final long NONE = 0;

    /** Little, as a thousand agencies have one each. */
    private static final int BUFFER_BYTES = 2 * Lines.MAX_BYTES;

    private final int agency;
    private final Lines lines;
    private final long to;
    private long current;
    private long offset;
    private long following;
    private long followingOffset;

    /**
     * @param from where the agency's first line begins
     * @param to where its last one ends
     */
    WinnerCursor(StoredFile file, int agency, long from, long to) throws IOException {
        this.agency = agency;
        this.lines = new Lines(new FilePart(file, from, to), from, BUFFER_BYTES);
        this.to = to;
        advance();
        advance();
    }

    /** The document at hand, see {@link #code}; {@link #NONE} behind the last. */
    long current() {
        return current;
    }

    /** Where in the file its line begins; behind the last its end. */
    long offset() {
        return offset;
    }

    /** The document after it. */
    long following() {
        return following;
    }

    void advance() throws IOException {
        current = following;
        offset = followingOffset;
        following = NONE;
        followingOffset = to;
        while (following == NONE && lines.next()) {
            if (lines.agency(agency) == agency) {
                following = document(lines);
                followingOffset = lines.offset();
            }
        }
    }

    /** The document of a line; {@link #NONE} if it has none, or there is something else. */
    static long document(Lines lines) {
        int from = lines.afterComma();
        int digits = lines.to() - from;
        if (!lines.isWhole() || digits < BetLimits.MIN_DOCUMENT_DIGITS || digits > BetLimits.MAX_DOCUMENT_DIGITS) {
            return NONE;
        }
        long code = 1;
        for (int at = from; at < lines.to(); at++) {
            int digit = lines.bytes()[at] - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            code = code * 10 + digit;
        }
        return code;
    }

    /** A document as a number that no other has: its digits behind a 1, which keeps leading zeros apart. */
    static long code(String document) {
        return Long.parseLong("1" + document);
    }
}
