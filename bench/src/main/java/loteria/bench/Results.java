package loteria.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** Everything that was measured, by name: {@code x1 wall}. Times are seconds, memory is MiB. For one thread. */
final class Results {
    private final Map<String, Samples> samples = new LinkedHashMap<>();

    void add(String name, double value) {
        samples.computeIfAbsent(name, absent -> new Samples()).add(value);
    }

    boolean has(String name) {
        return samples.containsKey(name);
    }

    Samples get(String name) {
        Samples found = samples.get(name);
        if (found == null) {
            throw new IllegalArgumentException("'" + name + "' was not measured");
        }
        return found;
    }

    double median(String name) {
        return get(name).median();
    }

    /** The median of the quotients of what was measured one after the other: noise that comes slowly hits both. */
    double ratio(String of, String to) {
        Samples above = get(of);
        Samples below = get(to);
        Samples quotients = new Samples();
        for (int i = 0; i < Math.min(above.count(), below.count()); i++) {
            quotients.add(above.get(i) / below.get(i));
        }
        return quotients.median();
    }
}
