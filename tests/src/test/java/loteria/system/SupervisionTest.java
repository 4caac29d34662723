package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import loteria.wire.ErrorCode;
import loteria.wire.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a central when its machine gives it nothing more, or too much at once. */
class SupervisionTest {
    private static final int CROWD = 200;

    /** The kernel counts for the whole machine, on which another listener may have no room meanwhile. */
    private static final int TRIES = 3;

    /** What a JVM makes once, at whatever session; far less than a small object of each of 100,000. */
    private static final long SOME_BYTES = 1_000_000;

    /** Descriptors that are not for sessions: the first class that is loaded late opens the program's jar. */
    private static final int FEW = 3;

    /** So many that none begins more sessions in a time than it may. */
    private static final int VISITORS = 100;

    private static final int SESSIONS = Integer.getInteger("sessions", 1_000);

    @TempDir
    private Path folder;

    @Test
    void shouldServeAllAgenciesThatComeAtOnceWithTheCoursesBacklog() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(CROWD);
        try (CentralFixture central =
                CentralFixture.start(folder.resolve("data"), CROWD, "--workers", "2", "--listen-backlog", "5")) {
            // Where the next came before the end of the last was known.
            central.tolerateFail("superseded");
            long dropped = 1;
            for (int i = 0; i < TRIES && dropped > 0; i++) {
                long before = droppedConnections();
                comeAtOnce(central, crowd);
                dropped = droppedConnections() - before;
            }
            assertEquals(0, dropped, "connections that the kernel had no room for");
        } finally {
            crowd.shutdownNow();
        }
    }

    private static void comeAtOnce(CentralFixture central, ExecutorService crowd) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        List<Future<?>> requests = new ArrayList<>();
        for (int agency = 1; agency <= CROWD; agency++) {
            int id = agency;
            requests.add(crowd.submit(() -> {
                gate.await();
                central.session(id).close();
                return null;
            }));
        }
        gate.countDown();
        for (Future<?> request : requests) {
            request.get(JvmProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Of the whole machine, since its start: {@code ListenDrops} of {@code /proc/net/netstat}. */
    private static long droppedConnections() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/net/netstat"));
        List<String> names = List.of(lines.get(0).split(" "));
        return Long.parseLong(lines.get(1).split(" ")[names.indexOf("ListenDrops")]);
    }

    /** No pipe, no process: a worker's successor cannot be started, and the first error cannot load its classes. */
    @Test
    void shouldTryAgainWhenAWorkerCannotBeStartedForAWhile() throws Exception {
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 1)) {
            central.announceFail("error: exit code 137");
            central.announceFail("Too many open files");
            central.announceFail("the worker of the agency is being replaced");
            Path ready = central.dataDir().resolve("ready");
            Await.until("it has begun", () -> Files.exists(ready));
            long begun = Files.getLastModifiedTime(ready).toMillis();
            Await.until(
                    "it has looked after itself once",
                    () -> Files.getLastModifiedTime(ready).toMillis() > begun);
            ProcessHandle worker = central.coordinator().children().get(0);
            limitDescriptors(
                    central, Long.toString(descriptors(central.coordinator().pid())));
            worker.destroyForcibly();
            central.coordinator().awaitLines("Too many open files", 3);
            limitDescriptors(central, "20000");
            Await.until("the agency is served", () -> isServed(central));
            assertNotEquals(worker, central.coordinator().children().get(0));
        }
    }

    private static void limitDescriptors(CentralFixture central, String soft) throws Exception {
        Process prlimit = new ProcessBuilder(
                        "prlimit", "--pid", "" + central.coordinator().pid(), "--nofile=" + soft + ":")
                .inheritIO()
                .start();
        assertEquals(0, prlimit.waitFor());
    }

    private static boolean isServed(CentralFixture central) throws IOException {
        try (RawAgency agency = central.connect()) {
            agency.sendHello(1);
            return agency.read() instanceof Message.Welcome;
        }
    }

    @Test
    void shouldKeepNothingOfSessionsThatAreOver() throws Exception {
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), VISITORS, "--workers", "1")) {
            long pid = central.coordinator().pid();
            long workerPid = central.coordinator().children().get(0).pid();
            visit(central, SESSIONS / 10);
            awaitNobody(pid, workerPid);
            long before = bytes(pid);
            long workerBefore = bytes(workerPid);
            long descriptors = descriptors(pid);
            long workerDescriptors = descriptors(workerPid);
            visit(central, SESSIONS - SESSIONS / 10);
            awaitNobody(pid, workerPid);
            central.announceFail("unknown agency");
            // Where the next came before the end of the last was known.
            central.tolerateFail("superseded");
            long after = bytes(pid);
            assertTrue(after < before + SOME_BYTES, "the coordinator's heap grows from " + before + " to " + after);
            long workerAfter = bytes(workerPid);
            assertTrue(
                    workerAfter < workerBefore + SOME_BYTES,
                    "the worker's heap grows from " + workerBefore + " to " + workerAfter);
            assertTrue(descriptors(pid) <= descriptors + FEW, "the coordinator's descriptors become more");
            assertTrue(descriptors(workerPid) <= workerDescriptors + FEW, "the worker's descriptors become more");
            // The worker's control channel alone is watched for as long as it lives.
            assertTrue(instances(pid, "loteria.wire.Watchdog$Watch") <= 1);
            assertTrue(instances(workerPid, "loteria.wire.Watchdog$Watch") <= 1);
            assertEquals(0, instances(pid, "loteria.coordinator.event.SessionRequest"));
        }
    }

    /** Sessions of agencies in turn, each of which supersedes its last or comes after it, and strangers. */
    private static void visit(CentralFixture central, int sessions) throws IOException {
        for (int i = 0; i < sessions; i++) {
            central.session(1 + i % VISITORS).close();
            central.connect().close();
            try (RawAgency stranger = central.connect()) {
                stranger.send(RawAgency.frame(1, (byte) 1, (byte) 0, (byte) (VISITORS + 1)));
                stranger.awaitFailure(ErrorCode.UNKNOWN_AGENCY);
            }
        }
    }

    private static void awaitNobody(long pid, long workerPid) throws Exception {
        Await.until("no thread of a connection is left", () -> threads(pid, "connection-") == 0);
        Await.until("no thread of a session is left", () -> threads(workerPid, "session") == 0);
    }

    private static long descriptors(long pid) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc", "" + pid, "fd"))) {
            return all.count();
        }
    }

    private static long threads(long pid, String name) throws IOException {
        long count = 0;
        try (Stream<Path> all = Files.list(Path.of("/proc", "" + pid, "task"))) {
            for (Path thread : all.toList()) {
                if (Files.exists(thread.resolve("comm"))
                        && Files.readString(thread.resolve("comm")).startsWith(name)) {
                    count++;
                }
            }
        }
        return count;
    }

    /** Living objects of a class. */
    private static long instances(long pid, String className) throws Exception {
        return histogram(pid, className, 1);
    }

    /** What all living objects need. */
    private static long bytes(long pid) throws Exception {
        return histogram(pid, "Total", 2);
    }

    /** A number of a row of the histogram, which collects garbage first; 0 without the row. */
    private static long histogram(long pid, String row, int column) throws Exception {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), "" + pid, "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), histogram);
        assertTrue(histogram.contains("loteria."), histogram);
        for (String line : histogram.split("\n")) {
            List<String> fields = List.of(line.strip().split(" +"));
            if (fields.contains(row)) {
                return Long.parseLong(fields.get(column));
            }
        }
        return 0;
    }
}
