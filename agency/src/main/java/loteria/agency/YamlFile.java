package loteria.agency;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import loteria.config.ConfigException;
import loteria.config.ConfigFile;
import loteria.config.Entry;
import loteria.config.TextFile;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** {@code config.yaml}: maps within maps, read as values by dotted keys ({@code server.address}). */
final class YamlFile implements ConfigFile {
    /** Deeper than any key, and not so deep that a map within itself is followed for long. */
    private static final int MOST_DEPTH = 8;

    @Override
    public Map<String, Entry> read(Path file) throws IOException, ConfigException {
        Reading reading = new Reading(file);
        Optional<Node> root = load(file);
        if (root.isPresent()) {
            reading.addRoot(root.get());
        }
        return reading.entries;
    }

    private static Optional<Node> load(Path file) throws IOException, ConfigException {
        String text = TextFile.read(file);
        try {
            return new Compose(LoadSettings.builder().build()).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw new ConfigException(file + ":" + line(e.getProblemMark()) + " expected YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new ConfigException(file + ": expected YAML: " + e.getMessage());
        }
    }

    private static String line(Optional<Mark> mark) {
        return mark.isPresent() ? " line " + (mark.get().getLine() + 1) + ":" : "";
    }

    /** What one file says. */
    private static final class Reading {
        private final Path file;
        private final Map<String, Entry> entries = new HashMap<>();

        /** Lines of all keys, also of those of maps. */
        private final Map<String, Integer> seen = new HashMap<>();

        Reading(Path file) {
            this.file = file;
        }

        void addRoot(Node root) throws ConfigException {
            if (root instanceof MappingNode map) {
                addAll("", map, 1);
            } else if (!isNull(root)) {
                throw refused(root, "expected a map, found " + kind(root));
            }
        }

        private void addAll(String prefix, MappingNode map, int depth) throws ConfigException {
            for (NodeTuple tuple : map.getValue()) {
                Node key = tuple.getKeyNode();
                if (!(key instanceof ScalarNode name) || depth > MOST_DEPTH) {
                    throw refused(key, "expected a key of one word, found " + kind(key));
                }
                add(prefix + name.getValue(), key, tuple.getValueNode(), depth);
            }
        }

        private void add(String key, Node at, Node value, int depth) throws ConfigException {
            int line = at.getStartMark().isPresent() ? at.getStartMark().get().getLine() + 1 : 0;
            Integer before = seen.put(key, line);
            if (before != null) {
                throw refused(at, "expected each key once, " + key + " stands in line " + before + " already");
            }
            if (value instanceof MappingNode inner) {
                addAll(key + ".", inner, depth + 1);
            } else if (value instanceof ScalarNode text && !isNull(value)) {
                entries.put(key, new Entry(text.getValue(), line));
            } else if (value instanceof SequenceNode) {
                throw refused(value, key + ": expected a map or a value, found a list");
            }
        }

        private ConfigException refused(Node at, String reason) {
            return new ConfigException(file + ":" + line(at.getStartMark()) + " " + reason);
        }

        private static boolean isNull(Node node) {
            return node.getTag().equals(Tag.NULL);
        }

        private static String kind(Node node) {
            return node instanceof ScalarNode text
                    ? "'" + text.getValue() + "'"
                    : node instanceof MappingNode ? "a map" : "a list";
        }
    }
}
