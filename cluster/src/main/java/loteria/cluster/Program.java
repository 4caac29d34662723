package loteria.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A program of the project, as its launcher starts it, whose output is a file. Safe for all threads. */
final class Program {
    /** For an end after SIGTERM. */
    private static final long END_S = 15;

    private static final long LOOK_MS = 20;

    private final String name;
    private final Path log;
    private final Process process;
    private final long begin = System.nanoTime();
    private volatile long end;

    /** @param folder for its log, which has the process's name */
    Program(Path root, Path folder, String name, String launcher, String... arguments) throws IOException {
        this.name = name;
        this.log = folder.resolve(name + ".log");
        List<String> command =
                new ArrayList<>(List.of(root.resolve("bin").resolve(launcher).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(log.toFile());
        builder.environment().keySet().retainAll(Set.of("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process = builder.start();
        process.onExit().thenRun(() -> end = System.nanoTime());
    }

    String name() {
        return name;
    }

    /** How long it ran, once it has ended. */
    double seconds() {
        return (end - begin) / 1e9;
    }

    /** The lines that it wrote with some text in them. */
    List<String> lines(String part) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(part))
                .toList();
    }

    /** What follows some text at the end of a line, once it has written one. */
    String await(String part, long seconds) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<String> found = lines(part);
        while (found.isEmpty()) {
            if (process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                throw failed("ended with exit code " + process.exitValue());
            }
            if (System.nanoTime() - deadline > 0) {
                throw failed("did not say '" + part + "' within " + seconds + " s");
            }
            found = lines(part);
        }
        return found.get(0).substring(found.get(0).indexOf(part) + part.length());
    }

    /** Waits until it has done what it is for. */
    void awaitDone(long seconds) throws IOException, InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw failed("did not end within " + seconds + " s");
        }
        if (process.exitValue() != 0) {
            throw failed("ended with exit code " + process.exitValue());
        }
    }

    private IOException failed(String how) throws IOException {
        List<String> last = lines("");
        return new IOException(name + " " + how + "; see " + log
                + (last.isEmpty() ? "" : ", which ends: " + last.get(last.size() - 1)));
    }

    /** Kills it as a power cut would. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Asks it to end, and kills it if it does not. */
    void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(END_S, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
