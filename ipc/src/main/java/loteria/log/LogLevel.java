package loteria.log;

import java.util.Locale;

/** How much is said. Python's and Go's names are understood beside these. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARNING,
    ERROR;

    /** The level of that name in any case, or null. */
    public static LogLevel of(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "TRACE", "DEBUG", "NOTSET" -> DEBUG;
            case "INFO", "NOTICE" -> INFO;
            case "WARN", "WARNING" -> WARNING;
            case "ERROR", "CRITICAL", "FATAL" -> ERROR;
            default -> null;
        };
    }
}
