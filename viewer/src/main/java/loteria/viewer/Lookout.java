package loteria.viewer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import loteria.board.ActivityView;
import loteria.board.BoardView;
import loteria.board.BoardWords;
import loteria.board.BootId;
import loteria.manifest.Manifest;
import loteria.manifest.ManifestFile;
import loteria.process.Reason;
import loteria.seal.DrawnNumber;

/**
 * Looks at the board of a data directory from outside: it reads, and takes no lock. A board that a later start of the
 * central has put in its place is found at the next look.
 *
 * <p>Not safe for several threads.
 */
final class Lookout {
    private static final String VERSION = Lookout.class.getPackage().getImplementationVersion();

    private final Path dataDir;
    private final Path file;
    private final UUID bootId;
    private final Readiness readiness;
    private final SealLook seal;
    private BoardView board;
    private Object fileKey;
    private long size;
    private Status last;

    Lookout(Path dataDir) throws IOException {
        this.dataDir = dataDir;
        this.file = dataDir.resolve(BoardWords.FILE);
        this.bootId = BootId.current();
        this.readiness = new Readiness(dataDir);
        this.seal = new SealLook(dataDir);
    }

    /** The board that was looked at last. */
    BoardView board() {
        return board;
    }

    /**
     * How the central is now. Bets per second are those since the look before, if that was at the same board.
     *
     * @throws NoBoardException if there is none, or one of another version
     */
    Status look() throws NoBoardException {
        findBoard();
        try {
            return read();
        } catch (InternalError e) {
            // The JVM's word for a signal: there is no file any more behind the memory that was touched.
            throw new NoBoardException(file + ": somebody has cut it while it was read");
        }
    }

    private Status read() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Life life = Life.of(board.coordinator(), bootId, file);
        boolean running = life != Life.ENDED;
        boolean drawn = board.isDrawn();
        List<AgencyStatus> agencies = new ArrayList<>(board.agencies());
        long bets = 0;
        int winners = 0;
        for (int agency = 1; agency <= board.agencies(); agency++) {
            AgencyStatus status = look(agency, now, running, drawn);
            agencies.add(status);
            bets += status.bets();
            winners += board.winners(agency);
        }
        last = new Status(
                VERSION,
                now,
                life,
                board.generation(),
                life == Life.RUNNING && readiness.isReady(),
                drawState(drawn),
                drawn ? winningNumber() : null,
                drawn ? winners : null,
                bets,
                running && last != null ? perSecond(bets - last.bets(), now) : 0,
                board.forcedLength(),
                board.workersReplaced(),
                agencies,
                seal.root());
        return last;
    }

    /** What was drawn stands, and so is read once; null if the manifest cannot be read, which others judge. */
    private Integer winningNumber() {
        if (last != null && last.winningNumber() != null) {
            return last.winningNumber();
        }
        try {
            Manifest manifest = ManifestFile.read(dataDir);
            OptionalInt number = manifest == null ? OptionalInt.empty() : DrawnNumber.of(dataDir, manifest);
            return number.isPresent() ? number.getAsInt() : null;
        } catch (IOException e) {
            return null;
        }
    }

    private void findBoard() throws NoBoardException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            // Another file, or one whose mapped memory must not be touched any more.
            if (!now.fileKey().equals(fileKey) || now.size() != size) {
                board = BoardView.of(file);
                fileKey = now.fileKey();
                size = now.size();
                last = null;
            }
        } catch (NoSuchFileException e) {
            throw new NoBoardException(file + ": no such file, expected the board of a central");
        } catch (IOException e) {
            throw new NoBoardException(Reason.of(file, e));
        }
        if (board == null) {
            throw new NoBoardException(file + ": expected a board of version " + BoardWords.VERSION);
        }
    }

    private DrawState drawState(boolean drawn) {
        if (drawn) {
            return DrawState.DRAWN;
        }
        boolean allFinished = board.agencies() > 0 && board.finishedAgencies() == board.agencies();
        return allFinished ? DrawState.DRAWING : DrawState.WAITING;
    }

    private AgencyStatus look(int agency, Instant now, boolean running, boolean drawn) {
        ActivityView activity = board.activity(agency);
        long bets = board.count(agency);
        long worker = board.sessionWorker(agency);
        long lastSeen = activity.lastSeen();
        long refused = 0;
        for (int code = 1; code <= ActivityView.REFUSAL_CODES; code++) {
            refused += activity.refused(code);
        }
        return new AgencyStatus(
                agency,
                stage(agency, activity, worker),
                bets,
                running && last != null
                        ? perSecond(bets - last.agencies().get(agency - 1).bets(), now)
                        : 0,
                refused,
                Math.max(0, board.sessionsOpened(agency) - 1),
                worker == 0 ? null : worker,
                lastSeen == 0 ? null : Instant.ofEpochMilli(lastSeen),
                drawn ? board.winners(agency) : null);
    }

    private Stage stage(int agency, ActivityView activity, long worker) {
        if (activity.isAnswered()) {
            return Stage.ANSWERED;
        }
        if (board.isFinished(agency)) {
            return board.isClosedByOperator(agency) ? Stage.CLOSED : Stage.FINISHED;
        }
        if (board.isDisabled(agency)) {
            return Stage.DISABLED;
        }
        return worker == 0 ? Stage.ABSENT : Stage.SELLING;
    }

    private long perSecond(long bets, Instant now) {
        long millis = ChronoUnit.MILLIS.between(last.time(), now);
        return millis <= 0 ? 0 : bets * 1_000 / millis;
    }
}
