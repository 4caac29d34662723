package loteria.coordinator;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loteria.process.ExitCode;

/** The command line of a worker: the coordinator knows it as nothing else. */
final class WorkerCommand {
    private static final String JAR = "worker.jar";

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

    /** Starts a worker, whose standard output is this process's. */
    Process start(Path controlSocket, int number) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Xmx64m",
                "-jar",
                jar.toString(),
                controlSocket.toString(),
                Integer.toString(number)));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
