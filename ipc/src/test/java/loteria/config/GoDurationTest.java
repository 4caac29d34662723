package loteria.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import loteria.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the documentation and the tests of Go's {@code time.ParseDuration} and {@code Duration.String}. */
class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0s, 0",
        "5s, 5000",
        "30s, 30000",
        "1478s, 1478000",
        "5.0s, 5000",
        "5.6s, 5600",
        "5.s, 5000",
        ".5s, 500",
        "1.0s, 1000",
        "1.00s, 1000",
        "1.004s, 1004",
        "1.0040s, 1004",
        "100.00100s, 100001",
        "10ns, 0",
        "999999ns, 0",
        "1000000ns, 1",
        "11us, 0",
        "2500us, 2",
        "2500µs, 2",
        "2500μs, 2",
        "13ms, 13",
        "14s, 14000",
        "15m, 900000",
        "16h, 57600000",
        "3h30m, 12600000",
        "10.5s4m, 250500",
        "1h2m3s4ms5us6ns, 3723004",
        "39h9m14.425s, 140954425",
        "1.5h, 5400000",
        "0.3333333333333333333h, 1199999",
        "0.0005s0.0005s, 1",
        "596h, 2145600000",
        "2147483647ms, 2147483647"
    })
    void shouldReadWhatGoReads(String text, long millis) {
        assertEquals(millis, GoDuration.parseMillis(text));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "3",
                "-",
                "s",
                ".",
                "-.",
                ".s",
                "1.2.3s",
                "5 s",
                " 5s",
                "5s ",
                "5S",
                "1d",
                "1h 30m",
                "1m30",
                "ms",
                "5.5.s",
                "1e3s",
                "0x5s",
                "٥s",
                "5ss",
                "-5s",
                "00",
                "1,5s",
                "NaN",
                "2147483648ms",
                "597h",
                "9223372036854775808ns9223372036854775808s"
            })
    void shouldRefuseWhatGoRefusesAndWhatIsNegativeOrTooLong(String text) {
        assertThrows(IllegalArgumentException.class, () -> GoDuration.parseMillis(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 1ms",
        "150, 150ms",
        "999, 999ms",
        "1000, 1s",
        "1100, 1.1s",
        "2200, 2.2s",
        "2500, 2.5s",
        "1004, 1.004s",
        "10000, 10s",
        "59999, 59.999s",
        "60000, 1m0s",
        "90000, 1m30s",
        "300000, 5m0s",
        "303001, 5m3.001s",
        "600000, 10m0s",
        "3600000, 1h0m0s",
        "3600001, 1h0m0.001s",
        "18300000, 5h5m0s",
        "86400000, 24h0m0s",
        "2147483647, 596h31m23.647s"
    })
    void shouldPrintWhatGoPrints(long millis, String text) {
        assertEquals(text, GoDuration.format(millis));
    }

    @Test
    void shouldReadWhatItPrints() {
        Random random = Seeded.random(GoDurationTest.class);
        for (int i = 0; i < 10_000; i++) {
            long millis = random.nextInt(Integer.MAX_VALUE) >>> random.nextInt(31);
            assertEquals(millis, GoDuration.parseMillis(GoDuration.format(millis)));
        }
    }
}
