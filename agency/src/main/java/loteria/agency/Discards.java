package loteria.agency;

import loteria.log.ActionLog;

/** The lines of a bets file that are left out: the first few with their reason, then a count. Said once. */
final class Discards {
    /** Lines that are named one by one. */
    static final int NAMED = 20;

    private final long[] lines = new long[NAMED];
    private final String[] reasons = new String[NAMED];
    private final LikelyCause[] causes = new LikelyCause[NAMED];
    private long count;
    private boolean logged;

    /** Starts to count anew, as the file is read again. */
    void clear() {
        count = 0;
    }

    /** Leaves out the line that lies in {@code bytes}, or begins there. */
    void add(long line, String reason, byte[] bytes, int from, int to) {
        if (count < NAMED) {
            int at = (int) count;
            lines[at] = line;
            reasons[at] = reason;
            causes[at] = LikelyCause.of(bytes, from, to, reason);
        }
        count++;
    }

    long count() {
        return count;
    }

    /** The first of them, and what may be wrong with all of them, for a person. */
    String first() {
        LikelyCause cause = cause();
        return "line " + lines[0] + ": " + reasons[0] + (cause == null ? "" : " (" + cause + ")");
    }

    /** What all that are named may have in common; null if they have nothing. */
    private LikelyCause cause() {
        for (int i = 1; i < Math.min(count, NAMED); i++) {
            if (causes[i] != causes[0]) {
                return null;
            }
        }
        return causes[0];
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
        LikelyCause cause = count > 1 ? cause() : null;
        if (cause == null) {
            ActionLog.fail("apuestas_descartadas", "cantidad", count);
        } else {
            ActionLog.fail("apuestas_descartadas", "cantidad", count, "error", cause);
        }
    }
}
