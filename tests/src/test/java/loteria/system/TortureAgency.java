package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An agency that is killed and started from scratch again and again, each time with another batch size and window. */
final class TortureAgency implements AutoCloseable {
    /**
     * How fast it sells, and how patient it is.
     *
     * @param batch most bets of a batch
     * @param window most frames in flight
     * @param retryFor for how long it looks for a central
     */
    record Pace(int batch, int window, String retryFor) {}

    private final CentralSite site;
    private final String servers;
    private final Bets bets;
    private final Path file;
    private final Random random;
    private final Pace pace;
    private final String[] flags;
    private final List<JvmProcess> processes = new ArrayList<>();

    /** @param servers as {@code --server} has it */
    TortureAgency(CentralSite site, String servers, Bets bets, Path file, Random random, Pace pace, String... flags)
            throws IOException {
        this.site = site;
        this.servers = servers;
        this.bets = bets;
        this.file = file;
        this.random = random;
        this.pace = pace;
        this.flags = flags;
        start();
    }

    private void start() throws IOException {
        int batch = 1 + random.nextInt(pace.batch());
        int window = 1 + random.nextInt(pace.window());
        List<String> all = new ArrayList<>(List.of("--batch-max-amount", "" + batch, "--window", "" + window));
        all.addAll(List.of("--retry-for", pace.retryFor()));
        all.addAll(List.of(flags));
        processes.add(site.agency(bets.agency(), file, servers, all.toArray(String[]::new)));
    }

    private JvmProcess process() {
        return processes.get(processes.size() - 1);
    }

    Bets bets() {
        return bets;
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

    /** Starts it again if a stranger in its name has ended it, as an operator would; returns whether it was so. */
    boolean restartIfSuperseded() throws IOException, InterruptedException {
        if (process().isAlive()) {
            return false;
        }
        process().awaitExit();
        boolean superseded =
                !process().lines(" | result: fail | error: superseded: ").isEmpty();
        if (superseded) {
            start();
        }
        return superseded;
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
