package loteria.coordinator.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import loteria.config.ConfigException;
import loteria.config.Entry;

/**
 * Lines as Python's configparser takes them: sections in brackets, keys in any case, {@code =} or {@code :}, comments
 * on lines of their own after {@code #} or {@code ;}, an indented line goes on with the value before it. What Python
 * refuses is refused, and so is what it takes for something else than it looks like. Used once, by one thread.
 */
final class IniLines {
    private static final String SECTION = "DEFAULT";

    /** What the keys of a coordinator begin with: in another section they would count for nothing. */
    private static final String OURS = "SERVER_";

    private final Path file;
    private final Map<String, Entry> entries = new HashMap<>();

    /** Lines of all sections, and of the keys in them. */
    private final Map<String, Integer> seen = new HashMap<>();

    private String section;
    private String key;
    private int indent;
    private int number;

    IniLines(Path file) {
        this.file = file;
    }

    /** What the section {@code [DEFAULT]} holds, by keys in capitals. */
    Map<String, Entry> entries() {
        return entries;
    }

    /** Takes the next line. */
    void take(String line) throws ConfigException {
        number++;
        String text = stripped(line);
        if (text.isEmpty() || text.charAt(0) == '#' || text.charAt(0) == ';') {
            return;
        }
        int start = line.indexOf(text);
        if (key != null && start > indent) {
            goOn(text);
            return;
        }
        indent = start;
        int close = text.lastIndexOf(']');
        if (text.charAt(0) == '[' && close > 1) {
            begin(text.substring(1, close));
        } else if (section == null) {
            throw refused("expected [DEFAULT] before the first key, found '" + text + "'");
        } else {
            assign(text);
        }
    }

    private void begin(String header) throws ConfigException {
        boolean ours = header.equals(SECTION);
        if (!ours && (stripped(header).equalsIgnoreCase(SECTION) || header.indexOf(']') >= 0)) {
            throw refused("expected [DEFAULT] or another section, found '[" + header + "]'");
        }
        if (!ours) {
            requireFirst("[" + header + "]");
        }
        section = header;
        key = null;
    }

    private void assign(String text) throws ConfigException {
        int at = 0;
        while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != ':') {
            at++;
        }
        key = capitals(stripped(text.substring(0, at)));
        if (at == text.length() || key.isEmpty()) {
            throw refused("expected KEY = VALUE, found '" + text + "'");
        }
        requireFirst(key);
        if (section.equals(SECTION)) {
            entries.put(key, new Entry(value(stripped(text.substring(at + 1))), number));
        } else if (key.startsWith(OURS)) {
            throw refused(key + " stands in [" + section + "], expected in [DEFAULT]");
        }
    }

    private void goOn(String text) throws ConfigException {
        if (section.equals(SECTION)) {
            throw refused("is indented and so goes on with " + key
                    + ", expected KEY = VALUE at the line's begin, found '" + text + "'");
        }
    }

    /** A key or another section may come once; {@code [DEFAULT]} may come again. */
    private void requireFirst(String name) throws ConfigException {
        Integer before = seen.put(name.charAt(0) == '[' ? name : section + '\n' + name, number);
        if (before != null) {
            throw refused(name + " stands in line " + before + " already");
        }
    }

    /** A value as it counts: {@code %%} is one percent sign, and the beginning of something else is not known here. */
    private String value(String text) throws ConfigException {
        int last = text.length() - 1;
        if (last > 0 && text.charAt(0) == text.charAt(last) && (text.charAt(0) == '"' || text.charAt(0) == '\'')) {
            throw refused(key + ": expected a value without quotes, found '" + text + "'");
        }
        if (text.startsWith("#") || text.startsWith(";") || text.contains(" #") || text.contains(" ;")) {
            throw refused(key + ": expected a value alone, a comment has a line of its own, found '" + text + "'");
        }
        String plain = text.replace("%%", "");
        if (plain.indexOf('%') >= 0) {
            throw refused(key + ": expected %% for a percent sign, found '" + text + "'");
        }
        return text.replace("%%", "%");
    }

    private ConfigException refused(String reason) {
        return new ConfigException(file + ": line " + number + ": " + reason);
    }

    /** The letters of our keys are ASCII's, and a locale's or Unicode's others are none of them. */
    private static String capitals(String text) {
        StringBuilder capitals = new StringBuilder(text);
        for (int i = 0; i < capitals.length(); i++) {
            char c = capitals.charAt(i);
            if (c >= 'a' && c <= 'z') {
                capitals.setCharAt(i, (char) (c - 'a' + 'A'));
            }
        }
        return capitals.toString();
    }

    private static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** As Python sees it: no-break spaces, which come along with what is pasted, are blank too. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
