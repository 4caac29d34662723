package loteria.system;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import loteria.cluster.Broker;
import loteria.cluster.Brokers;

/**
 * One draw on several centrals under the adversary. All choices come from a random generator; only the moments at which
 * they meet the system are the machine's.
 */
final class ClusterTortureRound {
    private static final int CENTRALS = 2;
    private static final int MOST_AGENCIES = 3;
    /** All brokers may be starting again, on a machine that does ten other things. */
    private static final TortureAgency.Pace PACE = new TortureAgency.Pace(12, 4, "3m");

    private static final int LEAST_ACTS = 3;
    private static final int MOST_ACTS = 8;
    private static final int MOST_ACKNOWLEDGEMENTS = 60;
    private static final long LONGEST_PAUSE_MS = 1_000;
    private static final int MOST_STOP_MS = 2_500;
    private static final int LOOK_MS = 20;
    private static final int MOST_ATTEMPTS = 10;

    private final Random random;
    private final Tally tally;
    private final Path folder;
    private final Brokers brokers;
    private final Promises promises = new Promises();
    private final List<Bets> all = new ArrayList<>();
    private final List<CentralSite> sites = new ArrayList<>();
    private final List<CutProxy> proxies = new ArrayList<>();
    private final List<TortureAgency> agencies = new ArrayList<>();
    private final List<Stopped> stopped = new ArrayList<>();
    private final List<String> acts = new ArrayList<>();
    private final String store;
    private final LogCheck check;

    private record Stopped(ProcessHandle process, long untilNanos) {}

    /**
     * @param brokers that all live
     * @param draw that they do not know yet
     */
    ClusterTortureRound(Random random, Path folder, int bets, Brokers brokers, String draw, Tally tally) {
        this.random = random;
        this.folder = folder;
        this.brokers = brokers;
        this.tally = tally;
        int count = 1 + random.nextInt(MOST_AGENCIES);
        for (int agency = 1; agency <= count; agency++) {
            all.add(Bets.generate(agency, random.nextInt(bets / count + 1), random));
        }
        store = "kafka:" + brokers.bootstrap() + "/" + draw;
        check = new LogCheck(brokers.bootstrap(), draw, all, promises);
    }

    /** Runs the draw to its end. */
    void run() throws IOException, InterruptedException {
        try {
            create();
            begin();
            int count = LEAST_ACTS + random.nextInt(MOST_ACTS - LEAST_ACTS + 1);
            for (int i = 0; i < count && !isOver(); i++) {
                pauseAtRandom();
                act(random.nextInt(100));
            }
            calm();
            finish();
        } finally {
            proceedAll();
            for (TortureAgency agency : agencies) {
                agency.close();
            }
            for (CutProxy proxy : proxies) {
                proxy.close();
            }
            for (CentralSite site : sites) {
                site.close();
            }
        }
    }

    /** Whether every agency has its answer. */
    private boolean isOver() {
        return agencies.stream().noneMatch(agency -> agency.handle().isAlive());
    }

    /** Brokers that have just begun may not answer in time: exit code 1, and another attempt may find it done. */
    private void create() throws IOException, InterruptedException {
        List<String> args = List.of("store", "create", "--store", store, "--agencies", "" + all.size());
        int exitCode = 1;
        for (int attempt = 0; exitCode == 1 && attempt < MOST_ATTEMPTS; attempt++) {
            try (JvmProcess command = JvmProcess.start("coordinator", folder, Map.of(), args)) {
                exitCode = command.awaitExit();
            }
        }
        assertNotEquals(1, exitCode, "the topics are made");
    }

    /** All centrals at once, and agencies that are told of all of them, in any order. */
    private void begin() throws IOException, InterruptedException {
        for (int number = 1; number <= CENTRALS; number++) {
            CentralSite site = new CentralSite(
                    folder.resolve("central-" + number), all.size(), "--workers", "1", "--store", store);
            sites.add(site);
            site.launch();
            proxies.add(new CutProxy(site.port(), promises));
        }
        for (CentralSite site : sites) {
            site.awaitListening();
        }
        for (Bets bets : all) {
            agencies.add(new TortureAgency(sites.get(0), servers(), bets, bets.write(folder), random, PACE));
        }
    }

    private String servers() {
        return String.join(
                ",", proxies.stream().map(proxy -> "127.0.0.1:" + proxy.port()).toList());
    }

    private void pauseAtRandom() throws IOException, InterruptedException {
        pause(1 + random.nextInt(MOST_ACKNOWLEDGEMENTS), LONGEST_PAUSE_MS);
    }

