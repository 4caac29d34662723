package loteria.coordinator.child;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import loteria.coordinator.life.StartException;
import loteria.process.ExitCode;
import loteria.process.Reason;

/** A program that the coordinator starts as a child: it knows it as a command line and as nothing else. */
public final class SiblingProgram {
    /** What takes long is compiled well. */
    public static final String LONG_LIVED = "-XX:+TieredCompilation";

    /** The first compiler alone: the child lives too short, or does too little, for the second to pay. */
    public static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    /** Those of the launchers, which say why. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:CompileThresholdScaling=3",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-Xlog:cds=off");

    /**
     * What the JVM adds to every command line. They were meant for the coordinator: a debugger's or a monitor's port is
     * taken once it has it, and a second collector keeps a JVM from starting.
     */
    private static final List<String> JVM_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** Enough for a program with a bounded number of things at hand. */
    public static final int HEAP_MB = 64;

    private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    private final String classPath;
    private final String mainClass;
    private final String heap;
    private final List<String> options;

    /** Beside the jar: its classes as the JVM keeps them, which halves a child's start. */
    private final Path classData;

    /**
     * Finds a program's jar beside the coordinator's: in an image, or in the build tree.
     *
     * @param heapMb the most megabytes of heap
     * @param options flags for the child's JVM, after those that every child has
     * @param more jars that it is to find its classes in, by the names of their modules
     */
    public SiblingProgram(String name, int heapMb, List<String> options, String... more) throws StartException {
        heap = "-Xmx" + heapMb + "m";
        this.options = options;
        Path jar = find(name);
        StringBuilder all = new StringBuilder(jar.toString());
        for (String module : more) {
            all.append(File.pathSeparatorChar).append(find(module));
        }
        classPath = all.toString();
        classData = jar.resolveSibling(name + ".jsa");
        mainClass = "loteria." + name + "." + Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Main";
    }

    private static Path find(String module) throws StartException {
        String file = module + ".jar";
        Path here;
        try {
            here = Path.of(SiblingProgram.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new StartException(ExitCode.FAILED, file + ": cannot be found: " + Reason.of(e));
        }
        Path beside = here.resolve(file);
        Path inBuildTree = here.resolveSibling("..")
                .resolve(module)
                .resolve("target")
                .resolve(file)
                .normalize();
        Path jar = Files.exists(beside) ? beside : inBuildTree;
        if (!Files.exists(jar)) {
            throw new StartException(
                    ExitCode.FAILED, "expected " + beside + " or " + inBuildTree + " (mvn package builds it)");
        }
        return jar;
    }

    /** Starts a child whose output is this process's, and whose input is at its end. */
    public Process start(String compiler, String... arguments) throws IOException {
        Process process = command(compiler, arguments)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        return process;
    }

    /** The same, but for its error output, which this process reads. */
    Process startHeard(String compiler, String... arguments) throws IOException {
        Process process = command(compiler, arguments)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.PIPE)
                .start();
        process.getOutputStream().close();
        return process;
    }

    /** Starts a child whose output is this process's, and whose input ends when this process does. */
    public Process startAttached(String compiler, String... arguments) throws IOException {
        return command(compiler, arguments)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Starts a child whose output this process reads, and whose input ends when this process does. */
    Process startSpoken(String compiler, String... arguments) throws IOException {
        return command(compiler, arguments).start();
    }

    private ProcessBuilder command(String compiler, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(FLAGS);
        command.add(compiler);
        command.add(heap);
        if (Files.exists(classData)) {
            command.add("-XX:SharedArchiveFile=" + classData);
        }
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        Collections.addAll(command, arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C.UTF-8");
        for (String variable : JVM_VARIABLES) {
            builder.environment().remove(variable);
        }
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return builder;
    }
}
