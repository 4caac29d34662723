package loteria.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.OptionalInt;
import loteria.bet.Bet;
import loteria.bet.InvalidBetException;
import loteria.bet.RecordChecksum;
import loteria.log.ActionLog;
import loteria.log.LogLevel;
import loteria.manifest.Terms;
import loteria.store.BetGroup;
import loteria.store.RefusedException;

/** What agencies sell in tests: the bet at a position is always the same, and no two are. */
public final class SampleBets {
    public static final int WINNING_NUMBER = 7574;

    private static final String[] NAMES = {"Ana", "José Ñandú", "Pérez, hijo", "\"Pepe\" Núñez", "李", "O'Neill"};

    static {
        // Surefire talks to its child over the standard output.
        ActionLog.setLevel(LogLevel.ERROR);
    }

    private SampleBets() {}

    /** What a start asks for. */
    public static Terms terms(int agencies) {
        return new Terms(agencies, OptionalInt.of(WINNING_NUMBER), false);
    }

    /** A canonical record, LF-ended. */
    public static String record(int agency, long position) {
        int mixed = (int) ((agency * 7919L + position) * 2_654_435_761L >>> 8) & 0xffff;
        long number = position % 7 == 3 ? WINNING_NUMBER : mixed % 10_000 == WINNING_NUMBER ? 0 : mixed % 10_000;
        try {
            Bet bet = Bet.of(
                    NAMES[mixed % NAMES.length],
                    NAMES[mixed / 7 % NAMES.length] + " " + position,
                    Long.toString(20_000_000L + agency * 100_000L + position),
                    "19" + (10 + mixed % 90) + "-0" + (1 + mixed % 9) + "-1" + mixed % 10,
                    Long.toString(number));
            return new String(bet.toRecord(), UTF_8) + "\n";
        } catch (InvalidBetException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Records of consecutive positions, each LF-ended. */
    public static byte[] records(int agency, long first, long last) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (long position = first; position <= last; position++) {
            bytes.writeBytes(record(agency, position).getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    /** The line of {@code bets.csv}. */
    static String line(int agency, long position) {
        return agency + "," + record(agency, position);
    }

    /** The checksum of an agency's first bets. */
    public static int checksum(int agency, long total) {
        byte[] records = records(agency, 1, total);
        return RecordChecksum.of(records, 0, records.length);
    }

    /** Consecutive bets on their way to the store. */
    static BetGroup group(int agency, long first, long last) {
        BetGroup group = new BetGroup(agency, (int) (last - first + 1) * 256, 8_192);
        try {
            for (long position = first; position <= last; position++) {
                byte[] record = records(agency, position, position);
                group.add(position, 1, record, 0, record.length);
            }
        } catch (RefusedException e) {
            throw new IllegalArgumentException(e);
        }
        return group;
    }
}
