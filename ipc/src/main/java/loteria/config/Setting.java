package loteria.config;

/**
 * One thing that can be configured: by flag, by environment, by file, or not at all, in that order.
 *
 * @param flag long option without its dashes
 * @param variable of the environment, or null
 * @param key in the configuration file, or null
 * @param fallback when nobody says anything, or null
 * @param argument what the flag's value is called in the help, or null if it takes none
 * @param help one line
 */
public record Setting(String flag, String variable, String key, String fallback, String argument, String help) {}
