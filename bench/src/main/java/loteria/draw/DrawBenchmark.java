package loteria.draw;

import java.io.IOException;
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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to draw one bet. Compiled as in the programs: by C1 alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "-XX:TieredStopAtLevel=1")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DrawBenchmark {
    /** About as many as the draw has in memory at once. */
    private static final int LINES = 5_000;

    /** Higher than any that is played. */
    private static final int NOBODYS_NUMBER = 99_999;

    private static final int AGENCIES = 5;

    private final byte[] lines = BenchLines.stored(LINES);

    /** As the draw reads a chunk of {@code bets.csv}; returns what it sums up to. Nobody wins: no file is made. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public int scan() throws IOException {
        Draw draw = new Draw(new Lottery(NOBODYS_NUMBER), AGENCIES, new WinnerSpool(null, AGENCIES));
        draw.scan(lines, 0, lines.length);
        return draw.sums().checksum(1);
    }
}
