package loteria.config;

/**
 * What a configuration file says of one key.
 *
 * @param line where, from 1
 */
public record Entry(String text, int line) {}
