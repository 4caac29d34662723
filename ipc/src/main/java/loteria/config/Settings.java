package loteria.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import loteria.log.LogLevel;
import loteria.process.Reason;

/** The values of a program's settings: flag, then environment, then file, then default. Immutable. */
public final class Settings {
    private static final char REPLACEMENT = '\ufffd';

    private final Map<String, String> flags;
    private final Map<String, String> environment;
    private final Map<String, Entry> entries;
    private final Path file;

    private Settings(
            Map<String, String> flags, Map<String, String> environment, Map<String, Entry> entries, Path file) {
        this.flags = flags;
        this.environment = environment;
        this.entries = entries;
        this.file = file;
    }

    /**
     * Reads the file that the flag {@code config} names, which must exist, or the default one, which need not.
     *
     * @param flags values by name, as {@link CommandLine} gives them
     * @param environment variables; an empty one counts as absent
     */
    public static Settings read(
            Map<String, String> flags, Map<String, String> environment, Path defaultFile, ConfigFile format)
            throws ConfigException {
        String named = flags.get("config");
        Path file = named == null ? defaultFile : fileNamed("--config", named);
        // A link that leads nowhere is there, and was meant to be read.
        if (named == null && Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Settings(flags, environment, Map.of(), file);
        }
        try {
            return new Settings(flags, environment, format.read(file), file);
        } catch (IOException e) {
            throw new ConfigException(Reason.of(file, e) + ", expected a configuration file");
        }
    }

    /** Refuses what the file says of a key that is none. */
    public void requireKnown(Vocabulary vocabulary) throws ConfigException {
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            vocabulary.requireKey(entry.getKey(), place(entry.getValue()));
        }
    }

    private String place(Entry entry) {
        return file + ": line " + entry.line() + ": ";
    }

    private static Path fileNamed(String where, String name) throws ConfigException {
        if (name.isBlank()) {
            throw new ConfigException(where + ": expected a file's name, found '" + name + "'");
        }
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new ConfigException(
                    where + ": expected a file's name, found '" + name + "' (is LC_ALL=C.UTF-8 set?)");
        }
    }

    /** Whether anybody but the default says what the value is. */
    public boolean isSet(Setting setting) throws ConfigException {
        return find(setting).where != null;
    }

    /** The value as it was written; null if nobody says and there is no default. */
    public String text(Setting setting) throws ConfigException {
        return find(setting).text;
    }

    /** The name of a file or a folder. */
    public Path path(Setting setting) throws ConfigException {
        Value value = find(setting);
        // No shell took the quotes of an env file, and nobody names a folder so.
        if (value.where != null && !value.where.startsWith("--") && isQuoted(value.text)) {
            throw value.unexpected(setting, "a file's name without quotes");
        }
        return fileNamed(value.where, value.text);
    }

    private static boolean isQuoted(String text) {
        int last = text.length() - 1;
        return last > 0 && text.charAt(0) == text.charAt(last) && (text.charAt(0) == '"' || text.charAt(0) == '\'');
    }

    /** A host's name or address, without a port. An address of version 6 may stand in brackets. */
    public String host(Setting setting) throws ConfigException {
        Value value = find(setting);
        String text = value.text;
        int colon = text.indexOf(':');
        if (text.isBlank()
                || text.indexOf(' ') >= 0
                || text.indexOf('/') >= 0
                || colon > 0 && colon == text.lastIndexOf(':')) {
            throw value.unexpected(setting, "a host's name or address without a port");
        }
        return text;
    }

    /** A whole number within bounds. */
    public int integer(Setting setting, int least, int most) throws ConfigException {
        Value value = find(setting);
        try {
            int number = Integer.parseInt(value.text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException ignored) {
            // Said below, with what was expected.
        }
        throw value.unexpected(setting, "a whole number from " + least + " to " + most);
    }

    /** A level's name, in any case. */
    public LogLevel level(Setting setting) throws ConfigException {
        Value value = find(setting);
        LogLevel level = LogLevel.of(value.text);
        if (level == null) {
            throw value.unexpected(setting, "DEBUG, INFO, WARNING or ERROR");
        }
        return level;
    }

    /** A duration in Go's notation, in milliseconds. */
    public long millis(Setting setting) throws ConfigException {
        Value value = find(setting);
        try {
            return GoDuration.parseMillis(value.text);
        } catch (IllegalArgumentException e) {
            throw value.unexpected(setting, "a duration like 150ms, 2.5s or 1m30s");
        }
    }

    /** One of some words. */
    public String choice(Setting setting, String... words) throws ConfigException {
        Value value = find(setting);
        for (String word : words) {
            if (word.equals(value.text)) {
                return word;
            }
        }
        throw value.unexpected(setting, String.join(" or ", words));
    }

    /** What to throw when a value of that setting is none. */
    public ConfigException unexpected(Setting setting, String expected) throws ConfigException {
        return find(setting).unexpected(setting, expected);
    }

    private Value find(Setting setting) throws ConfigException {
        String text = flags.get(setting.flag());
        if (text != null) {
            return new Value("--" + setting.flag(), text);
        }
        text = setting.variable() == null ? null : environment.get(setting.variable());
        if (text != null && !text.isEmpty()) {
            if (text.indexOf(REPLACEMENT) >= 0) {
                throw new ConfigException(setting.variable() + ": expected UTF-8 (is LC_ALL=C.UTF-8 set?)");
            }
            return new Value(setting.variable(), text);
        }
        Entry entry = setting.key() == null ? null : entries.get(setting.key());
        if (entry != null) {
            return new Value(place(entry) + setting.key(), entry.text());
        }
        return new Value(null, setting.fallback());
    }

    private record Value(String where, String text) {
        ConfigException unexpected(Setting setting, String expected) {
            return new ConfigException(
                    text == null
                            ? "--" + setting.flag() + " is missing, expected " + expected
                            : where + ": expected " + expected + ", found '" + text + "'");
        }
    }
}
