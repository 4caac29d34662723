package loteria.config;

import java.util.List;
import java.util.Locale;

/** Words about a key that is none. Loaded when there is one. */
final class UnknownKey {
    /** Letters that a slip of the finger changes, adds or leaves out. */
    private static final int MOST_SLIPS = 3;

    private UnknownKey() {}

    /** The key, and the one that was meant if it is close to it. */
    static String named(String key, List<String> known) {
        String nearest = nearest(key, known);
        return nearest == null ? key : key + " (is it " + nearest + "?)";
    }

    private static String nearest(String key, List<String> known) {
        String nearest = null;
        int least = Math.min(MOST_SLIPS, key.length() / 2) + 1;
        String lower = key.toLowerCase(Locale.ROOT);
        for (String candidate : known) {
            String other = candidate.toLowerCase(Locale.ROOT);
            // Without what stands in front of it, as in "PORT" or "address".
            int distance = other.endsWith("_" + lower) || other.endsWith("." + lower) ? 1 : distance(lower, other);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[row.length - 1];
    }
}
