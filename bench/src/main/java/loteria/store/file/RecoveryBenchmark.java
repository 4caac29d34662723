package loteria.store.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import loteria.bet.BenchLines;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to read one bet of the store, as a start does. Compiled as in the programs: by C1 alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "-XX:TieredStopAtLevel=1")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecoveryBenchmark {
    private static final int LINES = 100_000;
    private static final int AGENCIES = 5;

    private Path file;
    private FileChannel bets;

    /** Writes a file of bets. */
    @Setup
    public void write() throws IOException {
        file = Files.write(Files.createTempFile("bets", ".csv"), BenchLines.stored(LINES));
        bets = FileChannel.open(file, StandardOpenOption.READ);
    }

    /** Deletes it. */
    @TearDown
    public void delete() throws IOException {
        bets.close();
        Files.delete(file);
    }

    /** Reads the file from the page cache, checks it and sums it; returns how far it is valid. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public long scan() throws IOException {
        BetScan scan = new BetScan(AGENCIES);
        scan.read(bets, bets.size());
        return scan.length();
    }
}
