package loteria.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import loteria.bet.RecordChecksum;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;

/**
 * The bets of one agency, generated.
 *
 * @param records in canonical form, without line ends, in the order of their positions
 */
record Bets(int agency, List<String> records) {
    static final int WINNING_NUMBER = 7574;

    private static final String[] NAMES = {
        "Ana", "José María", "Ñandú", "\"Pérez, hijo\"", "\"La \"\"Negra\"\"\"", "O'Higgins", "Łukasz", "王", "🎰"
    };

    /** Makes bets of which about one in fifty wins. */
    static Bets generate(int agency, int count, Random random) {
        List<String> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int number = random.nextInt(50) == 0 ? WINNING_NUMBER : random.nextInt(10_000);
            String birthdate = String.format(
                    "%d-%02d-%02d", 1930 + random.nextInt(75), 1 + random.nextInt(12), 1 + random.nextInt(28));
            records.add(String.join(
                    ",",
                    NAMES[random.nextInt(NAMES.length)],
                    NAMES[random.nextInt(NAMES.length)],
                    Integer.toString(10_000_000 + random.nextInt(80_000_000)),
                    birthdate,
                    Integer.toString(number)));
        }
        return new Bets(agency, records);
    }

    /** Makes bets for agencies 1 to {@code agencies}, each with another number of them, and prints the seed. */
    static List<Bets> generateAll(int agencies, int atMost) {
        long seed = System.nanoTime();
        System.out.println("bets of seed " + seed);
        Random random = new Random(seed);
        List<Bets> all = new ArrayList<>();
        for (int agency = 1; agency <= agencies; agency++) {
            all.add(generate(agency, 1 + random.nextInt(atMost), random));
        }
        return all;
    }

    /** Reads files {@code agency-1.csv} and so on, whose lines are in canonical form; LF or CRLF. */
    static List<Bets> readAll(Path folder) throws IOException {
        List<Bets> all = new ArrayList<>();
        for (Path file = file(folder, 1); Files.exists(file); file = file(folder, all.size() + 1)) {
            all.add(new Bets(all.size() + 1, Files.readAllLines(file)));
        }
        return all;
    }

    /** Where an agency's bets lie in a folder. */
    static Path file(Path folder, int agency) {
        return folder.resolve("agency-" + agency + ".csv");
    }

    static Bets none(int agency) {
        return new Bets(agency, List.of());
    }

    int count() {
        return records.size();
    }

    /** The records at positions {@code first} to {@code last}, counted from 1, each with its line end. */
    private byte[] lines(int first, int last) {
        StringBuilder lines = new StringBuilder();
        for (String record : records.subList(first - 1, last)) {
            lines.append(record).append('\n');
        }
        return lines.toString().getBytes(UTF_8);
    }

    Message.Batch batch(int first, int last) {
        byte[] lines = lines(first, last);
        return new Message.Batch(first, last - first + 1, lines, 0, lines.length);
    }

    /** All bets from a position on, as batches of at most {@code most} that each fit in a frame. */
    List<Message.Batch> batchesFrom(int position, int most) {
        List<Message.Batch> batches = new ArrayList<>();
        int first = position;
        while (first <= count()) {
            int last = Math.min(count(), first + most - 1);
            Message.Batch batch = batch(first, last);
            while (batch.to() > FrameDescriptor.MAX_BATCH_RECORD_BYTES) {
                last--;
                batch = batch(first, last);
            }
            batches.add(batch);
            first = last + 1;
        }
        return batches;
    }

    Message.Finished finished() {
        byte[] lines = lines(1, count());
        return new Message.Finished(count(), RecordChecksum.of(lines, 0, lines.length));
    }

    /** The documents of the bets on the winning number, in the order of the bets. */
    List<String> winners() {
        List<String> documents = new ArrayList<>();
        for (String record : records) {
            String[] fields = record.split(",");
            if (fields[fields.length - 1].equals(Integer.toString(WINNING_NUMBER))) {
                documents.add(fields[fields.length - 3]);
            }
        }
        return documents;
    }

    /** The lines that {@code bets.csv} holds once all are stored. */
    List<String> stored() {
        return records.stream().map(record -> agency + "," + record).toList();
    }

    /** Writes the agency's file and returns its path. */
    Path write(Path folder) throws IOException {
        return Files.write(file(folder, agency), lines(1, count()));
    }
}
