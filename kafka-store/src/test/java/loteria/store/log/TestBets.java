package loteria.store.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import loteria.bet.RecordChecksum;
import loteria.store.BetGroup;
import loteria.store.RefusedException;

/** Bets of a file: those of another file are others at the same positions. */
public final class TestBets {
    private TestBets() {}

    private static String record(int file, long position) {
        return "Ana,Paz," + (10_000_000L * file + position) + ",1999-03-17," + position % 10_000 + "\n";
    }

    /** The line of {@code bets.csv}. */
    public static String line(int agency, int file, long position) {
        return agency + "," + record(file, position);
    }

    /** Consecutive bets on their way to the store. */
    public static BetGroup group(int agency, int file, long first, long last) {
        BetGroup group = new BetGroup(agency, (int) (last - first + 1) * 64, 8_192);
        try {
            for (long position = first; position <= last; position++) {
                byte[] bytes = record(file, position).getBytes(US_ASCII);
                group.add(position, 1, bytes, 0, bytes.length);
            }
        } catch (RefusedException e) {
            throw new IllegalArgumentException(e);
        }
        return group;
    }

    /** The checksum of a file's first bets. */
    public static int checksum(int file, long total) {
        StringBuilder records = new StringBuilder();
        for (long position = 1; position <= total; position++) {
            records.append(record(file, position));
        }
        byte[] bytes = records.toString().getBytes(US_ASCII);
        return RecordChecksum.of(bytes, 0, bytes.length);
    }
}
