package loteria.board;

import static loteria.board.BoardDescriptor.AGENCIES_OFFSET;
import static loteria.board.BoardDescriptor.AGENCY_CHECKSUM;
import static loteria.board.BoardDescriptor.AGENCY_COUNT;
import static loteria.board.BoardDescriptor.AGENCY_FINISHED;
import static loteria.board.BoardDescriptor.AGENCY_NEWEST_SESSION;
import static loteria.board.BoardDescriptor.AGENCY_WINNERS;
import static loteria.board.BoardDescriptor.BOOT_ID_HIGH_OFFSET;
import static loteria.board.BoardDescriptor.BOOT_ID_LOW_OFFSET;
import static loteria.board.BoardDescriptor.COMMITS_OFFSET;
import static loteria.board.BoardDescriptor.COMMIT_AGENCY;
import static loteria.board.BoardDescriptor.COMMIT_BETS_LENGTH;
import static loteria.board.BoardDescriptor.COMMIT_CHECKSUM;
import static loteria.board.BoardDescriptor.COMMIT_COUNT;
import static loteria.board.BoardDescriptor.COMMIT_FINISHED;
import static loteria.board.BoardDescriptor.COMMIT_FINISHED_LENGTH;
import static loteria.board.BoardDescriptor.COMMIT_SESSION;
import static loteria.board.BoardDescriptor.COORDINATOR_PID_OFFSET;
import static loteria.board.BoardDescriptor.COORDINATOR_START_OFFSET;
import static loteria.board.BoardDescriptor.DRAWN_OFFSET;
import static loteria.board.BoardDescriptor.FORCED_LENGTH_OFFSET;
import static loteria.board.BoardDescriptor.GENERATION_OFFSET;
import static loteria.board.BoardDescriptor.POISON_OFFSET;
import static loteria.board.BoardDescriptor.SESSIONS_CLIENT;
import static loteria.board.BoardDescriptor.SESSIONS_CLOSED_BY_OPERATOR;
import static loteria.board.BoardDescriptor.SESSIONS_DISABLED;
import static loteria.board.BoardDescriptor.SESSIONS_OPENED;
import static loteria.board.BoardDescriptor.SESSIONS_WORKER;
import static loteria.board.BoardDescriptor.WORKERS_REPLACED_OFFSET;
import static loteria.board.BoardDescriptor.agencySlot;
import static loteria.board.BoardDescriptor.commitSlot;
import static loteria.board.BoardDescriptor.sessions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import loteria.process.ProcessIdentity;

/**
 * The draw's state as all may see it: a cache of the store's files, rebuilt by every recovery. Owners of words see the
 * same, and write their own.
 *
 * <p>Safe for all threads and processes.
 */
public class BoardView {
    /** Instead of a session's number: none of the agency's may write. */
    public static final long NO_SESSION = 0;

    /** Where it looks. */
    final BoardWords words;

    public BoardView(BoardWords words) {
        this.words = words;
    }

    /**
     * The view of a board's file.
     *
     * @return null if the file is no board of this version
     */
    public static BoardView of(Path file) throws IOException {
        BoardWords words = BoardWords.view(file);
        return words == null ? null : new BoardView(words);
    }

    public final long generation() {
        return words.get(GENERATION_OFFSET);
    }

    public final UUID bootId() {
        return new UUID(words.get(BOOT_ID_HIGH_OFFSET), words.get(BOOT_ID_LOW_OFFSET));
    }

    /** Agencies expected, 0 or more. */
    public final int agencies() {
        return (int) words.get(AGENCIES_OFFSET);
    }

    /** The last commit. Under the store's lock, or approximately without it. */
    public final Commit lastCommit() {
        int slot = commitSlot(words.get(COMMITS_OFFSET));
        return new Commit(
                (int) words.get(slot + COMMIT_AGENCY),
                words.get(slot + COMMIT_SESSION),
                words.get(slot + COMMIT_BETS_LENGTH),
                words.get(slot + COMMIT_FINISHED_LENGTH),
                words.get(slot + COMMIT_COUNT),
                (int) words.get(slot + COMMIT_CHECKSUM),
                words.get(slot + COMMIT_FINISHED) != 0);
    }

    /** Bets of an agency in the store. */
    public final long count(int agency) {
        return words.get(agencySlot(agency) + AGENCY_COUNT);
    }

    /** The checksum of an agency's bets in the store. */
    public final int checksum(int agency) {
        return (int) words.get(agencySlot(agency) + AGENCY_CHECKSUM);
    }

    /** Whether an agency's sales are closed. */
    public final boolean isFinished(int agency) {
        return words.get(agencySlot(agency) + AGENCY_FINISHED) != 0;
    }

    /** How many agencies' sales are closed. */
    public final int finishedAgencies() {
        int finished = 0;
        for (int agency = 1; agency <= agencies(); agency++) {
            if (isFinished(agency)) {
                finished++;
            }
        }
        return finished;
    }

    /** The session of an agency that alone may write, or {@link #NO_SESSION}. */
    public final long newestSession(int agency) {
        return words.get(agencySlot(agency) + AGENCY_NEWEST_SESSION);
    }

    /** The client of an agency's newest session, or 0 if that is not known. */
    public final long newestClient(int agency) {
        return words.get(sessions(agencies(), agency) + SESSIONS_CLIENT);
    }

    /** Whether the client of a session, which is known if it is not 0, has come again: the newest is another of its. */
    public final boolean hasComeAgain(int agency, long session, long client) {
        return client != 0 && newestSession(agency) != session && newestClient(agency) == client;
    }

    /** Bytes of {@code bets.csv} known to be on disk. */
    public final long forcedLength() {
        return words.get(FORCED_LENGTH_OFFSET);
    }

    /** Whether nothing may be acknowledged any more. */
    public final boolean isPoisoned() {
        return words.get(POISON_OFFSET) != 0;
    }

    /** Whether the draw is on disk. Not final, so that tests can draw just after it was asked. */
    public boolean isDrawn() {
        return words.get(DRAWN_OFFSET) != 0;
    }

    /** Winning bets of an agency, once drawn. */
    public final int winners(int agency) {
        return (int) words.get(agencySlot(agency) + AGENCY_WINNERS);
    }

    /** The coordinator of this board, or of no process (pid 0) while it has not begun. */
    public final ProcessIdentity coordinator() {
        return new ProcessIdentity(words.get(COORDINATOR_PID_OFFSET), words.get(COORDINATOR_START_OFFSET), bootId());
    }

    /** Workers that took a dead one's place. */
    public final long workersReplaced() {
        return words.get(WORKERS_REPLACED_OFFSET);
    }

    /** Sessions of an agency that have begun. */
    public final long sessionsOpened(int agency) {
        return words.get(sessions(agencies(), agency) + SESSIONS_OPENED);
    }

    /** The pid of the worker that an agency's session is with, or 0 while there is no session. */
    public final long sessionWorker(int agency) {
        return words.get(sessions(agencies(), agency) + SESSIONS_WORKER);
    }

    /** Whether an operator has disabled an agency, as the running central knows it. */
    public final boolean isDisabled(int agency) {
        return words.get(sessions(agencies(), agency) + SESSIONS_DISABLED) != 0;
    }

    /** Whether an agency's sales were closed by the operator. */
    public final boolean isClosedByOperator(int agency) {
        return words.get(sessions(agencies(), agency) + SESSIONS_CLOSED_BY_OPERATOR) != 0;
    }

    /** What an agency's sessions do. */
    public final ActivityView activity(int agency) {
        return new ActivityView(words, BoardDescriptor.activity(agencies(), agency));
    }
}
