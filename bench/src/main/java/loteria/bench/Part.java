package loteria.bench;

import java.io.IOException;

/** One of the things that a run measures; {@code ONLY} names them. */
interface Part {
    String name();

    /** Measures it and adds what it finds to the results. */
    void measure() throws IOException, InterruptedException, BenchException;

    /** What was measured, as Markdown. */
    String table();
}
