package loteria.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** The whole benchmark with the real processes, once and small. What it measures means nothing. */
@Timeout(300)
class BenchIT {
    @TempDir
    private Path dir;

    private Home home;
    private Source source;

    @BeforeEach
    void makeSample() throws Exception {
        home = new Home(Path.of(System.getProperty("project.root")), Files.createDirectory(dir.resolve("work")));
        Path sample = dir.resolve("sample");
        home.run("agency", "sample", "--agencies", "5", "--bets", "1000", "--dir", sample.toString());
        source = Source.read(sample);
    }

    @Test
    void shouldMeasureAllPartsAndWriteTheReport() throws Exception {
        Bench bench = new Bench(home, Plan.small(), source, new BareJvms(home), new Results());
        List<Part> parts = bench.parts();
        for (Part part : parts) {
            part.measure();
        }
        String machine = Machine.table(home, bench.jvms(), Machine.load(), Machine.load());
        new Report(bench).write(dir, machine, parts);

        String text = Files.readString(dir.resolve("benchmarks.md"));
        assertFalse(text.contains("{{"), text);
        assertTrue(text.contains("| x1   | 1000 |"), text);
        assertTrue(text.contains("-XX:+UseSerialGC"), text);
        for (Goal goal : Goals.of(bench.results())) {
            assertTrue(Double.isFinite(goal.value()) && goal.value() >= 0, goal.toString());
            assertTrue(text.contains(goal.what()), goal.what());
        }
        try (Stream<Path> plots = Files.list(dir.resolve("benchmarks"))) {
            List<Path> files = plots.sorted().toList();
            assertEquals(
                    List.of("agencies.svg", "batch.svg", "growth.svg", "latency.svg", "window.svg", "workers.svg"),
                    files.stream().map(file -> file.getFileName().toString()).toList());
            for (Path file : files) {
                assertTrue(text.contains("(benchmarks/" + file.getFileName() + ")"), file.toString());
                assertWellFormed(file);
            }
        }
        assertEquals(0, ProcessHandle.current().descendants().count(), "processes left");
    }

    private static void assertWellFormed(Path svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        InputSource input = new InputSource(svg.toUri().toString());
        assertEquals(
                "svg",
                factory.newDocumentBuilder().parse(input).getDocumentElement().getTagName());
    }

    @Test
    void shouldNotTakeADrawThatIsNotRight() throws Exception {
        try (Dataset bets = source.repeat(1, dir.resolve("bets"))) {
            Files.writeString(bets.file(3), "Ana,Paz,20000000,1990-01-01,7574\n", StandardOpenOption.APPEND);
            DrawRun run = new DrawRun(home, new Results());
            BenchException e =
                    assertThrows(BenchException.class, () -> run.measure("x1", Setup.of(bets), server -> {}));
            String expected = bets.bets(3) + " and " + bets.winners(3);
            assertTrue(e.getMessage().startsWith("agency-3: ") && e.getMessage().endsWith(expected), e.getMessage());
        }
        assertEquals(0, ProcessHandle.current().descendants().count(), "processes left");
    }
}
