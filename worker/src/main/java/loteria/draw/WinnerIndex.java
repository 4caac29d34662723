package loteria.draw;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * Where in {@code winners.csv} each agency's winners are, how many, and their checksum. Version 1.0.0 wrote them in the
 * order of the bets: then others' lie between the first and the last.
 */
public final class WinnerIndex {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final AgencySums sums;
    private final long[] from;
    private final long[] to;

    private WinnerIndex(int agencies) {
        sums = new AgencySums(agencies);
        from = new long[agencies + 1];
        to = new long[agencies + 1];
    }

    /**
     * Reads the whole file.
     *
     * @param agencies of the draw
     * @throws IOException if it cannot be read, or a line is no winner of theirs
     */
    public static WinnerIndex read(FileChannel winners, int agencies) throws IOException {
        WinnerIndex index = new WinnerIndex(agencies);
        WinnerLines lines = new WinnerLines(winners, 0, winners.size(), BUFFER_BYTES);
        while (lines.next()) {
            int agency = lines.agency();
            if (agency > agencies) {
                throw new MalformedWinnerException("winners.csv: byte " + lines.offset()
                        + ": expected an agency of at most " + agencies + ", found " + agency);
            }
            if (index.to[agency] == 0) {
                index.from[agency] = lines.offset();
            }
            index.to[agency] = lines.offset() + lines.length();
            lines.addTo(index.sums);
        }
        return index;
    }

    /** Winning bets by agency, and the checksum of their documents, each with its line end. */
    public AgencySums sums() {
        return sums;
    }

    /** Where the first line of an agency begins. */
    public long from(int agency) {
        return from[agency];
    }

    /** Where its last line ends. */
    public long to(int agency) {
        return to[agency];
    }
}
