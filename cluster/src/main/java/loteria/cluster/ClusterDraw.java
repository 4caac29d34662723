package loteria.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * One whole draw: brokers, centrals that share a log, agencies that know them all, and a table. Whatever happens, its
 * end leaves no process. For one thread, but for {@link #close}.
 */
final class ClusterDraw implements AutoCloseable {
    static final int AGENCIES = 5;

    private static final int CENTRALS = 3;
    private static final int BROKERS = 3;
    private static final int START_S = 90;
    private static final int DRAW_S = 600;

    /** Where in the sales the victim is killed. */
    private static final int SHARE = 3;

    private static final long LOOK_NANOS = 5_000_000;

    private final Path root;
    private final Path folder;
    private final Path logs;
    private final Victim victim;
    private final List<Program> centrals = new ArrayList<>();
    private final List<Program> agencies = new ArrayList<>();
    private Brokers brokers;
    private boolean closed;

    /**
     * @param root of the project
     * @param folder that is there, for all files of this draw
     */
    ClusterDraw(Path root, Path folder, Victim victim) throws IOException {
        this.root = root;
        this.folder = folder;
        this.logs = Files.createDirectories(folder.resolve("logs"));
        this.victim = victim;
    }

    /** Whether a folder has bets for all agencies. */
    static boolean hasBets(Path folder) {
        for (int agency = 1; agency <= AGENCIES; agency++) {
            if (!Files.isRegularFile(betsOf(folder, agency))) {
                return false;
            }
        }
        return true;
    }

    private static Path betsOf(Path folder, int agency) {
        return folder.resolve("agency-" + agency + ".csv");
    }

    /**
     * Draws, and prints what came of it.
     *
     * @param wanted bets, if they are there; else a sample is made
     */
    void run(Path wanted) throws IOException, InterruptedException {
        Path bets = hasBets(wanted) ? wanted : sample();
        System.out.println("Starting " + BROKERS + " brokers and " + CENTRALS + " centrals");
        brokers = Brokers.start(folder.resolve("brokers"), BROKERS);
        String store = "kafka:" + brokers.bootstrap() + "/run";
        command("store-create", "store", "create", "--store", store, "--agencies", "" + AGENCIES);
        String addresses = startCentrals(store);
        long begin = System.nanoTime();
        sell(addresses, bets);
        if (victim != Victim.NOTHING) {
            kill(bets);
        }
        for (Program agency : agencies) {
            agency.awaitDone(DRAW_S);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        export(store);
        System.out.println(table(seconds));
    }

    private Path sample() throws IOException, InterruptedException {
        System.out.println("Making sample bets for " + AGENCIES + " agencies");
        Path bets = folder.resolve("bets");
        new Program(root, logs, "sample", "agency", "sample", "--agencies", "" + AGENCIES, "--dir", bets.toString())
                .awaitDone(START_S);
        return bets;
    }

    private void command(String name, String... arguments) throws IOException, InterruptedException {
        new Program(root, logs, name, "coordinator", arguments).awaitDone(START_S);
    }

    /** Starts all at once; returns what agencies are told. */
    private String startCentrals(String store) throws IOException, InterruptedException {
        for (int number = 1; number <= CENTRALS; number++) {
            centrals.add(new Program(
                    root,
                    logs,
                    "central-" + number,
                    "coordinator",
                    "--agencies",
                    "" + AGENCIES,
                    "--host",
                    "127.0.0.1",
                    "--port",
                    "0",
                    "--workers",
                    "2",
                    "--data-dir",
                    folder.resolve("central-" + number).toString(),
                    "--store",
                    store));
        }
        List<String> addresses = new ArrayList<>();
        for (Program central : centrals) {
            String port = central.await("action: accept_connections | result: in_progress | port: ", START_S);
            addresses.add("127.0.0.1:" + port);
        }
        return String.join(",", addresses);
    }

    private void sell(String addresses, Path bets) throws IOException {
        for (int agency = 1; agency <= AGENCIES; agency++) {
            List<String> arguments = new ArrayList<>(List.of(
                    "--id",
                    "" + agency,
                    "--server",
                    addresses,
                    "--bets",
                    betsOf(bets, agency).toString()));
            if (victim != Victim.NOTHING) {
                // Slow enough to have a middle.
                arguments.addAll(List.of("--batch-max-amount", "50", "--window", "8"));
            }
            agencies.add(new Program(root, logs, "agency-" + agency, "agency", arguments.toArray(String[]::new)));
        }
    }

    /** Kills a central for good, or a broker, which is started again as whoever runs brokers would. */
    private void kill(Path bets) throws IOException, InterruptedException {
        awaitMiddle(bets);
        if (victim == Victim.CENTRAL) {
            centrals.get(0).kill();
            System.out.println("Killed central-1, with which agencies 1 and 4 began");
        } else {
            Broker broker = brokers.all().get(0);
            broker.kill();
            broker.launch();
            System.out.println("Killed broker 1, and started it again");
        }
    }

    /** Until a part of the bets is in the log of a broker that lives on. */
    private void awaitMiddle(Path bets) throws IOException, InterruptedException {
        long all = 0;
        for (int agency = 1; agency <= AGENCIES; agency++) {
            all += Files.size(betsOf(bets, agency));
        }
        Path log = folder.resolve("brokers").resolve("broker-" + BROKERS).resolve("data");
        long deadline = System.nanoTime() + DRAW_S * 1_000_000_000L;
        while (bytesOfBets(log) < all / SHARE) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("a third of the bets was not sold within " + DRAW_S + " s; see " + logs);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static long bytesOfBets(Path log) throws IOException {
        long bytes = 0;
        for (int partition = 0; partition < AGENCIES; partition++) {
            Path segment = log.resolve("run.bets-" + partition).resolve("00000000000000000000.log");
            bytes += Files.exists(segment) ? Files.size(segment) : 0;
        }
        return bytes;
    }

    /** As the files that one central alone would have, which the audit then reads. */
    private void export(String store) throws IOException, InterruptedException {
        String dir = folder.resolve("export").toString();
        command("store-export", "store", "export", "--store", store, "--agencies", "" + AGENCIES, "--data-dir", dir);
        command("audit", "audit", "--data-dir", dir);
    }

    private String table(double seconds) throws IOException {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT, "%6s %9s %8s %10s %9s%n", "agency", "bets", "winners", "seconds", "sessions"));
        long bets = 0;
        long winners = 0;
        for (int agency = 1; agency <= AGENCIES; agency++) {
            Program program = agencies.get(agency - 1);
            long sold = last(program, "apuestas_enviadas");
            long won = last(program, "consulta_ganadores");
            int sessions = program.lines("action: connect | result: success").size();
            table.append(row("" + agency, sold, won, program.seconds(), "" + sessions));
            bets += sold;
            winners += won;
        }
        return table.append(row("total", bets, winners, seconds, ""))
                .append(String.format("%n%-8s %s%n", "files", folder.resolve("export")))
                .append(String.format("%-8s %s", "logs", logs))
                .toString();
    }

    private static String row(String name, long bets, long winners, double seconds, String sessions) {
        return String.format(Locale.ROOT, "%6s %9d %8d %10.2f %9s%n", name, bets, winners, seconds, sessions);
    }

    private static long last(Program program, String action) throws IOException {
        List<String> lines = program.lines("action: " + action + " | result: success");
        return lines.isEmpty()
                ? 0
                : Long.parseLong(lines.get(0).substring(lines.get(0).lastIndexOf(' ') + 1));
    }

    /** Ends everything, once. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        agencies.forEach(Program::kill);
        try {
            for (Program central : centrals) {
                central.end();
            }
        } catch (InterruptedException e) {
            centrals.forEach(Program::kill);
            Thread.currentThread().interrupt();
        }
        if (brokers != null) {
            brokers.close();
        }
    }
}
