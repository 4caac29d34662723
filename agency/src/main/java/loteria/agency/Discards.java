package loteria.agency;

import loteria.log.ActionLog;

/** The lines of a bets file that are left out: the first few with their reason, then a count. Said once. */
final class Discards {
    /** Lines that are named one by one. */
    static final int NAMED = 20;

    private final long[] lines = new long[NAMED];
    private final String[] reasons = new String[NAMED];
    private long count;
    private boolean logged;

    /** Starts to count anew, as the file is read again. */
    void clear() {
        count = 0;
    }

    void add(long line, String reason) {
        if (count < NAMED) {
            lines[(int) count] = line;
            reasons[(int) count] = reason;
        }
        count++;
    }

    long count() {
        return count;
    }

    /** The first of them, for a person. */
    String first() {
        return "line " + lines[0] + ": " + reasons[0];
    }

    /** Says what was left out, unless that was said already or there was nothing. */
    void log() {
        if (logged || count == 0) {
            return;
        }
        logged = true;
        for (int i = 0; i < Math.min(count, NAMED); i++) {
            ActionLog.fail("apuesta_descartada", "line", lines[i], "reason", reasons[i]);
        }
        ActionLog.fail("apuestas_descartadas", "cantidad", count);
    }
}
