package loteria.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * JVMs that start and end and do nothing between: the floor of every program here. They are taken as they come, with
 * the programs' collector, compiler and heap; what else the launchers do to make a start cheap is part of what is
 * measured, so JVMs with all the launchers' flags, read from a running coordinator, are another floor. Neither has an
 * archive of class data, which is made for one program: the JVM takes its own.
 */
final class BareJvms {
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m");

    private final Home home;
    private final List<String> plain;
    private final List<String> tuned;

    BareJvms(Home home) throws IOException, InterruptedException, BenchException {
        this.home = home;
        Path classes = home.work().resolve("bare");
        Path file = classes.resolve(Nothing.class.getName().replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        try (InputStream in = Nothing.class.getResourceAsStream("Nothing.class")) {
            Files.copy(in, file);
        }
        try (Server server = Server.start(home, 1, Map.of())) {
            tuned = command(flags(ProcFiles.commandLine(server.coordinator())), classes);
            server.stop();
        }
        plain = command(FLAGS, classes);
    }

    private static List<String> command(List<String> flags, Path classes) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classes.toString(), Nothing.class.getName()));
        return command;
    }

    /** The JVM's own flags in a command line: those before what it is to run. */
    static List<String> flags(String... commandLine) {
        List<String> flags = new ArrayList<>();
        for (int i = 1; commandLine[i].startsWith("-X"); i++) {
            if (!commandLine[i].contains("SharedArchive")) {
                flags.add(commandLine[i]);
            }
        }
        return flags;
    }

    /** The flags of JVMs as they come. */
    String plainFlags() {
        return String.join(" ", FLAGS);
    }

    /** The launchers' flags. */
    String tunedFlags() {
        return String.join(" ", tuned.subList(1, tuned.size() - 3));
    }

    /** Starts so many at once and waits for all; adds the {@code wall} and {@code cpu} seconds of it. */
    void measure(String name, int count, Results results) throws IOException, InterruptedException, BenchException {
        measure(plain, name, count, results);
    }

    /** The same, with the launchers' flags. */
    void measureTuned(String name, int count, Results results)
            throws IOException, InterruptedException, BenchException {
        measure(tuned, name, count, results);
    }

    private void measure(List<String> command, String name, int count, Results results)
            throws IOException, InterruptedException, BenchException {
        double cpu = ProcFiles.cpuOfEndedChildren();
        long begin = System.nanoTime();
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(home.work().toFile()).redirectErrorStream(true);
            builder.environment().clear();
            processes.add(builder.start());
        }
        for (Process process : processes) {
            if (Home.await(process, "a bare JVM") != 0) {
                throw new BenchException("a bare JVM failed: " + String.join(" ", command));
            }
        }
        results.add(name + " wall", DrawRun.seconds(System.nanoTime() - begin));
        results.add(name + " cpu", ProcFiles.cpuOfEndedChildren() - cpu);
    }
}