    /** Waits for some acknowledgements, or some time, and continues meanwhile those whose time has come. */
    private void pause(long acknowledgements, long millis) throws IOException, InterruptedException {
        promises.awaitMore(acknowledgements, millis);
        for (Stopped each : List.copyOf(stopped)) {
            if (System.nanoTime() - each.untilNanos() >= 0) {
                stopped.remove(each);
                Signals.send("CONT", each.process());
            }
        }
    }

    private void act(int die) throws IOException, InterruptedException {
        if (die < 20) {
            note("kill broker");
            broker().kill();
        } else if (die < 26) {
            note("kill all brokers");
            brokers.all().forEach(Broker::kill);
        } else if (die < 38) {
            note("stop broker");
            stop(broker().process());
        } else if (die < 52) {
            note("kill central");
            CentralSite site = site();
            site.killCoordinator();
            site.launch();
        } else if (die < 62) {
            killWorker();
        } else if (die < 74) {
            note("stop central");
            CentralSite site = site();
            // Its workers too: together they are a machine that was cut off, and comes back with what it had to say.
            for (ProcessHandle worker : site.workers()) {
                stop(worker);
            }
            stop(site.coordinator().handle());
        } else if (die < 86) {
            cut();
        } else {
            note("restart agency");
            agencies.get(random.nextInt(agencies.size())).restart();
        }
        reviveBrokers();
    }

    private CentralSite site() {
        return sites.get(random.nextInt(sites.size()));
    }

    private Broker broker() {
        List<Broker> known = brokers.all();
        return known.get(random.nextInt(known.size()));
    }

    /** As whoever looks after brokers does. */
    private void reviveBrokers() throws IOException {
        for (Broker broker : brokers.all()) {
            if (!broker.isAlive()) {
                broker.launch();
            }
        }
    }

    private void killWorker() {
        List<ProcessHandle> workers = site().workers();
        if (!workers.isEmpty()) {
            note("kill worker");
            workers.get(0).destroyForcibly();
        }
    }

    private void cut() throws InterruptedException {
        double fraction = random.nextDouble();
        int what = random.nextInt(3);
        List<CutProxy.Link> links = proxies.get(random.nextInt(proxies.size())).awaitLinks(LOOK_MS);
        if (links.isEmpty()) {
            return;
        }
        CutProxy.Link link = links.get(random.nextInt(MOST_AGENCIES) % links.size());
        if (what == 0) {
            note("cut up");
            link.cutUp(fraction);
        } else if (what == 1) {
            note("cut down");
            link.cutDown(fraction);
        } else {
            note("repeat");
            link.repeat();
        }
    }

    private void stop(ProcessHandle process) throws IOException, InterruptedException {
        Signals.send("STOP", process);
        long millis = 1 + random.nextInt(MOST_STOP_MS);
        stopped.add(new Stopped(process, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    private void proceedAll() throws IOException, InterruptedException {
        for (Stopped each : stopped) {
            Signals.send("CONT", each.process());
        }
        stopped.clear();
    }

    /** Lets the draw come to its end. */
    private void calm() throws IOException, InterruptedException {
        while (!stopped.isEmpty()) {
            pause(Long.MAX_VALUE / 2, LOOK_MS);
        }
        for (Broker broker : brokers.all()) {
            broker.awaitReady();
        }
        long end = System.nanoTime() + 2 * JvmProcess.PATIENCE.toNanos();
        while (!isOver() && System.nanoTime() < end) {
            pause(Long.MAX_VALUE / 2, LOOK_MS);
        }
        for (TortureAgency agency : agencies) {
            agency.awaitDone();
        }
    }

    private void finish() throws IOException, InterruptedException {
        for (CentralSite site : sites) {
            site.awaitListening();
            site.stop();
        }
        check.whole();
        tally.add("rounds", 1);
        tally.add("bets", all.stream().mapToInt(Bets::count).sum());
        tally.add("sessions", promises.sessions());
        tally.add("resumes", promises.resumes());
    }

    private void note(String act) {
        acts.add(act);
        tally.add(act, 1);
    }

    /** What happened so far, for the message of a failed assertion. */
    String story() {
        StringBuilder story = new StringBuilder("acts: " + acts);
        for (CentralSite site : sites) {
            story.append(site.transcript());
        }
        for (TortureAgency agency : agencies) {
            story.append(agency.transcript());
        }
        return story.toString();
    }
}
