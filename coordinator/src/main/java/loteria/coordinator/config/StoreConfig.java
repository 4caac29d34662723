package loteria.coordinator.config;

import java.nio.file.Path;
import java.util.regex.Pattern;
import loteria.config.ConfigException;
import loteria.config.Setting;
import loteria.config.Settings;

/**
 * A store that is not in the data directory. Loaded for such a one alone.
 *
 * @param address {@code kafka:HOST:PORT[,HOST:PORT...]/DRAW}
 * @param settings file of its client's settings, or null
 * @param acceptWeaker whether one that promises less than it should is taken as it is
 */
public record StoreConfig(String address, Path settings, boolean acceptWeaker) {
    private static final Pattern ADDRESS =
            Pattern.compile("kafka:[^\\s,:/]+:\\d{1,5}(,[^\\s,:/]+:\\d{1,5})*/[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    /** Reads what the settings say. */
    static StoreConfig read(Settings settings, Setting store, Setting file, Setting weaker) throws ConfigException {
        String address = settings.text(store);
        if (!ADDRESS.matcher(address).matches()) {
            throw settings.unexpected(store, "kafka:HOST:PORT[,HOST:PORT...]/DRAW, the draw of letters, digits, . _ -");
        }
        return new StoreConfig(
                address, settings.isSet(file) ? settings.path(file).toAbsolutePath() : null, settings.isSet(weaker));
    }
}
