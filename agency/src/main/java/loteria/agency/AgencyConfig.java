package loteria.agency;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import loteria.agency.receipt.Wishes;
import loteria.bet.Bet;
import loteria.bet.BetLimits;
import loteria.bet.InvalidBetException;
import loteria.config.CommandLine;
import loteria.config.ConfigException;
import loteria.config.Setting;
import loteria.config.Settings;
import loteria.config.Vocabulary;
import loteria.log.LogLevel;
import loteria.note.MalformedNoteException;
import loteria.note.VerifierKey;
import loteria.tls.TlsFiles;
import loteria.wire.FrameDescriptor;

/**
 * What an agency run was asked to do.
 *
 * @param id 1 to 65535
 * @param server of one central, or of several to go on with after the loss of one
 * @param maxInvalid how many lines of the file may be no bets; null if any
 * @param batchMaxAmount bets of a batch, 1 to 65535; a frame may hold fewer
 * @param window frames in flight, 1 to 65535
 * @param waiting whether the central answers when drawn, rather than being asked again and again
 * @param level as it was written
 * @param tls the agency's certificates, or null to speak in clear
 * @param tlsName that each central's certificate must be for, or null if that is its host
 * @param wishes what to bring home beside the number of winners, or null for nothing
 * @param single the bet of mode {@link Mode#SINGLE_BET}, otherwise null
 */
