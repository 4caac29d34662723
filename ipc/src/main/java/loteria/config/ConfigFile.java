package loteria.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** How a program's configuration file is read: as entries by key. */
public interface ConfigFile {
    /**
     * @throws IOException if the file cannot be read
     * @throws ConfigException if it is not of its format; the message names the place
     */
    Map<String, Entry> read(Path file) throws IOException, ConfigException;
}
