package loteria.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * One draw under the adversary. All choices come from a random generator; only the moments at which they meet the
 * system are the machine's.
 */
final class TortureRound {
    static final int MOST_AGENCIES = 4;
    private static final TortureAgency.Pace PACE = new TortureAgency.Pace(30, 24, "60s");
    private static final int LEAST_ACTS = 3;
    private static final int MOST_ACTS = 10;

    /** Between two acts: so many acknowledgements or so much time. */
    private static final int MOST_ACKNOWLEDGEMENTS = 80;

    private static final int MOST_MS = 300;
    private static final long LONGEST_PAUSE_MS = 400;

    /** A worker that dies more often in a row is given up, rightly. */
    private static final int MOST_WORKER_KILLS = 4;

    private static final int LOOK_MS = 20;

    private static final int SHORT_STOP_MS = 1_500;

    /** Longer than the five seconds after which a worker counts as hung; some longer than agencies wait, too. */
    private static final int LEAST_LONG_STOP_MS = 6_500;

    private static final int MOST_LONG_STOP_MS = 12_000;

    private static final String[] WHO = {"worker", "coordinator", "agency"};

    private final Random random;
    private final Tally tally;
    private final boolean longStop;
    private final List<Bets> all = new ArrayList<>();
    private final List<TortureAgency> agencies = new ArrayList<>();
    private final List<Stopped> stopped = new ArrayList<>();
    private final List<String> acts = new ArrayList<>();
    private final Promises promises = new Promises();
    private final StoreCheck check;
    private final CentralSite site;
    private final Path folder;
    private final SealSite seal;
    private final Authority authority;
    private int workerKills;

    private record Stopped(ProcessHandle process, long untilNanos) {}

    /**
     * @param authority of the certificates; null if agencies speak in clear
     * @param longStop whether something is stopped for longer than the heartbeat
     * @param sealed whether the draw is
     */
    TortureRound(
            Random random, Path folder, int bets, Authority authority, boolean longStop, boolean sealed, Tally tally)
            throws IOException {
        this.authority = authority;
        this.random = random;
        this.tally = tally;
        this.longStop = longStop;
        this.folder = folder;
        int count = 1 + random.nextInt(MOST_AGENCIES);
        for (int agency = 1; agency <= count; agency++) {
            all.add(Bets.generate(agency, random.nextInt(bets / count + 1), random));
        }
        int workers = 1 + random.nextInt(count);
        seal = sealed ? new SealSite(folder) : null;
        String[] flags = secured(Authority::centralFlags, "--workers", "" + workers);
        site = new CentralSite(folder.resolve("data"), count, sealed ? seal.flags(flags) : flags);
        check = new StoreCheck(site.dataDir(), all, promises);
    }

    /** The flags of those who have certificates, or only the others. */
    private String[] secured(BiFunction<Authority, String[], String[]> flags, String... more) {
        return authority == null ? more : flags.apply(authority, more);
    }

    /** Runs the draw to its end. */
    void run() throws IOException, InterruptedException {
        try (site;
                Official official = seal == null ? null : new Official(seal);
                CutProxy proxy = new CutProxy(site.port(), promises, authority != null)) {
            site.start();
            for (Bets bets : all) {
                String[] flags = secured((its, more) -> its.agencyFlags(bets.agency(), more));
                String server = "127.0.0.1:" + proxy.port();
                agencies.add(new TortureAgency(site, server, bets, bets.write(folder), random, PACE, flags));
            }
            int count = LEAST_ACTS + random.nextInt(MOST_ACTS - LEAST_ACTS + 1);
            int longAct = longStop ? random.nextInt(count) : -1;
            // What is done already can still lose its winners, but needs no waiting for.
            for (int i = 0; i < count && (i <= longAct || !isOver()); i++) {
                pauseAtRandom();
                if (i == longAct) {
                    actLong();
                } else {
                    act(random.nextInt(100), proxy);
                }
            }
            calm();
            if (random.nextInt(5) == 0) {
                note("kill all after the draw");
                killAll();
                restart();
                calm();
            }
            finish(proxy);
        } finally {
            for (TortureAgency agency : agencies) {
                agency.close();
            }
        }
    }

