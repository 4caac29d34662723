package loteria.system;

import java.util.Map;
import java.util.TreeMap;

/** How often what happened. For one thread. */
final class Tally {
    private final Map<String, Long> counts = new TreeMap<>();

    void add(String what, long times) {
        counts.merge(what, times, Long::sum);
    }

    long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
