package loteria.bet;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Lines for the benchmarks of what reads them, always the same. Stateless; safe for all threads. */
public final class BenchLines {
    private static final String[] NAMES = {"Ana", "María Sol", "Ñandú Ezequiel", "\"Pérez, hijo\"", "Juan Ignacio"};
    private static final int NUMBERS = 10_000;
    private static final int STEP = 7_919;

    private BenchLines() {}

    /** Canonical records, LF-ended. */
    public static byte[] records(int count) {
        return lines(count, "");
    }

    /** Lines of {@code bets.csv}, of agency 3. */
    public static byte[] stored(int count) {
        return lines(count, "3,");
    }

    private static byte[] lines(int count, String agency) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(agency)
                    .append(NAMES[i % NAMES.length])
                    .append(',')
                    .append(NAMES[i / NAMES.length % NAMES.length])
                    .append(',')
                    .append(20_000_000 + i)
                    .append(",19")
                    .append(10 + i % 90)
                    .append("-03-17,")
                    .append(i * STEP % NUMBERS)
                    .append('\n');
        }
        return lines.toString().getBytes(UTF_8);
    }
}
