package loteria.agency;

import java.util.Arrays;
import loteria.agency.tls.TlsClient;
import loteria.config.ConfigException;
import loteria.config.GoDuration;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.Termination;
import loteria.process.Threads;
import loteria.wire.SocketProvider;

/** The agency: sells the bets of a file to the central and asks who won. {@code agency sample} makes such files. */
public final class AgencyMain {
    private static final Resources RESOURCES = new Resources();
    private static final Ending ENDING = new Ending(RESOURCES);

    private AgencyMain() {}

    /** Runs the program. Exit codes are {@link ExitCode}'s. */
    public static void main(String[] args) {
        Threads.setLastResort(ENDING);
        Termination.handle(ENDING);
        SocketProvider.choose();
        try {
            if (args.length > 0 && args[0].equals("sample")) {
                SampleBets.run(Arrays.copyOfRange(args, 1, args.length), RESOURCES);
                return;
            }
            AgencyConfig config = AgencyConfig.read(args, System.getenv());
            if (config != null) {
                run(config);
                ENDING.done();
            }
        } catch (ConfigException e) {
            ENDING.failed(new FailedException(ExitCode.USAGE, "config", "error", e.getMessage()));
        } catch (FailedException e) {
            ENDING.failed(e);
        }
    }

    private static void run(AgencyConfig config) throws FailedException, ConfigException {
        ActionLog.setLevel(config.threshold());
        if (config.logJson()) {
            ActionLog.useJson();
        }
        String strangers = AgencyConfig.strangers(System.getenv());
        if (strangers != null) {
            ActionLog.warn("config", "warning", "of no use in the environment: " + strangers);
        }
        ActionLog.success(
                "config",
                "client_id",
                config.id(),
                "server_address",
                config.server(),
                "loop_amount",
                config.loopAmount(),
                "loop_period",
                GoDuration.format(config.loopPeriodMillis()),
                "log_level",
                config.level());
        switch (config.mode()) {
            case SINGLE_BET -> central(config).visit(new SingleBetErrand(config));
            case ECHO -> echo(config);
            default -> sell(config);
        }
    }

    private static Central central(AgencyConfig config) throws FailedException, ConfigException {
        return new Central(
                config.server(), config.id(), tls(config), config.retryForMillis(), Central.SILENCE_MS, RESOURCES);
    }

    /** Null without a certificate: no class of TLS is loaded then. */
    private static TlsClient tls(AgencyConfig config) throws ConfigException {
        if (config.tls() == null) {
            return null;
        }
        return new TlsClient(config.tls(), config.tlsName(), config.id());
    }

    private static void sell(AgencyConfig config) throws FailedException, ConfigException {
        BetFile bets = RESOURCES.add(BetFile.open(config.bets()));
        if (config.maxInvalid() != null) {
            bets.requireValid(config.maxInvalid());
        }
        Progress progress = RESOURCES.add(Progress.of(bets));
        central(config).visit(new LotteryErrand(config, bets, progress));
    }

    private static void echo(AgencyConfig config) throws FailedException, ConfigException {
        Central central = central(config);
        for (int number = 1; number <= config.loopAmount(); number++) {
            if (number > 1) {
                Pause.millis(config.loopPeriodMillis());
            }
            central.visit(new EchoErrand(config.id(), number));
        }
        ActionLog.success("loop_finished", "client_id", config.id());
    }
}
