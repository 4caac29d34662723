package loteria.coordinator;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import loteria.process.ExitCode;

/** The command line of a worker: the coordinator knows it as nothing else. */
final class WorkerCommand {
    private static final String JAR = "worker.jar";

    private static final String MAIN = "loteria.worker.WorkerMain";

    /** Beside the jar: its classes as the JVM keeps them, which halves a worker's start. */
    private static final String CLASS_DATA = "worker.jsa";

    /** Those of the launchers, which say why. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:CompileThresholdScaling=3",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-Xlog:cds=off",
            "-Xmx64m");

    private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    private final Path jar;

    /** Finds the worker's jar beside the coordinator's: in an image, or in the build tree. */
    WorkerCommand() throws StartException {
        Path here;
        try {
            here = Path.of(WorkerCommand.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new StartException(ExitCode.FAILED, JAR + ": cannot be found: " + e.getMessage());
        }
        Path beside = here.resolve(JAR);
        Path inBuildTree =
                here.resolveSibling("..").resolve("worker/target").resolve(JAR).normalize();
        jar = Files.exists(beside) ? beside : inBuildTree;
        if (!Files.exists(jar)) {
            throw new StartException(
                    ExitCode.FAILED, "expected " + beside + " or " + inBuildTree + " (mvn package builds it)");
        }
    }

    /** Starts a worker: with the first compiler alone, since it lives too short for the second to pay. */
    Process start(Path controlSocket, int number) throws IOException {
        return run("-XX:TieredStopAtLevel=1", controlSocket.toString(), Integer.toString(number));
    }

    /** Starts an audit of a data directory, which may take long. */
    Process audit(Path dataDir, int winningNumber) throws IOException {
        return run("-XX:+TieredCompilation", "audit", dataDir.toString(), Integer.toString(winningNumber));
    }

    /** Runs the jar; its output is this process's. */
    private Process run(String compiler, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(FLAGS);
        command.add(compiler);
        Path classData = jar.resolveSibling(CLASS_DATA);
        if (Files.exists(classData)) {
            command.add("-XX:SharedArchiveFile=" + classData);
        }
        command.add("-cp");
        command.add(jar.toString());
        command.add(MAIN);
        Collections.addAll(command, arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
