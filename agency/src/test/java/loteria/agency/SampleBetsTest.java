package loteria.agency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import loteria.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(QuietLog.class)
class SampleBetsTest {
    @TempDir
    private Path dir;

    private Path write(String name, SampleShares shares, int seed) throws Exception {
        Path target = Files.createDirectory(dir.resolve(name));
        SampleBets.write(target, shares, seed, new Resources());
        return target;
    }

    @Test
    void shouldBeOfTheCoursesKindAndSize() throws Exception {
        Path sample = write("sample", new SampleShares(5), 1);
        long[] sizes = {26_936, 25_518, 16_014, 9_238, 991};
        long[] winners = {2, 3, 3, 2, 0};
        for (int agency = 1; agency <= 5; agency++) {
            Path file = sample.resolve("agency-" + agency + ".csv");
            try (BetFile bets = BetFile.open(file.toString())) {
                bets.rewind();
                List<String> records = TestBets.readAll(bets);
                assertEquals(sizes[agency - 1], records.size());
                assertEquals(0, bets.discards().count());
                assertEquals(
                        winners[agency - 1],
                        records.stream().filter(r -> r.endsWith(",7574")).count());
                assertTrue(records.stream().anyMatch(r -> r.contains("é")));
                assertEquals(String.join("\r\n", records) + "\r\n", Files.readString(file));
            }
        }
        assertEquals(5, Files.list(sample).count());
    }

    @Test
    void shouldBeTheSameForTheSameSeedOnEveryJava() throws Exception {
        byte[] sample =
                Files.readAllBytes(write("one", new SampleShares(1, 1_000), 42).resolve("agency-1.csv"));
        CRC32C sum = new CRC32C();
        sum.update(sample);
        assertEquals("96f995f0", Long.toHexString(sum.getValue()));
    }

    @Test
    void shouldDifferBySeedAndAgency() throws Exception {
        Path one = write("one", new SampleShares(2, 100), 1);
        Path two = write("two", new SampleShares(2, 100), 2);
        assertTrue(Files.mismatch(one.resolve("agency-1.csv"), two.resolve("agency-1.csv")) >= 0);
        assertTrue(Files.mismatch(one.resolve("agency-1.csv"), one.resolve("agency-2.csv")) >= 0);
    }

    @ParameterizedTest
    @CsvSource({"5,78697", "5,78698", "1,0", "7,1", "3,1000003", "50,100", "65535,2147483647"})
    void shouldShareOutExactlyTheTotal(int agencies, long total) {
        SampleShares shares = new SampleShares(agencies, total);
        assertEquals(
                total,
                LongStream.rangeClosed(1, agencies)
                        .map(i -> shares.bets((int) i))
                        .sum());
        assertTrue(LongStream.rangeClosed(1, agencies)
                .allMatch(i -> shares.bets((int) i) >= 0 && shares.winners((int) i) <= shares.bets((int) i)));
    }

    @Test
    void shouldCycleTheSizesForMoreAgencies() {
        SampleShares shares = new SampleShares(12);
        assertEquals(26_936, shares.bets(11));
        assertEquals(25_518, shares.bets(12));
        assertEquals(2 * 78_697 + 26_936 + 25_518, shares.total());
    }

    @Test
    void shouldFitItsLinesIntoTheirRoom() {
        byte[] line = new byte[SampleBet.MAX_LINE_BYTES];
        SampleBet bet = new SampleBet(3, 1);
        for (int i = 0; i < 100_000; i++) {
            int length = bet.write(line, 0, i % 2 == 0);
            assertEquals('\n', line[length - 1]);
        }
    }

    @Test
    void shouldLeaveNothingHalfDone() throws Exception {
        Path target = dir.resolve("agency-1.csv");
        SampleFile file = new SampleFile(target);
        Files.createDirectory(target);
        Files.writeString(target.resolve("in the way"), "x", UTF_8);
        assertThrows(java.io.IOException.class, () -> file.write(new SampleBet(1, 1), 10, 0));
        file.close();
        assertEquals(List.of(target), Files.list(dir).toList());
    }

    @ParameterizedTest
    @CsvSource({"--agencies,0", "--agencies,65536", "--bets,-1", "--bets,many", "--seed,x"})
    void shouldRefuseAWrongValue(String flag, String value) {
        String[] args = {flag, value, "--dir", dir.toString()};
        String error = assertThrows(ConfigException.class, () -> SampleBets.run(args, new Resources()))
                .getMessage();
        assertTrue(error.startsWith(flag + ": expected"), error);
    }
}
