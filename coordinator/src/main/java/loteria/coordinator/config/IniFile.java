package loteria.coordinator.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import loteria.config.ConfigException;
import loteria.config.ConfigFile;
import loteria.config.Entry;
import loteria.config.TextFile;

/**
 * The course's {@code config.ini}: the section {@code [DEFAULT]} of what Python's configparser reads. Where a value
 * would not be what a person sees, the file is refused.
 */
final class IniFile implements ConfigFile {

    @Override
    public Map<String, Entry> read(Path file) throws IOException, ConfigException {
        IniLines lines = new IniLines(file);
        BufferedReader text = new BufferedReader(new StringReader(TextFile.read(file)));
        String line = text.readLine();
        while (line != null) {
            lines.take(line);
            line = text.readLine();
        }
        return lines.entries();
    }
}
