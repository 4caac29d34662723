package loteria.coordinator.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import loteria.bet.BetLimits;
import loteria.config.ConfigException;
import loteria.config.Setting;
import loteria.config.Settings;
import loteria.config.Vocabulary;
import loteria.log.LogLevel;
import loteria.tls.TlsFiles;

/**
 * How a coordinator is to run.
 *
 * @param host to listen on, or null for all addresses of this machine
 * @param port 0 picks a free one
 * @param listenBacklog connections that wait to be accepted
 * @param agencies expected, 0 to {@link #MAX_AGENCIES}
 * @param workers child processes, 1 to {@link #MAX_WORKERS}
 * @param isNumberGiven whether somebody said the winning number, or it is the default
 * @param childOptions flags for the JVMs of the children
 * @param logLevelName as it was given
 * @param logJson whether the log is JSON
 * @param http where the page is to be found, or null for nowhere
 * @param httpNames domains under which the page may be asked for
 * @param tls the central's certificates, or null if agencies speak in clear
 * @param seal how the draw is sealed, or null if it is not
 * @param store where the bets are, or null if they are in the data directory
 */
public record CoordinatorConfig(
        String host,
        int port,
        int listenBacklog,
        int agencies,
        int workers,
        Path dataDir,
        int winningNumber,
        boolean isNumberGiven,
        LogLevel logLevel,
        String logLevelName,
        boolean logJson,
        HttpAddress http,
        List<String> httpNames,
        TlsFiles tls,
        List<String> childOptions,
        SealConfig seal,
        StoreConfig store) {

    public static final int MAX_AGENCIES = 1_000;
    public static final int MAX_WORKERS = 64;

    /** Workers above this many share agencies unless more are asked for. */
    private static final int DEFAULT_MOST_WORKERS = 16;

    private static final int MAX_PORT = 65_535;
    private static final int MAX_BACKLOG = 65_535;

    private static final Path DEFAULT_FILE = Path.of("config.ini");

    private static final Setting HOST =
            setting("host", "SERVER_HOST", null, "ADDRESS", "address to listen on; default all of this machine");
    private static final Setting PORT =
            setting("port", "SERVER_PORT", "12345", "P", "TCP port to listen on; 0 picks a free one");
    private static final Setting LISTEN_BACKLOG =
            setting("listen-backlog", "SERVER_LISTEN_BACKLOG", "5", "N", "connections that may wait to be accepted");
    private static final Setting LOG_LEVEL =
            setting("log-level", "LOGGING_LEVEL", "INFO", "LEVEL", "DEBUG, INFO, WARNING or ERROR");
    private static final Setting AGENCIES =
            setting("agencies", "SERVER_AGENCIES", "5", "N", "agencies to wait for before the draw; 0: echo only");
    private static final Setting WORKERS =
            setting("workers", "SERVER_WORKERS", null, "K", "child processes; default one per agency, at most 16");
    public static final Setting DATA_DIR =
            setting("data-dir", "SERVER_DATA_DIR", "./data", "DIR", "where bets, closed sales and winners are kept");
    public static final Setting WINNING_NUMBER =
            setting("winning-number", "SERVER_WINNING_NUMBER", "7574", "N", "the number that wins");

    private static final Setting LOG_FORMAT =
            setting("log-format", "SERVER_LOG_FORMAT", "text", "FORMAT", "text, or json: an object a line");
    private static final Setting HTTP = setting(
            "http", "SERVER_HTTP", null, "[HOST:]PORT", "a page to look at there; a port alone is this machine's own");

    private static final Setting HTTP_NAMES = setting(
            "http-names", "SERVER_HTTP_NAMES", null, "NAMES", "domains under which the page may be asked for, too");
    private static final Setting TLS_CERT =
            setting("tls-cert", "SERVER_TLS_CERT", null, "FILE", "the central's certificate, PEM: with it TLS alone");
    private static final Setting TLS_KEY =
            setting("tls-key", "SERVER_TLS_KEY", null, "FILE", "its key, PKCS#8, its owner's alone");
    private static final Setting TLS_CA =
            setting("tls-ca", "SERVER_TLS_CA", null, "FILE", "the authority that agencies' certificates lead to");
    private static final Setting TLS_CRL =
            setting("tls-crl", "SERVER_TLS_CRL", null, "FILE", "the authority's list of revoked certificates");

    private static final Setting STORE = setting(
            "store",
            "SERVER_STORE",
            null,
            "STORE",
            "a store that several centrals share: kafka:HOST:PORT[,HOST:PORT...]/DRAW");
    private static final Setting STORE_SETTINGS =
            setting("store-settings", "SERVER_STORE_SETTINGS", null, "FILE", "properties of its client: TLS, SASL");
    private static final Setting STORE_ACCEPT_WEAKER = new Setting(
            "store-accept-weaker", null, null, null, null, "takes a store that promises less than three disks");

    private static final Setting CHILD_OPTIONS = setting(
            "child-options",
            "SERVER_CHILD_OPTIONS",
            null,
            "OPTIONS",
            "flags for the JVMs of the children, in one word");

    public static final Setting SEAL_KEY = setting(
            "seal-key", "SERVER_SEAL_KEY", null, "FILE", "seals the draw with this key; the number comes afterwards");
    public static final Setting COSIGNERS = setting(
            "cosigners",
            "SERVER_COSIGNERS",
            null,
            "FILE",
            "public keys that must have signed the seal before a number");
    private static final Setting DRAW =
            setting("draw", "SERVER_DRAW", null, "NAME", "which draw it is, in a seal: loteria.example/2026-11-25");

    public static final Setting[] SETTINGS = {
        AGENCIES,
        HOST,
        PORT,
        LISTEN_BACKLOG,
        WORKERS,
        DATA_DIR,
        WINNING_NUMBER,
        HTTP,
        HTTP_NAMES,
        TLS_CERT,
        TLS_KEY,
        TLS_CA,
        TLS_CRL,
        STORE,
        STORE_SETTINGS,
        STORE_ACCEPT_WEAKER,
        CHILD_OPTIONS,
        SEAL_KEY,
        DRAW,
        COSIGNERS,
        LOG_LEVEL,
        LOG_FORMAT
    };

    /** The address that the course's central was told, and looked at as little. */
    private static final String UNUSED = "SERVER_IP";

    private static final Vocabulary VOCABULARY = new Vocabulary(UNUSED, SETTINGS);

    public static final Setting WATCH =
            new Setting("watch", null, null, null, null, "again once a second, until SIGINT");
    public static final Setting JSON = new Setting("json", null, null, null, null, "as one line of JSON");

    /** The flags of a look at a central. */
    public static final Setting[] STATUS_SETTINGS = {DATA_DIR, WATCH, JSON};

    public static final Setting TOTAL = new Setting(
            "total", null, null, null, "T", "of close: bets that are stored, which its sales are closed with");

    /** The flags of what an operator says of agencies. */
    public static final Setting[] AGENCIES_SETTINGS = {DATA_DIR, TOTAL};

    /** The flags of an audit. */
    public static final Setting[] AUDIT_SETTINGS = {DATA_DIR, WINNING_NUMBER, JSON};

    /** The flags of whoever makes a store, or writes it to a directory. */
    public static final Setting[] STORE_COMMAND_SETTINGS = {
        STORE, STORE_SETTINGS, STORE_ACCEPT_WEAKER, AGENCIES, DATA_DIR
    };

    private static HttpAddress http(Settings settings) throws ConfigException {
        HttpAddress address = HttpAddress.parse(settings.text(HTTP));
        if (address == null) {
            throw settings.unexpected(HTTP, "[HOST:]PORT");
        }
        return address;
    }

    private static TlsFiles tls(Settings settings) throws ConfigException {
        return settings.isSet(TLS_CERT) || settings.isSet(TLS_KEY) || settings.isSet(TLS_CA) || settings.isSet(TLS_CRL)
                ? TlsFiles.of(settings, TLS_CERT, TLS_KEY, TLS_CA, TLS_CRL)
                : null;
    }

    private static List<String> words(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+"));
    }

    /** Names the variables that look like a coordinator's and are none, for people; null if there are none. */
    public static String strangers(Map<String, String> environment) {
        return VOCABULARY.strangers(environment, "SERVER_");
    }

    /** In the file a setting is called as in the environment. */
    private static Setting setting(String flag, String variable, String fallback, String argument, String help) {
        return new Setting(flag, variable, variable, fallback, argument, help);
    }

    /** Reads flags, environment and file. */
    public static CoordinatorConfig read(Map<String, String> flags, Map<String, String> environment)
            throws ConfigException {
        Settings settings = Settings.read(flags, environment, DEFAULT_FILE, new IniFile());
        settings.requireKnown(VOCABULARY);
        int agencies = settings.integer(AGENCIES, 0, MAX_AGENCIES);
        return new CoordinatorConfig(
                settings.isSet(HOST) ? settings.host(HOST) : null,
                settings.integer(PORT, 0, MAX_PORT),
                settings.integer(LISTEN_BACKLOG, 1, MAX_BACKLOG),
                agencies,
                settings.isSet(WORKERS)
                        ? settings.integer(WORKERS, 1, MAX_WORKERS)
                        : Math.max(1, Math.min(agencies, DEFAULT_MOST_WORKERS)),
                settings.path(DATA_DIR),
                settings.integer(WINNING_NUMBER, 0, BetLimits.MAX_NUMBER),
                settings.isSet(WINNING_NUMBER),
                settings.level(LOG_LEVEL),
                settings.text(LOG_LEVEL),
                settings.choice(LOG_FORMAT, "text", "json").equals("json"),
                settings.isSet(HTTP) ? http(settings) : null,
                settings.isSet(HTTP_NAMES) ? words(settings.text(HTTP_NAMES)) : List.of(),
                tls(settings),
                settings.isSet(CHILD_OPTIONS) ? words(settings.text(CHILD_OPTIONS)) : List.of(),
                seal(settings),
                store(settings, agencies));
    }

    private static StoreConfig store(Settings settings, int agencies) throws ConfigException {
        if (settings.isSet(STORE)) {
            if (settings.isSet(SEAL_KEY)) {
                throw settings.unexpected(SEAL_KEY, "no --store beside it: only a draw in files is sealed");
            }
            if (agencies == 0) {
                throw settings.unexpected(AGENCIES, "1 or more with --store");
            }
            return StoreConfig.read(settings, STORE, STORE_SETTINGS, STORE_ACCEPT_WEAKER);
        }
        for (Setting useless : new Setting[] {STORE_SETTINGS, STORE_ACCEPT_WEAKER}) {
            if (settings.isSet(useless)) {
                throw settings.unexpected(useless, "--store with it");
            }
        }
        return null;
    }

    private static SealConfig seal(Settings settings) throws ConfigException {
        if (settings.isSet(SEAL_KEY)) {
            if (settings.isSet(WINNING_NUMBER)) {
                throw settings.unexpected(WINNING_NUMBER, "no number beside --seal-key: it comes after the seal");
            }
            return SealConfig.read(settings, SEAL_KEY, DRAW, COSIGNERS);
        }
        for (Setting useless : new Setting[] {DRAW, COSIGNERS}) {
            if (settings.isSet(useless)) {
                throw settings.unexpected(useless, "--seal-key with it");
            }
        }
        return null;
    }
}
