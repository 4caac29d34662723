package loteria.config;

/** A flag, variable or file entry that is wrong. The message names it, what it said and what is expected. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(message);
    }
}
