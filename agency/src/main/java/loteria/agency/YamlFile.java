package loteria.agency;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loteria.config.ConfigException;
import loteria.config.ConfigFile;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** {@code config.yaml}: maps within maps, read as values by dotted keys ({@code server.address}). */
final class YamlFile implements ConfigFile {

    @Override
    public Map<String, String> read(Path file) throws IOException, ConfigException {
        Map<String, String> values = new HashMap<>();
        Object root = load(file);
        if (root != null && !(root instanceof Map)) {
            throw new ConfigException(file + ": expected a map, found " + kind(root));
        }
        if (root != null) {
            addAll(file, "", (Map<?, ?>) root, values);
        }
        return values;
    }

    private static Object load(Path file) throws IOException, ConfigException {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + ": expected UTF-8");
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark().isPresent()
                    ? " line " + (e.getProblemMark().get().getLine() + 1) + ":"
                    : "";
            throw new ConfigException(file + ":" + line + " expected YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new ConfigException(file + ": expected YAML: " + e.getMessage());
        }
    }

    private static void addAll(Path file, String prefix, Map<?, ?> map, Map<String, String> values)
            throws ConfigException {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = prefix + entry.getKey();
            if (entry.getValue() instanceof Map<?, ?> inner) {
                addAll(file, key + ".", inner, values);
            } else if (entry.getValue() instanceof List) {
                throw new ConfigException(file + ": " + key + ": expected a map or a value, found a list");
            } else if (entry.getValue() != null) {
                values.put(key, entry.getValue().toString());
            }
        }
    }

    private static String kind(Object value) {
        return value instanceof List ? "a list" : "'" + value + "'";
    }
}
