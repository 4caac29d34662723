package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code coordinator agencies} beside a central, and what it leaves. Stateless. */
final class OperatorCommand {
    /** Of a line of the log before its action. */
    private static final String ACTION = "action: ";

    private OperatorCommand() {}

    static JvmProcess start(Path dataDir, String... words) throws Exception {
        List<String> args = new ArrayList<>(List.of("agencies"));
        args.addAll(List.of(words));
        args.addAll(List.of("--data-dir", dataDir.toString()));
        return JvmProcess.start("coordinator", dataDir.getParent(), args.toArray(String[]::new));
    }

    /** Runs to its end; returns the one line that it says, from its action on. */
    static String run(int exitCode, Path dataDir, String... words) throws Exception {
        try (JvmProcess command = start(dataDir, words)) {
            return end(exitCode, command);
        }
    }

    static String end(int exitCode, JvmProcess command) throws Exception {
        assertEquals(exitCode, command.awaitExit(), command::transcript);
        assertEquals(1, command.lines().size(), command::transcript);
        LogFormat.assertForm(command.lines());
        String line = command.lines().get(0);
        return line.substring(line.indexOf(ACTION));
    }

    /** What was recorded, without the times. */
    static List<String> acts(Path dataDir) throws Exception {
        return Files.readAllLines(dataDir.resolve("operations.csv")).stream()
                .map(line -> line.substring(line.indexOf(',') + 1))
                .toList();
    }
}
