package loteria.bench;

import java.util.Arrays;

/** What one thing measured, each time it was measured. Not safe for several threads. */
final class Samples {
    private double[] values = new double[16];
    private int count;

    void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    int count() {
        return count;
    }

    /** The value of one measurement, from 0. */
    double get(int index) {
        return values[index];
    }

    double median() {
        double[] sorted = sorted();
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    }

    double min() {
        return sorted()[0];
    }

    double max() {
        return sorted()[count - 1];
    }

    /**
     * The value that a share of all values does not exceed.
     *
     * @param percent above 0, to 100
     */
    double percentile(double percent) {
        return sorted()[(int) Math.ceil(percent / 100 * count) - 1];
    }

    private double[] sorted() {
        if (count == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
