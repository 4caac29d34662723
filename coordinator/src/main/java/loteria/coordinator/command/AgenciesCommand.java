package loteria.coordinator.command;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import loteria.board.BoardView;
import loteria.board.BoardWords;
import loteria.config.CommandLine;
import loteria.config.ConfigException;
import loteria.coordinator.config.CoordinatorConfig;
import loteria.coordinator.files.DataDirectory;
import loteria.coordinator.operator.Agencies;
import loteria.coordinator.operator.Closing;
import loteria.coordinator.operator.Permission;
import loteria.coordinator.operator.RefusedException;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.Reason;
import loteria.process.Termination;

/** {@code coordinator agencies}: an operator says who may sell, and closes the sales of who does not come back. */
public final class AgenciesCommand {
    private static final String USAGE = "coordinator agencies list|enable|disable|close [N] [flags]";

    private static final List<String> ACTS = List.of("list", "enable", "disable", "close");

    private static final String EXPECTED = "expected agencies list, enable N, disable N, or close N --total T";

    private final Path dataDir;
    private final BoardView board;

    /** @param board null if no central has run yet */
    private AgenciesCommand(Path dataDir, BoardView board) {
        this.dataDir = dataDir;
        this.board = board;
    }

    /**
     * Does one thing.
     *
     * @param args the word for it, an agency, flags
     * @return the exit code
     */
    public static int run(String[] args) throws ConfigException {
        int words = 0;
        while (words < args.length && !args[words].startsWith("--")) {
            words++;
        }
        Map<String, String> flags =
                CommandLine.parse(Arrays.copyOfRange(args, words, args.length), CoordinatorConfig.AGENCIES_SETTINGS);
        if (CommandLine.answered(flags, AgenciesCommand.class, USAGE, CoordinatorConfig.AGENCIES_SETTINGS)) {
            return ExitCode.DONE;
        }
        String act = words == 0 ? "" : args[0];
        if (!ACTS.contains(act) || words != (act.equals("list") ? 1 : 2)) {
            throw new ConfigException(EXPECTED + ", found '" + String.join(" ", Arrays.copyOf(args, words)) + "'");
        }
        Path dataDir = CoordinatorConfig.read(flags, System.getenv()).dataDir();
        if (!DataDirectory.isOne(dataDir)) {
            throw new ConfigException(dataDir + ": expected the data directory of a central");
        }
        // Whatever it is at: said again, it ends the same.
        Termination.handle(() -> Runtime.getRuntime().halt(ExitCode.FAILED));
        try {
            AgenciesCommand command = new AgenciesCommand(dataDir.toRealPath(), board(dataDir));
            if (act.equals("list")) {
                command.list();
            } else if (act.equals("close")) {
                command.close(args[1], flags.get(CoordinatorConfig.TOTAL.flag()));
            } else {
                command.enable(args[1], act.equals("enable"));
            }
            return ExitCode.DONE;
        } catch (RefusedException | IOException e) {
            ActionLog.fail("agencies", "error", Reason.of(e));
            return ExitCode.FAILED;
        }
    }

    /** Of the central that runs, or ran last; null if there is none of this version. */
    private static BoardView board(Path dataDir) throws IOException {
        try {
            return BoardView.of(dataDir.resolve(BoardWords.FILE));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void list() throws IOException, ConfigException {
        Agencies agencies = Agencies.read(dataDir, most());
        Set<Integer> all = new TreeSet<>(agencies.named());
        for (int agency = 1; board != null && agency <= board.agencies(); agency++) {
            all.add(agency);
        }
        String row = "%6s  %-7s  %10s  %s%n";
        System.out.printf(row, "agency", "enabled", "bets", "sales");
        for (int agency : all) {
            System.out.printf(
                    row,
                    agency,
                    agencies.isEnabled(agency) ? "yes" : "no",
                    board == null ? "-" : board.count(agency),
                    board == null ? "-" : sales(agency));
        }
    }

    private String sales(int agency) {
        if (!board.isFinished(agency)) {
            return "open";
        }
        return board.isClosedByOperator(agency) ? "closed by the operator" : "closed";
    }

    private void enable(String which, boolean enabled) throws IOException, ConfigException {
        int agency = agency(which);
        new Permission(dataDir, agency, most()).set(enabled);
        ActionLog.success(enabled ? "enable" : "disable", "agency", agency);
    }

    private void close(String which, String bets) throws ConfigException, IOException, RefusedException {
        int agency = agency(which);
        if (bets == null) {
            throw new ConfigException("--total is missing, expected the bets that agency " + agency + " has stored");
        }
        long total = number("--total", bets, 0, Long.MAX_VALUE);
        if (board == null) {
            throw new ConfigException(dataDir + ": no central has run on it yet");
        }
        boolean now = new Closing(dataDir, board, agency).run(total);
        ActionLog.success("close_sales", "agency", agency, "total", total, "before", !now);
    }

    private int agency(String text) throws ConfigException {
        return (int) number("agencies", text, 1, most());
    }

    /** The highest agency. */
    private int most() {
        return board == null || board.agencies() == 0 ? CoordinatorConfig.MAX_AGENCIES : board.agencies();
    }

    private static long number(String where, String text, long least, long most) throws ConfigException {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException ignored) {
            // Said below, with what was expected.
        }
        throw new ConfigException(
                where + ": expected a whole number from " + least + " to " + most + ", found '" + text + "'");
    }
}
