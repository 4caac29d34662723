package loteria.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import loteria.config.CommandLine;
import loteria.config.ConfigException;
import loteria.config.Setting;
import loteria.config.Settings;
import loteria.process.ExitCode;

/** The benchmark: what the project's processes take, beside what the machine can do. {@code make bench} runs it. */
public final class BenchMain {
    private static final String USAGE = "bench [flags]";

    private static final Setting BETS = new Setting(
            "bets", "BETS", null, null, "DIR", "where agency-1.csv to agency-5.csv are; default .data, else a sample");
    private static final Setting ONLY = new Setting(
            "only", "ONLY", null, null, "PARTS", "some parts, with commas between; nothing is written then");
    private static final Setting REPEAT =
            new Setting("repeat", "REPEAT", null, "0", "N", "runs of everything; 0: as many as each part needs");
    private static final Setting[] SETTINGS = {BETS, ONLY, REPEAT};

    private static final int MOST_REPEATS = 1_000;

    private BenchMain() {}

    /** Runs in the project's folder. Exit codes are {@link ExitCode}'s. */
    public static void main(String[] args) throws InterruptedException {
        System.exit(run(args));
    }

    private static int run(String... args) throws InterruptedException {
        try {
            Map<String, String> flags = CommandLine.parse(args, SETTINGS);
            if (CommandLine.answered(flags, BenchMain.class, USAGE, SETTINGS)) {
                return ExitCode.DONE;
            }
            Settings settings = Settings.read(flags, System.getenv(), Path.of("bench.conf"), file -> Map.of());
            Plan plan = Plan.whole(settings.integer(REPEAT, 0, MOST_REPEATS));
            Home home = new Home(Path.of("").toAbsolutePath(), WorkFolder.create());
            Path bets = settings.isSet(BETS) ? settings.path(BETS) : bets(home);
            String loadBefore = Machine.load();
            Bench bench = new Bench(home, plan, Source.read(bets), new BareJvms(home), new Results());
            List<Part> parts = choose(bench.parts(), settings.text(ONLY));
            measure(parts);
            List<Goal> goals = Goals.of(bench.results());
            if (!goals.isEmpty()) {
                System.out.println(Goals.table(goals));
            }
            if (!settings.isSet(ONLY)) {
                String machine = Machine.table(home, bench.jvms(), loadBefore, Machine.load());
                new Report(bench).write(home.root().resolve("docs"), machine, parts);
            }
            return ExitCode.DONE;
        } catch (ConfigException e) {
            System.err.println("bench: " + e.getMessage());
            return ExitCode.USAGE;
        } catch (BenchException | IOException e) {
            System.err.println("bench: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    /** The bets that {@code make run} takes, or a sample of the same size. */
    private static Path bets(Home home) throws IOException, InterruptedException, BenchException {
        Path bets = home.root().resolve(".data");
        if (Files.exists(Source.file(bets, 1))) {
            return bets;
        }
        Path sample = home.work().resolve("sample");
        home.run("agency", "sample", "--agencies", "" + Source.AGENCIES, "--dir", sample.toString());
        return sample;
    }

    private static List<Part> choose(List<Part> parts, String only) throws ConfigException {
        if (only == null) {
            return parts;
        }
        List<Part> chosen = new ArrayList<>();
        for (String name : only.split(",")) {
            chosen.add(parts.stream()
                    .filter(part -> part.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ConfigException("ONLY: expected some of "
                            + String.join(",", parts.stream().map(Part::name).toList()) + ", found '" + name + "'")));
        }
        return chosen;
    }

    /** Measures one part after the other, and prints each as soon as it is there. */
    private static void measure(List<Part> parts) throws IOException, InterruptedException, BenchException {
        for (Part part : parts) {
            long begin = System.nanoTime();
            part.measure();
            double seconds = DrawRun.seconds(System.nanoTime() - begin);
            System.out.printf(Locale.ROOT, "%s (in %.0f s)%n%n%s%n", part.name(), seconds, part.table());
        }
    }
}
