package loteria.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of bets, one for each agency, and what must come of them. They are deleted by {@link #close}. */
final class Dataset implements Closeable {
    static final int WINNING_NUMBER = 7574;

    private static final String WINNING_END = "," + WINNING_NUMBER;

    private final Path folder;
    private final List<Long> bets = new ArrayList<>();
    private final List<Long> winners = new ArrayList<>();

    Dataset(Path folder) throws IOException {
        this.folder = Files.createDirectory(folder);
    }

    /** Adds an agency with some lines of an endless repetition; they are on disk when this returns. */
    void add(List<String> lines, long from, long to) throws IOException {
        long won = 0;
        try (FileOutputStream file = new FileOutputStream(file(agencies() + 1).toFile());
                OutputStream out = new BufferedOutputStream(file, 1 << 16)) {
            for (long at = from; at < to; at++) {
                String line = lines.get((int) (at % lines.size()));
                won += line.stripTrailing().endsWith(WINNING_END) ? 1 : 0;
                out.write(line.getBytes(ISO_8859_1));
                out.write('\n');
            }
            out.flush();
            // Written back now, not in the middle of a measurement.
            file.getFD().sync();
        }
        bets.add(to - from);
        winners.add(won);
    }

    int agencies() {
        return bets.size();
    }

    /** An agency's file; agencies count from 1. */
    Path file(int agency) {
        return Source.file(folder, agency);
    }

    /** Bets of all agencies. */
    long bets() {
        return sum(bets);
    }

    long bets(int agency) {
        return bets.get(agency - 1);
    }

    /** Winning bets of all agencies. */
    long winners() {
        return sum(winners);
    }

    long winners(int agency) {
        return winners.get(agency - 1);
    }

    private static long sum(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() throws IOException {
        WorkFolder.delete(folder);
    }
}
