package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An agency that is killed and started from scratch again and again, each time with another batch size and window. */
final class TortureAgency implements AutoCloseable {
    private static final int MOST_BETS_OF_A_BATCH = 30;
    private static final int LARGEST_WINDOW = 24;

    private final CentralSite site;
    private final int port;
    private final Bets bets;
    private final Path file;
    private final Random random;
    private final List<JvmProcess> processes = new ArrayList<>();

    TortureAgency(CentralSite site, int port, Bets bets, Path file, Random random) throws IOException {
        this.site = site;
        this.port = port;
        this.bets = bets;
        this.file = file;
        this.random = random;
        start();
    }

    private void start() throws IOException {
        int batch = 1 + random.nextInt(MOST_BETS_OF_A_BATCH);
        int window = 1 + random.nextInt(LARGEST_WINDOW);
        processes.add(
                site.agency(bets.agency(), file, port, "--batch-max-amount", "" + batch, "--window", "" + window));
    }

    private JvmProcess process() {
        return processes.get(processes.size() - 1);
    }

    ProcessHandle handle() {
        return process().handle();
    }

    /** Kills it, if it lives, and starts it anew. */
    void restart() throws IOException, InterruptedException {
        process().signal("KILL");
        process().awaitExit();
        start();
    }

    /** Waits until it has learned how many of its bets have won. */
    void awaitDone() throws InterruptedException {
        int exitCode = process().awaitExit();
        if (exitCode != 0) {
            throw new AssertionError("agency " + bets.agency() + " ends with " + exitCode);
        }
        List<String> answers = process().lines("action: consulta_ganadores | result: success");
        assertEquals(1, answers.size(), "answers to agency " + bets.agency());
        String expected = " cant_ganadores: " + bets.winners().size();
        assertEquals(true, answers.get(0).endsWith(expected), answers.get(0) + ", expected" + expected);
    }

    /** What all its processes have written. */
    List<String> lines() {
        return processes.stream().flatMap(each -> each.lines().stream()).toList();
    }

    String transcript() {
        StringBuilder transcript = new StringBuilder();
        for (JvmProcess each : processes) {
            transcript.append(each.transcript());
        }
        return transcript.toString();
    }

    @Override
    public void close() {
        for (JvmProcess each : processes) {
            each.close();
        }
    }
}
