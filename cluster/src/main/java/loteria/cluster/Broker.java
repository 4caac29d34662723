package loteria.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One broker, which is a controller too: a folder and a port, on which one process lives after the other. For one
 * thread; its process may be asked for by any.
 */
public final class Broker {
    /** From the launch to readiness: beyond what it takes on a machine that does ten other things. */
    public static final Duration PATIENCE = Duration.ofSeconds(180);

    private static final String READY = "Kafka Server started";
    private static final long LOOK_MS = 20;

    /** Enough for some topics; C1 alone, since most of a short life is the start. */
    private static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final BrokerProperties properties;
    private final Path folder;
    private volatile Process process;
    private long logBegin;

    Broker(BrokerProperties properties, Path folder) {
        this.properties = properties;
        this.folder = folder;
    }

    /** Its number, from 1. */
    public int id() {
        return properties.id();
    }

    /** Where clients find it, on 127.0.0.1; the same for each of its processes. */
    public int port() {
        return properties.port();
    }

    /** What all its processes have written. */
    public Path log() {
        return folder.resolve("broker.log");
    }

    /** The process that runs, or ran last. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Starts a process on what the last one left, or on new storage; does not wait for it. */
    public void launch() throws IOException {
        Path file = folder.resolve("broker.properties");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JVM);
        command.add("-Dlog4j2.configurationFile=classpath:broker-log.properties");
        command.addAll(List.of("-cp", BrokerJars.classPath(), BrokerMain.class.getName(), file.toString()));
        if (Files.notExists(file)) {
            Files.createDirectories(folder);
            Files.writeString(file, properties.text(folder.resolve("data")));
            command.addAll(List.of("format", "-t", properties.clusterId(), "-c", file.toString()));
        }
        logBegin = Files.exists(log()) ? Files.size(log()) : 0;
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment()
                .keySet()
                .removeIf(name -> name.endsWith("JAVA_OPTIONS") || name.equals("JAVA_TOOL_OPTIONS"));
        process = builder.start();
    }

    /**
     * Waits until it serves clients.
     *
     * @throws IOException with the end of its log, if it ends instead or that takes longer than {@link #PATIENCE}
     */
    public void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                throw new IOException("broker " + id() + " ended with exit code " + process.exitValue() + ": " + log());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException(
                        "broker " + id() + " is not ready within " + PATIENCE.toSeconds() + " s: " + log());
            }
        }
    }

    private boolean isReady() throws IOException {
        byte[] all = Files.readAllBytes(log());
        String own = new String(all, (int) logBegin, all.length - (int) logBegin, UTF_8);
        return own.contains(READY);
    }

    /** Kills it, and waits for its exit; one that is stopped too. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
