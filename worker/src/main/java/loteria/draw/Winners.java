package loteria.draw;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The file {@code winners.csv}: a line {@code agency,document} per winning bet. */
public final class Winners {
    private Winners() {}

    /** The file's bytes. */
    public static ByteBuffer encode(List<Winner> winners) {
        StringBuilder lines = new StringBuilder();
        for (Winner winner : winners) {
            lines.append(winner.agency()).append(',').append(winner.document()).append('\n');
        }
        return ByteBuffer.wrap(lines.toString().getBytes(US_ASCII));
    }

    /** How many winning bets each agency has, from 1; those of agencies that are not expected are none of this draw. */
    public static int[] counts(List<Winner> winners, int agencies) {
        int[] counts = new int[agencies + 1];
        for (Winner winner : winners) {
            if (winner.agency() >= 1 && winner.agency() <= agencies) {
                counts[winner.agency()]++;
            }
        }
        return counts;
    }

    /**
     * The winners of a draw that is done.
     *
     * @throws IOException if the file cannot be read, or a line is no winner
     */
    public static List<Winner> read(Path file) throws IOException {
        List<Winner> winners = new ArrayList<>();
        for (String line : Files.readAllLines(file, US_ASCII)) {
            int comma = line.indexOf(',');
            try {
                winners.add(new Winner(Integer.parseInt(line, 0, comma, 10), line.substring(comma + 1)));
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                throw new IOException(file + ": line " + (winners.size() + 1) + ": expected agency,document", e);
            }
        }
        return winners;
    }
}
