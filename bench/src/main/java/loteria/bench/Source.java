package loteria.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The bets of five agencies, of which all data sets are made. Every line has to be a bet. Immutable. */
final class Source {
    static final int AGENCIES = 5;

    private final List<List<String>> files;
    private final List<String> all = new ArrayList<>();

    private Source(List<List<String>> files) {
        this.files = files;
        files.forEach(all::addAll);
    }

    /** Reads {@code agency-1.csv} to {@code agency-5.csv}. */
    static Source read(Path folder) throws IOException, BenchException {
        List<List<String>> files = new ArrayList<>();
        for (int agency = 1; agency <= AGENCIES; agency++) {
            Path file = file(folder, agency);
            if (!Files.isReadable(file)) {
                throw new BenchException(file + ": no such file, expected agency-1.csv to agency-" + AGENCIES + ".csv");
            }
            // Bytes as they are: whatever they mean, they are written again.
            files.add(Files.readAllLines(file, ISO_8859_1));
        }
        return new Source(files);
    }

    static Path file(Path folder, int agency) {
        return folder.resolve("agency-" + agency + ".csv");
    }

    /** Five agencies, each file repeated. */
    Dataset repeat(int times, Path folder) throws IOException {
        Dataset dataset = new Dataset(folder);
        for (List<String> lines : files) {
            dataset.add(lines, 0, (long) times * lines.size());
        }
        return dataset;
    }

    /** As many bets as {@link #repeat} makes, dealt evenly to so many agencies. */
    Dataset deal(int times, int agencies, Path folder) throws IOException {
        Dataset dataset = new Dataset(folder);
        long bets = (long) times * all.size();
        for (int agency = 1; agency <= agencies; agency++) {
            dataset.add(all, bets * (agency - 1) / agencies, bets * agency / agencies);
        }
        return dataset;
    }
}
