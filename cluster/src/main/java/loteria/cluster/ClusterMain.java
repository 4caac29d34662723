package loteria.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import loteria.config.CommandLine;
import loteria.config.ConfigException;
import loteria.config.Setting;
import loteria.config.Settings;
import loteria.process.ExitCode;

/** A whole draw on three brokers and three centrals of this machine. {@code make cluster-run} runs it. */
public final class ClusterMain {
    private static final String USAGE = "cluster [flags]";

    private static final Setting BETS = new Setting(
            "bets", "BETS", null, null, "DIR", "where agency-1.csv to agency-5.csv are; default .data, else a sample");
    private static final Setting KILL = new Setting(
            "kill", "KILL", null, "nothing", "WHAT", "in the middle of the sales: nothing, central, broker");
    private static final Setting[] SETTINGS = {BETS, KILL};

    private ClusterMain() {}

    /** Runs in the project's folder. Exit codes are {@link ExitCode}'s. */
    public static void main(String[] args) throws InterruptedException {
        System.exit(run(args));
    }

    private static int run(String... args) throws InterruptedException {
        try {
            Map<String, String> flags = CommandLine.parse(args, SETTINGS);
            if (CommandLine.answered(flags, ClusterMain.class, USAGE, SETTINGS)) {
                return ExitCode.DONE;
            }
            Settings settings = Settings.read(flags, System.getenv(), Path.of("cluster.conf"), file -> Map.of());
            Victim victim = Victim.valueOf(
                    settings.choice(KILL, "nothing", "central", "broker").toUpperCase(Locale.ROOT));
            Path bets = settings.isSet(BETS) ? settings.path(BETS).toAbsolutePath() : null;
            if (bets != null && !ClusterDraw.hasBets(bets)) {
                throw new ConfigException(bets + ": expected agency-1.csv to agency-" + ClusterDraw.AGENCIES + ".csv");
            }
            Path root = Path.of("").toAbsolutePath();
            try (ClusterDraw draw = new ClusterDraw(root, folder(root), victim)) {
                // A signal must leave nothing running either.
                Runtime.getRuntime().addShutdownHook(new Thread(draw::close, "shutdown"));
                draw.run(bets == null ? root.resolve(".data") : bets);
            }
            return ExitCode.DONE;
        } catch (ConfigException e) {
            System.err.println("cluster: " + e.getMessage());
            return ExitCode.USAGE;
        } catch (IOException e) {
            System.err.println("cluster: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private static Path folder(Path root) throws IOException {
        String name = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
        return Files.createDirectories(root.resolve(".data")
                .resolve("clusters")
                .resolve(name + "-" + ProcessHandle.current().pid()));
    }
}
