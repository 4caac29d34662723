package loteria.coordinator.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import loteria.coordinator.life.Journal;
import loteria.process.Reason;

/** What a child's JVM says when it cannot start, or dies: passed on, and remembered as its last words. */
final class ErrorOutput {
    private final Process process;
    private final Journal journal;

    ErrorOutput(Process process, Journal journal) {
        this.process = process;
        this.journal = journal;
    }

    /** Passes all of it on, until the child closes it or exits; returns the last line, or null if there was none. */
    String readAll() {
        String last = null;
        try (BufferedReader lines = process.errorReader(UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                journal.echo(line);
                last = line.isBlank() ? last : line.strip();
                line = lines.readLine();
            }
        } catch (IOException e) {
            return Reason.of(e);
        }
        return last;
    }
}
