package loteria.coordinator.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import loteria.config.ConfigException;
import loteria.config.ConfigFile;

/**
 * The course's {@code config.ini}: the section {@code [DEFAULT]} of what Python's configparser reads. Keys in any case,
 * {@code =} or {@code :}, comments on lines of their own after {@code #} or {@code ;}. Other sections are passed over.
 */
final class IniFile implements ConfigFile {
    private static final String SECTION = "[DEFAULT]";

    @Override
    public Map<String, String> read(Path file) throws IOException, ConfigException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, UTF_8);
        } catch (MalformedInputException e) {
            throw new ConfigException(file + ": expected UTF-8");
        }
        Map<String, String> values = new HashMap<>();
        boolean inSection = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("[") && line.endsWith("]")) {
                inSection = line.equals(SECTION);
            } else if (inSection && !line.isEmpty() && line.charAt(0) != '#' && line.charAt(0) != ';') {
                put(values, line, file + ": line " + (i + 1));
            }
        }
        return values;
    }

    private static void put(Map<String, String> values, String line, String where) throws ConfigException {
        int at = 0;
        while (at < line.length() && line.charAt(at) != '=' && line.charAt(at) != ':') {
            at++;
        }
        if (at == 0 || at == line.length()) {
            throw new ConfigException(where + ": expected KEY = VALUE, found '" + line + "'");
        }
        String key = line.substring(0, at).strip().toUpperCase(Locale.ROOT);
        values.put(key, line.substring(at + 1).strip());
    }
}
