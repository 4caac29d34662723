package loteria.bet;

import java.util.concurrent.TimeUnit;
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

/** What it takes to check one record. Compiled as in the programs: by C1 alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "-XX:TieredStopAtLevel=1")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BetRecordBenchmark {
    /** Records of a batch of the course. */
    private static final int RECORDS = 150;

    private final byte[] lines = BenchLines.records(RECORDS);

    /** As the worker checks a batch; returns where it ends. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int scan() {
        int at = 0;
        while (at < lines.length) {
            at = BetRecord.scan(lines, at, lines.length) + 1;
        }
        return at;
    }

    /** The sum over the same records. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int checksum() {
        return RecordChecksum.of(lines, 0, lines.length);
    }
}
