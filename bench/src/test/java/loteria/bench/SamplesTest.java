package loteria.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SamplesTest {
    private static Samples of(double... values) {
        Samples samples = new Samples();
        for (double value : values) {
            samples.add(value);
        }
        return samples;
    }

    @Test
    void shouldHaveTheMiddleValueAsMedian() {
        assertEquals(3, of(9, 1, 3).median());
        assertEquals(2.5, of(4, 1, 2, 3).median());
        assertEquals(7, of(7).median());
    }

    @Test
    void shouldKeepMoreValuesThanItBeganWith() {
        Samples samples = new Samples();
        for (int i = 1_000; i >= 1; i--) {
            samples.add(i);
        }
        assertEquals(1_000, samples.count());
        assertEquals(1, samples.min());
        assertEquals(1_000, samples.max());
        assertEquals(500, samples.percentile(50));
        assertEquals(990, samples.percentile(99));
        assertEquals(1_000, samples.percentile(100));
        assertEquals(1_000, samples.get(0), "the first that was added");
    }

    @Test
    void shouldHaveTheOnlyValueAtEveryPercentile() {
        assertEquals(5, of(5).percentile(1));
        assertEquals(5, of(5).percentile(99.9));
    }

    @Test
    void shouldHaveNoMedianOfNothing() {
        assertThrows(IllegalStateException.class, () -> new Samples().median());
    }

    @Test
    void shouldTakeTheRatioOfWhatWasMeasuredTogether() {
        Results results = new Results();
        double[] floors = {1, 10, 2};
        for (double floor : floors) {
            results.add("floor", floor);
            results.add("subject", 3 * floor);
        }
        results.add("subject", 99);
        assertEquals(3, results.ratio("subject", "floor"));
        assertThrows(IllegalArgumentException.class, () -> results.get("other"));
    }
}
