package loteria.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of the build tree as a process of its own, started by its launcher. What it writes, on standard
 * output and standard error alike, is kept line by line; whoever waits for a line waits on a monitor.
 */
final class JvmProcess implements AutoCloseable {
    /** Beyond any of the system's own deadlines, on a machine that does ten other things. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What is promised at once or within a second or two, on that machine. */
    static final Duration SOON = Duration.ofSeconds(10);

    static final Path ROOT = Path.of(System.getProperty("project.root"));

    private final String program;
    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;
    private volatile boolean unread;

    private JvmProcess(String program, Process process) {
        this.program = program;
        this.process = process;
        this.reader = new Thread(this::read, program + "-output");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a program in a folder of its own, so that it finds no configuration file by chance.
     *
     * @param program name of a module, whose jar it is
     */
    static JvmProcess start(String program, Path folder, Map<String, String> environment, List<String> args)
            throws IOException {
        return launch(program, command(program), folder, environment, args);
    }

    /** Starts a program whose jar lies somewhere else. */
    static JvmProcess startJar(Path jar, Path folder, List<String> args) throws IOException {
        return launch(jar.getFileName().toString(), java(jar), folder, Map.of(), args);
    }

    /** Starts a program by a launcher that lies somewhere else. */
    static JvmProcess startLauncher(Path launcher, Path folder, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        return launch(launcher.getFileName().toString(), command, folder, Map.of(), List.of(args));
    }

    private static JvmProcess launch(
            String program, List<String> command, Path folder, Map<String, String> environment, List<String> args)
            throws IOException {
        command.addAll(args);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // Programs take settings from the environment: those of who runs the tests are not for them.
        builder.environment().keySet().retainAll(Set.of("PATH", "LC_ALL"));
        // The launchers take the JVM that runs these tests.
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new JvmProcess(program, process);
    }

    /** The launcher, which becomes the JVM; a worker has none. */
    private static List<String> command(String program) {
        Path launcher = ROOT.resolve("bin").resolve(program);
        if (Files.exists(launcher)) {
            return new ArrayList<>(List.of(launcher.toString()));
        }
        return java(ROOT.resolve(program).resolve("target").resolve(program + ".jar"));
    }

    private static List<String> java(Path jar) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ArrayList<>(List.of(java.toString(), "-jar", jar.toString()));
    }

    static JvmProcess start(String program, Path folder, String... args) throws IOException {
        return start(program, folder, Map.of(), List.of(args));
    }

    private void read() {
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String line = output.readLine();
            while (line != null && !unread) {
                add(line);
                line = output.readLine();
            }
            if (unread) {
                // A closed pipe would be another thing than a full one.
                process.onExit().join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            end();
        }
    }

    /** Leaves what it writes from the next line on where it is: soon it can write no more. */
    void readNoMore() {
        unread = true;
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Whether everything is written: the process and all that share its output have ended. */
    synchronized boolean hasEnded() {
        return ended;
    }

    /** What has been written so far. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** The lines so far that hold a text. */
    List<String> lines(String part) {
        return lines().stream().filter(line -> line.contains(part)).toList();
    }

    /** Waits for the first line that holds a text. */
    String awaitLine(String part) throws InterruptedException {
        return awaitLines(part, 1).get(0);
    }

    /** Waits for so many lines that hold a text. */
    synchronized List<String> awaitLines(String part, int count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> found = lines(part);
        while (found.size() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (ended || left <= 0) {
                throw new AssertionError(
                        "expected " + count + " lines with '" + part + "'" + (ended ? ", ended" : "") + transcript());
            }
            wait(left);
            found = lines(part);
        }
        return found;
    }

    /** Sends a signal, if it lives: see {@link Signals}. */
    void signal(String name) throws IOException, InterruptedException {
        Signals.send(name, handle());
    }

    /**
     * Stops a process (SIGSTOP), and waits until every thread of it has stopped: one that is about to write, or to give
     * a lock back, does so however long others have stood.
     */
    static void suspend(ProcessHandle process) throws Exception {
        Signals.send("STOP", process);
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path thread : threads.toList()) {
                Await.until(thread + " stands", () -> !runs(thread));
            }
        }
    }

    private static boolean runs(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return "TZX".indexOf(state) < 0;
        } catch (IOException ignored) {
            // It has ended.
            return false;
        }
    }

    /** Waits for the end, and for the last line; returns the exit code. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("expected an end within " + PATIENCE + transcript());
        }
        reader.join(PATIENCE.toMillis());
        if (!hasEnded()) {
            throw new AssertionError("expected an end of all that share its output within " + PATIENCE + transcript());
        }
        return process.exitValue();
    }

    /** Whether it ends within a time. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The launcher's, which becomes the JVM. */
    long pid() {
        return process.pid();
    }

    /** The children that live now. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has written, for the message of a failed assertion. */
    String transcript() {
        return "\n--- " + program + " (pid " + process.pid() + ") wrote:\n" + String.join("\n", lines()) + "\n---";
    }

    /** Ends the process and what it started, if the test has not, and waits until they have ended. */
    @Override
    public void close() {
        // The parent first: else it would start others in their places.
        List<ProcessHandle> processes = new ArrayList<>(List.of(handle()));
        processes.addAll(children());
        processes.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle each : processes) {
            each.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }
        assertNoStackTrace();
    }

    /** Whatever befalls a program, it has words for it. */
    private void assertNoStackTrace() {
        if (lines().stream().anyMatch(line -> line.startsWith("Exception in thread") || line.startsWith("\tat "))) {
            throw new AssertionError("a stack trace" + transcript());
        }
    }
}
