package loteria.audit;

import java.util.ArrayList;
import java.util.List;

/** What is wrong: the first of it, and how much more there is. Not safe for several threads. */
final class Findings {
    /** More than a person reads; the rest is counted. */
    static final int MOST = 100;

    private final List<Finding> first = new ArrayList<>();
    private long leftOut;

    void add(String file, long offset, String wrong) {
        if (first.size() < MOST) {
            first.add(new Finding(file, offset, wrong));
        } else {
            leftOut++;
        }
    }

    List<Finding> first() {
        return first;
    }

    /** How many more there are. */
    long leftOut() {
        return leftOut;
    }
}
