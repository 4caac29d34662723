package loteria.coordinator.operator;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import loteria.board.SessionRegister;
import loteria.config.ConfigException;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.EventQueue;
import loteria.coordinator.life.Journal;
import loteria.coordinator.life.StartException;
import loteria.process.ExitCode;
import loteria.process.Reason;

/**
 * What a running central knows of what operators have ordered: which agencies may sell, at the start and from then on,
 * and whose sales were closed by them. {@link Agencies} is read when its file's time, its size or the file itself is
 * another than before; without one a look is one call of the system, and nothing of this package is loaded but this.
 * One thread at a time.
 */
public final class StandingOrders {
    private static final String ABSENT = "absent";
    private static final String UNKNOWN = "unknown";

    private final Path dataDir;
    private final int agencies;
    private final File file;
    private String seen = ABSENT;
    private Set<Integer> disabled = Set.of();

    /**
     * Reads what stands. A central does not begin with a file that it cannot read.
     *
     * @param agencies expected
     */
    public StandingOrders(Path dataDir, int agencies) throws StartException {
        this.dataDir = dataDir;
        this.agencies = agencies;
        this.file = dataDir.resolve(Agencies.FILE).toFile();
        try {
            hasChanged();
        } catch (ConfigException e) {
            throw new StartException(ExitCode.USAGE, e.getMessage());
        } catch (IOException e) {
            throw new StartException(ExitCode.USAGE, Reason.of(file, e));
        }
    }

    /** Says on a new board whose sales were closed by an operator; before anybody may change them. */
    public void show(SessionRegister board) throws IOException {
        if (dataDir.resolve(Operations.FILE).toFile().exists()) {
            for (Operation operation : Operations.all(dataDir)) {
                if (operation.closed(board)) {
                    board.setClosedByOperator(operation.agency());
                }
            }
        }
    }

    /** Tells who may sell, if anybody may not. */
    public void tell(EventQueue events) throws InterruptedException {
        if (!disabled.isEmpty()) {
            events.post(new Event.AgenciesChanged(disabled));
        }
    }

    /** Tells what has changed; of a file that cannot be read only that, and what was before goes on. */
    public void look(EventQueue events, Journal journal) throws InterruptedException {
        boolean known = !seen.equals(UNKNOWN);
        try {
            if (hasChanged()) {
                events.post(new Event.AgenciesChanged(disabled));
            }
        } catch (ConfigException e) {
            journal.fail("agencies", "error", e.getMessage());
        } catch (IOException e) {
            // It may pass, and is tried again each time.
            seen = UNKNOWN;
            if (known) {
                journal.fail("agencies", "error", Reason.of(file, e));
            }
        }
    }

    private boolean hasChanged() throws IOException, ConfigException {
        String now = stamp();
        if (now.equals(seen)) {
            return false;
        }
        seen = now;
        disabled = Agencies.read(dataDir, agencies).disabled();
        return true;
    }

    private String stamp() throws IOException {
        if (!file.exists()) {
            return ABSENT;
        }
        BasicFileAttributes now = Files.readAttributes(file.toPath(), BasicFileAttributes.class);
        return now.fileKey() + " " + now.size() + " " + now.lastModifiedTime();
    }
}
