package loteria.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The project's folder, and one for the files of this run.
 *
 * @param root holds {@code bin}, whose launchers start the programs
 * @param work where data directories and files of bets come and go; what is forced is forced there
 */
record Home(Path root, Path work) {
    private static final long LIMIT_S = 300;

    /**
     * A program of the project as {@code make run} and the containers start it, configured by its environment, which
     * has nothing of the caller's; but with the JVM that runs this one.
     */
    ProcessBuilder program(String name, Map<String, String> environment) {
        ProcessBuilder builder =
                new ProcessBuilder(root.resolve("bin").resolve(name).toString());
        builder.environment().keySet().retainAll(Set.of("PATH"));
        builder.environment().putAll(environment);
        builder.directory(work.toFile());
        builder.redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    /** Runs a program of the project to its end, with its output in a log; it has to succeed. */
    void run(String name, String... arguments) throws IOException, InterruptedException, BenchException {
        Path log = work.resolve(name + ".log");
        ProcessBuilder program = program(name, Map.of());
        program.command().addAll(List.of(arguments));
        Process process = program.redirectOutput(log.toFile()).start();
        int code = await(process, name);
        if (code != 0) {
            throw new BenchException(name + " " + arguments[0] + " ended with " + code + ": " + lastLine(log));
        }
    }

    /** Waits for the end of a process that must not take for ever; returns its exit code. */
    static int await(Process process, String name) throws InterruptedException, BenchException {
        if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
            throw new BenchException(name + " did not end within " + LIMIT_S + " s");
        }
        return process.exitValue();
    }

    static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "it wrote nothing" : lines.get(lines.size() - 1);
    }
}