record AgencyConfig(
        int id,
        ServerAddresses server,
        String bets,
        InvalidLimit maxInvalid,
        int batchMaxAmount,
        int window,
        Mode mode,
        boolean waiting,
        long retryForMillis,
        String level,
        LogLevel threshold,
        boolean logJson,
        int loopAmount,
        long loopPeriodMillis,
        TlsFiles tls,
        String tlsName,
        Wishes wishes,
        Bet single) {

    enum Mode {
        LOTTERY,
        SINGLE_BET,
        ECHO
    }

    private static final String USAGE = "agency --id N [flags], or agency sample [flags]";
    private static final Path DEFAULT_FILE = Path.of("config.yaml");
    private static final int MAX_WINDOW = 65_535;

    private static final Setting ID = new Setting("id", "CLI_ID", "id", null, "N", "number of this agency, from 1");
    private static final Setting SERVER = new Setting(
            "server",
            "CLI_SERVER_ADDRESS",
            "server.address",
            "server:12345",
            "HOST:PORT,...",
            "where the central is, or several with commas");
    private static final Setting BETS =
            new Setting("bets", "CLI_BETS", null, ".data/agency-{id}.csv", "FILE", "the bets, as CSV");
    private static final Setting MAX_INVALID = new Setting(
            "max-invalid", "CLI_MAX_INVALID", null, null, "N|P%", "most lines that are no bets, else nothing is sold");
    private static final Setting BATCH_MAX_AMOUNT = new Setting(
            "batch-max-amount", "CLI_BATCH_MAXAMOUNT", "batch.maxAmount", "150", "N", "most bets of a batch");
    private static final Setting WINDOW =
            new Setting("window", "CLI_WINDOW", null, "64", "N", "most batches sent and not yet acknowledged");
    private static final Setting MODE =
            new Setting("mode", "CLI_MODE", null, null, "MODE", "lottery, single-bet (default if NUMERO is set), echo");
    private static final Setting WINNERS =
            new Setting("winners", "CLI_WINNERS", null, "wait", "HOW", "wait for the draw, or poll");
    private static final Setting RETRY_FOR =
            new Setting("retry-for", "CLI_RETRY_FOR", null, "60s", "DURATION", "how long to look for a lost central");
    private static final Setting RECEIPT =
            new Setting("receipt", "CLI_RECEIPT", null, null, "FILE", "for the proof that our bets were sealed");
    private static final Setting CENTRAL_KEY = new Setting(
            "central-key", "CLI_CENTRAL_KEY", null, null, "VKEY", "the central's public key, with --receipt");
    private static final Setting WINNERS_FILE = new Setting(
            "winners-file", "CLI_WINNERS_FILE", null, null, "FILE", "for our winners' documents, one a line");
    private static final Setting LOG_LEVEL =
            new Setting("log-level", "CLI_LOG_LEVEL", "log.level", "INFO", "LEVEL", "DEBUG, INFO, WARNING or ERROR");
    private static final Setting LOG_FORMAT = new Setting(
            "log-format", "CLI_LOG_FORMAT", "log.format", "text", "FORMAT", "text, or json: an object a line");
    private static final Setting TLS_CERT = new Setting(
            "tls-cert", "CLI_TLS_CERT", "tls.cert", null, "FILE", "our certificate, PEM: with it TLS alone");
    private static final Setting TLS_KEY =
            new Setting("tls-key", "CLI_TLS_KEY", "tls.key", null, "FILE", "its key, PKCS#8, its owner's alone");
    private static final Setting TLS_CA = new Setting(
            "tls-ca", "CLI_TLS_CA", "tls.ca", null, "FILE", "the authority that the central's certificate leads to");
    private static final Setting TLS_NAME = new Setting(
            "tls-name", "CLI_TLS_NAME", "tls.name", null, "NAME", "what the central's certificate is for; its host");
    private static final Setting[] FLAGS = {
        ID,
        SERVER,
        BETS,
        MAX_INVALID,
        BATCH_MAX_AMOUNT,
        WINDOW,
        MODE,
        WINNERS,
        RETRY_FOR,
        RECEIPT,
        CENTRAL_KEY,
        WINNERS_FILE,
        TLS_CERT,
        TLS_KEY,
        TLS_CA,
        TLS_NAME,
        LOG_LEVEL,
        LOG_FORMAT
    };

    private static final Setting LOOP_AMOUNT =
            new Setting("loop.amount", "CLI_LOOP_AMOUNT", "loop.amount", "5", "N", "messages of the echo");
    private static final Setting LOOP_PERIOD = new Setting(
            "loop.period", "CLI_LOOP_PERIOD", "loop.period", "5s", "DURATION", "pause between messages of the echo");

    private static final Vocabulary VOCABULARY = vocabulary();

    private static final Setting NUMERO = variable("NUMERO");

    /** Reads the configuration; null if it was help or the version that was asked for, and answered. */
    static AgencyConfig read(String[] args, Map<String, String> environment) throws ConfigException {
        Map<String, String> flags = CommandLine.parse(args, FLAGS);
        if (CommandLine.answered(flags, AgencyConfig.class, USAGE, FLAGS)) {
            return null;
        }
        return of(Settings.read(flags, environment, DEFAULT_FILE, new YamlFile()));
    }

    /** Names the variables that look like an agency's and are none, for people; null if there are none. */
    static String strangers(Map<String, String> environment) {
        return VOCABULARY.strangers(environment, "CLI_");
    }

    private static Vocabulary vocabulary() {
        Setting[] all = Arrays.copyOf(FLAGS, FLAGS.length + 2);
        all[FLAGS.length] = LOOP_AMOUNT;
        all[FLAGS.length + 1] = LOOP_PERIOD;
        return new Vocabulary(null, all);
    }

    static AgencyConfig of(Settings settings) throws ConfigException {
        settings.requireKnown(VOCABULARY);
        int id = settings.integer(ID, 1, BetLimits.MAX_AGENCY);
        Mode mode = mode(settings);
        return new AgencyConfig(
                id,
                server(settings),
                settings.text(BETS).replace("{id}", Integer.toString(id)),
                settings.isSet(MAX_INVALID) ? InvalidLimit.parse(settings.text(MAX_INVALID)) : null,
                settings.integer(BATCH_MAX_AMOUNT, 1, FrameDescriptor.MAX_BATCH_RECORDS),
                settings.integer(WINDOW, 1, MAX_WINDOW),
                mode,
                settings.choice(WINNERS, "wait", "poll").equals("wait"),
                settings.millis(RETRY_FOR),
                settings.text(LOG_LEVEL),
                settings.level(LOG_LEVEL),
                settings.choice(LOG_FORMAT, "text", "json").equals("json"),
                settings.integer(LOOP_AMOUNT, 0, Integer.MAX_VALUE),
                settings.millis(LOOP_PERIOD),
                tls(settings),
                settings.isSet(TLS_NAME) ? settings.host(TLS_NAME) : null,
                wishes(settings, mode),
                mode == Mode.SINGLE_BET ? single(settings) : null);
    }

    private static Wishes wishes(Settings settings, Mode mode) throws ConfigException {
        for (Setting wish : new Setting[] {RECEIPT, WINNERS_FILE}) {
            if (mode != Mode.LOTTERY && settings.isSet(wish)) {
                throw settings.unexpected(wish, "it with --mode lottery alone");
            }
        }
        if (settings.isSet(RECEIPT) != settings.isSet(CENTRAL_KEY)) {
            throw settings.isSet(RECEIPT)
                    ? settings.unexpected(CENTRAL_KEY, "the central's public key, with --receipt")
                    : settings.unexpected(CENTRAL_KEY, "--receipt with it");
        }
        if (!settings.isSet(RECEIPT) && !settings.isSet(WINNERS_FILE)) {
            return null;
        }
        return new Wishes(
                settings.isSet(RECEIPT) ? settings.path(RECEIPT) : null,
                settings.isSet(RECEIPT) ? centralKey(settings) : null,
                settings.isSet(WINNERS_FILE) ? settings.path(WINNERS_FILE) : null);
    }

    private static VerifierKey centralKey(Settings settings) throws ConfigException {
        try {
            return VerifierKey.parse(settings.text(CENTRAL_KEY));
        } catch (MalformedNoteException e) {
            throw new ConfigException("--" + CENTRAL_KEY.flag() + ": " + e.getMessage());
        }
    }

    private static ServerAddresses server(Settings settings) throws ConfigException {
        ServerAddresses addresses = ServerAddresses.parse(settings.text(SERVER));
        if (addresses == null) {
            throw settings.unexpected(SERVER, "host:port, or several, each once, with nothing but commas between them");
        }
        return addresses;
    }

    private static TlsFiles tls(Settings settings) throws ConfigException {
        return settings.isSet(TLS_CERT) || settings.isSet(TLS_KEY) || settings.isSet(TLS_CA) || settings.isSet(TLS_NAME)
                ? TlsFiles.of(settings, TLS_CERT, TLS_KEY, TLS_CA, null)
                : null;
    }

    private static Mode mode(Settings settings) throws ConfigException {
        if (!settings.isSet(MODE)) {
            return settings.isSet(NUMERO) ? Mode.SINGLE_BET : Mode.LOTTERY;
        }
        return switch (settings.choice(MODE, "lottery", "single-bet", "echo")) {
            case "single-bet" -> Mode.SINGLE_BET;
            case "echo" -> Mode.ECHO;
            default -> Mode.LOTTERY;
        };
    }

    private static Bet single(Settings settings) throws ConfigException {
        try {
            return Bet.of(
                    required(settings, variable("NOMBRE")),
                    required(settings, variable("APELLIDO")),
                    required(settings, variable("DOCUMENTO")),
                    required(settings, variable("NACIMIENTO")),
                    required(settings, NUMERO));
        } catch (InvalidBetException e) {
            throw new ConfigException("the bet of NOMBRE, APELLIDO, DOCUMENTO, NACIMIENTO, NUMERO: " + e.getMessage());
        }
    }

    private static String required(Settings settings, Setting setting) throws ConfigException {
        String value = settings.text(setting);
        if (value == null) {
            throw new ConfigException(setting.variable() + " is missing, expected with a single bet");
        }
        return value;
    }

    private static Setting variable(String name) {
        return new Setting(name, name, null, null, null, null);
    }
}