    /** Whether every agency has its answer. */
    private boolean isOver() {
        return agencies.stream().noneMatch(agency -> agency.handle().isAlive());
    }

    /** Half of the pauses are measured by what has been sold, so that the acts spread over the sales. */
    private void pauseAtRandom() throws IOException, InterruptedException {
        int acknowledgements = 1 + random.nextInt(MOST_ACKNOWLEDGEMENTS);
        int millis = 1 + random.nextInt(MOST_MS);
        if (random.nextBoolean()) {
            pause(acknowledgements, LONGEST_PAUSE_MS);
        } else {
            pause(Long.MAX_VALUE / 2, millis);
        }
    }

    /** Waits for some acknowledgements, or some time, and continues meanwhile those whose time has come. */
    private void pause(long acknowledgements, long millis) throws IOException, InterruptedException {
        promises.awaitMore(acknowledgements, millis);
        for (Stopped each : List.copyOf(stopped)) {
            if (System.nanoTime() - each.untilNanos() >= 0) {
                proceed(each);
            }
        }
    }

    private void proceed(Stopped each) throws IOException, InterruptedException {
        stopped.remove(each);
        Signals.send("CONT", each.process());
    }

    private void act(int die, CutProxy proxy) throws IOException, InterruptedException {
        if (die < 18) {
            killWorker();
        } else if (die < 30) {
            note("kill coordinator");
            site.killCoordinator();
            restart();
        } else if (die < 42) {
            agency().restart();
        } else if (die < 60) {
            cut(proxy);
        } else if (die < 72) {
            repeat(proxy);
        } else if (die < 89) {
            stop(1 + random.nextInt(SHORT_STOP_MS));
        } else if (die < 92) {
            knock(1 + random.nextInt(SHORT_STOP_MS));
        } else if (die < 95) {
            note("stop coordinator in order");
            proceedAll();
            site.stop();
            restart();
        } else {
            note("kill all");
            killAll();
            if (authority == null) {
                check.partial();
            }
            restart();
        }
    }

    private void actLong() throws IOException, InterruptedException {
        int die = random.nextInt(4);
        int millis = LEAST_LONG_STOP_MS + random.nextInt(MOST_LONG_STOP_MS - LEAST_LONG_STOP_MS);
        if (die > 1) {
            stop(millis);
        } else if (die > 0) {
            knock(millis);
        } else {
            orphan();
        }
    }

    private void orphan() throws IOException, InterruptedException {
        note("orphan");
        ProcessHandle orphan = anyOf(site.workers());
        if (orphan != null) {
            Signals.send("STOP", orphan);
        }
        site.killCoordinator();
        restart();
    }

    private void killWorker() {
        ProcessHandle worker = anyOf(site.workers());
        if (worker != null && workerKills < MOST_WORKER_KILLS) {
            note("kill worker " + worker.pid());
            workerKills++;
            worker.destroyForcibly();
        }
    }

    private ProcessHandle anyOf(List<ProcessHandle> workers) {
        int chosen = random.nextInt(MOST_AGENCIES);
        return workers.isEmpty() ? null : workers.get(chosen % workers.size());
    }

    private TortureAgency agency() {
        note("restart agency");
        return agencies.get(random.nextInt(agencies.size()));
    }

    private void cut(CutProxy proxy) throws InterruptedException {
        double fraction = random.nextDouble();
        boolean up = random.nextBoolean();
        CutProxy.Link link = anyLink(proxy);
        if (link != null && up) {
            note("cut up");
            link.cutUp(fraction);
        } else if (link != null) {
            note("cut down");
            link.cutDown(fraction);
        }
    }

    private void repeat(CutProxy proxy) throws InterruptedException {
        CutProxy.Link link = anyLink(proxy);
        if (link != null) {
            note("repeat");
            link.repeat();
        }
    }

