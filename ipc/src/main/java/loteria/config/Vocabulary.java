package loteria.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keys and variables that a program understands; any other is a slip, and its value would count for nothing. */
public final class Vocabulary {
    private final String unused;
    private final Setting[] settings;

    /** @param unused a name that is accepted and not looked at, or null */
    public Vocabulary(String unused, Setting... settings) {
        this.unused = unused;
        this.settings = settings;
    }

    /** @param place file and line, for people */
    void requireKey(String key, String place) throws ConfigException {
        boolean known = key.equals(unused);
        for (Setting setting : settings) {
            known |= key.equals(setting.key());
        }
        if (!known) {
            List<String> keys = new ArrayList<>();
            for (Setting setting : settings) {
                if (setting.key() != null) {
                    keys.add(setting.key());
                }
            }
            throw new ConfigException(
                    place + "found " + UnknownKey.named(key, keys) + ", expected one of " + String.join(", ", keys));
        }
    }

    /** Names the variables that begin like the program's own and are none, for people; null if there are none. */
    public String strangers(Map<String, String> environment, String prefix) {
        String strangers = null;
        for (String name : environment.keySet()) {
            if (name.startsWith(prefix) && !isVariable(name)) {
                String named = UnknownKey.named(name, variables());
                strangers = strangers == null ? named : strangers + ", " + named;
            }
        }
        return strangers;
    }

    private boolean isVariable(String name) {
        boolean known = name.equals(unused);
        for (Setting setting : settings) {
            known |= name.equals(setting.variable());
        }
        return known;
    }

    private List<String> variables() {
        List<String> variables = new ArrayList<>();
        for (Setting setting : settings) {
            if (setting.variable() != null) {
                variables.add(setting.variable());
            }
        }
        return variables;
    }
}
