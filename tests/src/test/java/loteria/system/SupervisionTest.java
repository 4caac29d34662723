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
    private static final int SESSIONS = 1_000;

    @TempDir
    private Path folder;

    @Test
    void shouldServeAllAgenciesThatComeAtOnceWithTheCoursesBacklog() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(CROWD);
        try (CentralFixture central =
                CentralFixture.start(folder.resolve("data"), CROWD, "--workers", "2", "--listen-backlog", "5")) {
            long dropped = droppedConnections();
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
            assertEquals(dropped, droppedConnections(), "connections that the kernel had no room for");
        } finally {
            crowd.shutdownNow();
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
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 1)) {
            long pid = central.coordinator().pid();
            long workerPid = central.coordinator().children().get(0).pid();
            central.session(1).close();
            for (int i = 0; i < SESSIONS; i++) {
                central.session(1).close();
                try (RawAgency stranger = central.connect()) {
                    stranger.send(RawAgency.frame(1, (byte) 1, (byte) 0, (byte) 9));
                    stranger.awaitFailure(ErrorCode.UNKNOWN_AGENCY);
                }
            }
            central.announceFail("unknown agency");
            // Where the next came before the end of the last was known.
            central.tolerateFail("superseded");
            Await.until("no thread of a connection is left", () -> threads(pid, "connection-") == 0);
            Await.until("no thread of a session is left", () -> threads(workerPid, "session") == 0);
            // The worker's control channel alone is watched for as long as it lives.
            assertTrue(instances(pid, "loteria.wire.Watchdog$Watch") <= 1);
            assertTrue(instances(workerPid, "loteria.wire.Watchdog$Watch") <= 1);
            assertEquals(0, instances(pid, "loteria.coordinator.event.SessionRequest"));
        }
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

    /** Living objects of a class: the histogram collects garbage first. */
    private static long instances(long pid, String className) throws Exception {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), "" + pid, "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), histogram);
        assertTrue(histogram.contains("loteria."), histogram);
        for (String line : histogram.split("\n")) {
            String[] fields = line.strip().split(" +");
            if (fields.length >= 4 && fields[3].equals(className)) {
                return Long.parseLong(fields[1]);
            }
        }
        return 0;
    }
}
