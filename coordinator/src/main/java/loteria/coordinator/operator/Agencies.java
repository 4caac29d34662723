package loteria.coordinator.operator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import loteria.config.ConfigException;
import loteria.process.PrivateFiles;
import loteria.process.Reason;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Which agencies may sell, as {@code agencies.csv} in a data directory says: a line {@code agency,enabled} for each
 * that an operator has spoken of, such as {@code 3,false}. All others may; without the file, all may. Immutable.
 */
public final class Agencies {
    /** Its name in the data directory. */
    public static final String FILE = "agencies.csv";

    /** Until it is whole. One that a killed command left is replaced by the next command's. */
    private static final String UNFINISHED = FILE + ".new";

    /** Far more than a line for each agency takes. */
    private static final int MOST_BYTES = 64 * 1024;

    private final SortedMap<Integer, Boolean> enabled;

    private Agencies(SortedMap<Integer, Boolean> enabled) {
        this.enabled = enabled;
    }

    /**
     * Reads the file.
     *
     * @param most the highest agency
     * @throws ConfigException if it is not as it must be; the message names the file and the line
     * @throws IOException if it cannot be read
     */
    public static Agencies read(Path dataDir, int most) throws IOException, ConfigException {
        Path file = dataDir.resolve(FILE);
        SortedMap<Integer, Boolean> enabled = new TreeMap<>();
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Agencies(enabled);
        }
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
            throw new ConfigException(file + ": expected a file of at most " + MOST_BYTES + " bytes");
        }
        try (CSVParser lines = CSVParser.parse(file, UTF_8, CSVFormat.RFC4180)) {
            for (CSVRecord line : lines) {
                add(line, most, enabled, file + ": line " + line.getRecordNumber() + ": ");
            }
            return new Agencies(enabled);
        } catch (UncheckedIOException e) {
            throw new ConfigException(Reason.of(file, e));
        }
    }

    private static void add(CSVRecord line, int most, Map<Integer, Boolean> enabled, String where)
            throws ConfigException {
        int agency = line.size() == 2 ? agency(line.get(0), most) : 0;
        if (agency == 0 || !line.get(1).equals("true") && !line.get(1).equals("false")) {
            throw new ConfigException(
                    where + "expected agency,enabled: an agency from 1 to " + most + ", then true or false");
        }
        if (enabled.put(agency, line.get(1).equals("true")) != null) {
            throw new ConfigException(where + "expected each agency once, found agency " + agency + " again");
        }
    }

    private static int agency(String text, int most) {
        try {
            int agency = Integer.parseInt(text);
            return agency >= 1 && agency <= most && text.equals(Integer.toString(agency)) ? agency : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Whether an agency may sell. */
    public boolean isEnabled(int agency) {
        return enabled.getOrDefault(agency, true);
    }

    /** The agencies that the file speaks of, in order. */
    public Set<Integer> named() {
        return enabled.keySet();
    }

    /** Those that may not sell. */
    public Set<Integer> disabled() {
        Set<Integer> disabled = new TreeSet<>();
        for (Map.Entry<Integer, Boolean> entry : enabled.entrySet()) {
            if (!entry.getValue()) {
                disabled.add(entry.getKey());
            }
        }
        return disabled;
    }

    /** The same, but for one agency. */
    public Agencies with(int agency, boolean may) {
        SortedMap<Integer, Boolean> changed = new TreeMap<>(enabled);
        changed.put(agency, may);
        return new Agencies(changed);
    }

    /** Puts the whole in the file's place, durably: whoever reads it sees the old or the new. One process at a time. */
    public void write(Path dataDir) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<Integer, Boolean> entry : enabled.entrySet()) {
            lines.append(entry.getKey()).append(',').append(entry.getValue()).append('\n');
        }
        byte[] bytes = lines.toString().getBytes(US_ASCII);
        PrivateFiles.replace(dataDir.resolve(FILE), dataDir.resolve(UNFINISHED), bytes);
    }
}
