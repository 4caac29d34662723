package loteria.agency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import loteria.bet.BetLimits;
import loteria.config.CommandLine;
import loteria.config.ConfigException;
import loteria.config.Setting;
import loteria.config.Settings;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.Reason;

/** {@code agency sample}: bets of the kind and number that the course's agencies have, the same for the same seed. */
final class SampleBets {
    private static final String USAGE = "agency sample [flags]";

    private static final Setting AGENCIES = new Setting("agencies", null, null, "5", "N", "agencies to make bets for");
    private static final Setting DIR =
            new Setting("dir", null, null, ".data", "DIR", "where agency-1.csv and so on go");
    private static final Setting BETS =
            new Setting("bets", null, null, null, "N", "bets of all agencies together; default as many as the course");
    private static final Setting SEED = new Setting("seed", null, null, "1", "N", "other bets for another number");
    private static final Setting[] FLAGS = {AGENCIES, DIR, BETS, SEED};

    private SampleBets() {}

    static void run(String[] args, Resources resources) throws ConfigException, FailedException {
        Map<String, String> flags = CommandLine.parse(args, FLAGS);
        if (CommandLine.answered(flags, SampleBets.class, USAGE, FLAGS)) {
            return;
        }
        Settings settings = Settings.read(flags, Map.of(), Path.of("config.yaml"), new YamlFile());
        int agencies = settings.integer(AGENCIES, 1, BetLimits.MAX_AGENCY);
        SampleShares shares = settings.isSet(BETS)
                ? new SampleShares(agencies, settings.integer(BETS, 0, Integer.MAX_VALUE))
                : new SampleShares(agencies);
        int seed = settings.integer(SEED, Integer.MIN_VALUE, Integer.MAX_VALUE);
        Path dir = settings.path(DIR);
        try {
            write(Files.createDirectories(dir), shares, seed, resources);
        } catch (IOException e) {
            throw new FailedException(ExitCode.FAILED, "sample", "dir", dir, "error", Reason.of(e));
        }
        ActionLog.success("sample", "agencies", agencies, "cantidad", shares.total(), "dir", dir);
    }

    static void write(Path dir, SampleShares shares, int seed, Resources resources) throws IOException {
        for (int agency = 1; agency <= shares.agencies(); agency++) {
            SampleFile file = resources.add(new SampleFile(dir.resolve("agency-" + agency + ".csv")));
            try {
                file.write(new SampleBet(seed, agency), shares.bets(agency), shares.winners(agency));
            } finally {
                resources.close(file);
            }
        }
    }
}
