package loteria.compose;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;

/**
 * What the user asks for.
 *
 * @param clients 0 to {@link ComposeFile#MOST_CLIENTS}
 */
record Request(Path file, int clients, Mode mode) {
    static final String MODE_FLAG = "mode";
    static final String MODE_VARIABLE = "COMPOSE_MODE";

    /** Reads two arguments and the mode: flag, then environment (an empty variable counts as absent), then lottery. */
    static Request read(CommandLine line, Map<String, String> environment) throws UsageException {
        List<String> arguments = line.getArgList();
        if (arguments.size() != 2) {
            throw new UsageException("expected a file and a number of clients, found "
                    + (arguments.isEmpty() ? "nothing" : "'" + String.join(" ", arguments) + "'")
                    + " (--help says more)");
        }
        return new Request(file(arguments.get(0)), clients(arguments.get(1)), mode(line, environment));
    }

    private static Path file(String name) throws UsageException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UsageException("'" + name + "' is no file name here: " + e.getReason());
        }
    }

    private static int clients(String text) throws UsageException {
        try {
            int clients = Integer.parseInt(text);
            if (clients >= 0 && clients <= ComposeFile.MOST_CLIENTS) {
                return clients;
            }
        } catch (NumberFormatException ignored) {
            // Said below, with what was expected.
        }
        throw unexpectedCount(text);
    }

    static UsageException unexpectedCount(String text) {
        return new UsageException("number of clients: expected a whole number from 0 to " + ComposeFile.MOST_CLIENTS
                + " (the network has no more addresses), found '" + text + "'");
    }

    private static Mode mode(CommandLine line, Map<String, String> environment) throws UsageException {
        if (line.hasOption(MODE_FLAG)) {
            return mode("--" + MODE_FLAG, line.getOptionValue(MODE_FLAG));
        }
        String variable = environment.getOrDefault(MODE_VARIABLE, "");
        return variable.isEmpty() ? Mode.LOTTERY : mode(MODE_VARIABLE, variable);
    }

    private static Mode mode(String where, String word) throws UsageException {
        Mode mode = Mode.of(word);
        if (mode == null) {
            throw new UsageException(where + ": expected lottery, echo or single-bet, found '" + word + "'");
        }
        return mode;
    }
}
