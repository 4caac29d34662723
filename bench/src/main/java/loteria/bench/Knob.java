package loteria.bench;

import java.util.Locale;
import java.util.Map;

/** What a sweep turns. */
enum Knob {
    AGENCIES("agencies"),
    WORKERS("workers"),
    WINDOW("frames in flight"),
    BATCH("bets a batch, at most");

    /** The most that {@code CLI_BATCH_MAXAMOUNT} takes: as many as a frame holds. */
    static final int FULL_FRAME = 65_535;

    /** More workers than agencies would have nothing to do. */
    private static final int AGENCIES_OF_WORKERS = 8;

    private final String unit;

    Knob(String unit) {
        this.unit = unit;
    }

    /** The part's name. */
    String partName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the values count. */
    String unit() {
        return unit;
    }

    /** A value as a reader understands it. */
    static String label(int value) {
        return value == FULL_FRAME ? "full frame" : Integer.toString(value);
    }

    /** How many agencies share the bets at a value. */
    int agencies(int value) {
        return switch (this) {
            case AGENCIES -> value;
            case WORKERS -> AGENCIES_OF_WORKERS;
            default -> Source.AGENCIES;
        };
    }

    Setup setup(Dataset bets, int value) {
        return switch (this) {
            case AGENCIES -> Setup.of(bets);
            case WORKERS -> new Setup(bets, Map.of("SERVER_WORKERS", "" + value), Map.of());
            case WINDOW -> new Setup(bets, Map.of(), Map.of("CLI_WINDOW", "" + value));
            case BATCH -> new Setup(bets, Map.of(), Map.of("CLI_BATCH_MAXAMOUNT", "" + value));
        };
    }
}
