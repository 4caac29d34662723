package loteria.bench;

import java.util.List;

/** What a sweep turns. */
enum Knob {
    AGENCIES("agencies"),
    WORKERS("workers"),
    WINDOW("frames in flight"),
    BATCH("bets in a batch, at most");

    /** More workers than agencies would have nothing to do. */
    private static final int AGENCIES_OF_WORKERS = 8;

    private final String unit;

    Knob(String unit) {
        this.unit = unit;
    }

    /** The part's name. */
    String partName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** What the values count. */
    String unit() {
        return unit;
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
            case WORKERS -> new Setup(bets, List.of("--workers", "" + value), List.of());
            case WINDOW -> new Setup(bets, List.of(), List.of("--window", "" + value));
            case BATCH -> new Setup(bets, List.of(), List.of("--batch-max-amount", "" + value));
        };
    }
}