    private CutProxy.Link anyLink(CutProxy proxy) throws InterruptedException {
        List<CutProxy.Link> links = proxy.awaitLinks(LONGEST_PAUSE_MS);
        int chosen = random.nextInt(MOST_AGENCIES);
        return links.isEmpty() ? null : links.get(chosen % links.size());
    }

    private void stop(int millis) throws IOException, InterruptedException {
        int who = random.nextInt(WHO.length);
        ProcessHandle process = stoppable(who);
        if (process == null) {
            return;
        }
        note("stop " + WHO[who] + length(millis));
        // A worker that is stopped for long is killed for it.
        workerKills += who == 0 && millis > SHORT_STOP_MS ? 1 : 0;
        stop(process, millis);
    }

    private static String length(int millis) {
        return (millis > SHORT_STOP_MS ? " long" : "") + " for " + millis + " ms";
    }

    /** A worker stands, and strangers come in its agencies' names; who is superseded is started anew in the end. */
    private void knock(int millis) throws IOException, InterruptedException {
        ProcessHandle worker = anyOf(site.workers());
        if (worker == null || workerKills >= MOST_WORKER_KILLS) {
            return;
        }
        note("knock at a stopped worker" + length(millis));
        workerKills += millis > SHORT_STOP_MS ? 1 : 0;
        stop(worker, millis);
        for (Bets bets : all) {
            tally.add("knocks", Strangers.knock(site.port(), bets.agency()));
        }
    }

    private void stop(ProcessHandle process, int millis) throws IOException, InterruptedException {
        Signals.send("STOP", process);
        stopped.add(new Stopped(process, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    private ProcessHandle stoppable(int who) {
        return switch (who) {
            case 0 -> anyOf(site.workers());
            case 1 -> site.coordinator().handle();
            default -> agencies.get(random.nextInt(agencies.size())).handle();
        };
    }

    private void restart() throws IOException, InterruptedException {
        workerKills = 0;
        site.start();
    }

    private void killAll() throws IOException, InterruptedException {
        site.killAll();
        for (TortureAgency agency : agencies) {
            agency.restart();
        }
    }

    /** Lets the draw come to its end. */
    private void calm() throws IOException, InterruptedException {
        while (!stopped.isEmpty()) {
            long left = stopped.get(0).untilNanos() - System.nanoTime();
            pause(Long.MAX_VALUE / 2, Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        }
        // One that waits for the draw waits for all the others.
        long end = System.nanoTime() + JvmProcess.PATIENCE.toNanos();
        boolean over = false;
        while (!over && System.nanoTime() < end) {
            pause(Long.MAX_VALUE / 2, LOOK_MS);
            over = isOver();
            for (TortureAgency agency : agencies) {
                over &= !agency.restartIfSuperseded();
            }
        }
        for (TortureAgency agency : agencies) {
            agency.awaitDone();
        }
    }

    private void proceedAll() throws IOException, InterruptedException {
        for (Stopped each : List.copyOf(stopped)) {
            proceed(each);
        }
    }

    private void finish(CutProxy proxy) throws IOException, InterruptedException {
        site.stop();
        if (authority == null) {
            check.whole();
        } else {
            check.unheard();
        }
        List<String> lines = new ArrayList<>(site.lines());
        for (TortureAgency agency : agencies) {
            lines.addAll(agency.lines());
        }
        TortureLog.check(lines);
        tally.add("rounds", 1);
        tally.add("bets", all.stream().mapToInt(Bets::count).sum());
        tally.add("sessions", promises.sessions());
        tally.add("resumes", promises.resumes());
        tally.add("duplicate bets refused", proxy.repeatedBets());
    }

    private void note(String act) {
        acts.add(act);
        tally.add(act.replaceAll("( for)? \\d.*", ""), 1);
    }

    /** What happened so far, for the message of a failed assertion. */
    String story() {
        StringBuilder story = new StringBuilder("acts: " + acts);
        story.append(site.transcript());
        for (TortureAgency agency : agencies) {
            story.append(agency.transcript());
        }
        return story.toString();
    }
}
