package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One draw in which coordinator, workers and agencies are killed and started again while bets are sold. Who is killed
 * when is a matter of the seed; when that is, a matter of how much has been sold.
 */
final class Kills {
    /** So slow that a restart lasts shorter than the sales between two kills. */
    private static final TortureAgency.Pace SLOWLY = new TortureAgency.Pace(2, 2, "60s");

    /** The last fifth of the bets is sold in peace, lest a slow restart push a kill behind the end of the sales. */
    private static final double KILLING = 0.8;

    private enum Victim {
        COORDINATOR,
        WORKER,
        AGENCY
    }

    private final long seed;
    private final int each;
    private final Path folder;
    private final Path files;
    private final Random random;
    private final List<Bets> all;
    private final long total;
    private final CentralSite site;
    private final Promises promises = new Promises();
    private final List<TortureAgency> agencies = new ArrayList<>();
    private final Tally kills = new Tally();
    private final Tally restarts = new Tally();

    /**
     * @param each kills of each kind of process
     * @param folder for the data directory
     * @param files folder of the agencies' files
     */
    Kills(long seed, int each, Path folder, Path files) throws IOException {
        this.seed = seed;
        this.each = each;
        this.folder = folder;
        this.files = files;
        this.random = new Random(seed);
        this.all = Bets.readAll(files);
        assertTrue(!all.isEmpty(), files + ": expected agency-1.csv and so on");
        this.total = all.stream().mapToLong(Bets::count).sum();
        this.site = new CentralSite(folder.resolve("data"), all.size(), "--workers", "" + all.size());
    }

    /** Runs the draw to its end; says the seed first and the counts last. */
    void run() throws Exception {
        System.out.println(
                "kills: seed " + seed + ", " + each + " of each, " + total + " bets of " + all.size() + " agencies");
        try (site;
                CutProxy proxy = new CutProxy(site.port(), promises)) {
            site.start();
            for (Bets bets : all) {
                Path file = Bets.file(files, bets.agency());
                agencies.add(new TortureAgency(site, "127.0.0.1:" + proxy.port(), bets, file, random, SLOWLY));
            }
            killAll();
            for (TortureAgency agency : agencies) {
                agency.awaitDone();
            }
            site.stop();
            check();
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "\nseed " + seed + ", kills " + kills + ", log:\n"
                            + String.join("\n", LogFormat.failures(log())),
                    e);
        } finally {
            for (TortureAgency agency : agencies) {
                agency.close();
            }
        }
    }

    private void killAll() throws Exception {
        List<Victim> victims = new ArrayList<>();
        for (Victim victim : Victim.values()) {
            victims.addAll(Collections.nCopies(each, victim));
        }
        Collections.shuffle(victims, random);
        for (int i = 0; i < victims.size(); i++) {
            promises.awaitPromised((long) (KILLING * total * (i + 1) / victims.size()));
            kill(victims.get(i));
            restarts.add(victims.get(i).name(), 1);
            assertTrue(promises.promised() < total, "kill " + (i + 1) + " came when all was sold");
        }
    }

    /** Kills somebody, who has come back afterwards. */
    private void kill(Victim victim) throws Exception {
        kills.add(victim.name(), 1);
        switch (victim) {
            case COORDINATOR -> {
                site.killCoordinator();
                site.start();
            }
            case WORKER -> {
                ProcessHandle worker = anyOf(site.workers());
                worker.destroyForcibly();
                site.coordinator().awaitLine("action: worker | result: fail | pid: " + worker.pid());
                site.awaitWorkers(all.size());
            }
            default -> {
                TortureAgency agency =
                        anyOf(agencies.stream().filter(this::sells).toList());
                long before = promises.promised(agency.bets().agency());
                agency.restart();
                promises.awaitPromised(agency.bets().agency(), before + 1);
            }
        }
    }

    private <T> T anyOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean sells(TortureAgency agency) {
        return promises.promised(agency.bets().agency()) < agency.bets().count();
    }

    private void check() throws IOException, InterruptedException {
        new StoreCheck(site.dataDir(), all, promises).whole();
        TortureLog.check(log());
        assertEquals(
                1,
                site.lines().stream()
                        .filter(line -> line.contains("action: sorteo | result: success"))
                        .count(),
                "one draw");
        int auditExit;
        try (JvmProcess audit = JvmProcess.start(
                "coordinator", folder, "audit", "--data-dir", site.dataDir().toString())) {
            auditExit = audit.awaitExit();
            assertEquals(0, auditExit, audit::transcript);
        }
        long lines = Files.readAllLines(site.dataDir().resolve("bets.csv")).size();
        System.out.println("kills: seed " + seed + ", kills " + kills + ", restarts " + restarts + ", sessions "
                + promises.sessions() + ", resumes " + promises.resumes());
        System.out.println("kills: seed " + seed + ", lines of bets.csv " + lines + ", each once, winners "
                + all.stream()
                        .map(bets -> promises.winners(bets.agency()).size())
                        .toList()
                + ", exit code of the audit " + auditExit);
    }

    private List<String> log() {
        List<String> lines = new ArrayList<>(site.lines());
        for (TortureAgency agency : agencies) {
            lines.addAll(agency.lines());
        }
        return lines;
    }
}
