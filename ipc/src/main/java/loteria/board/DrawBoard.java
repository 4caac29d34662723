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
import static loteria.board.BoardDescriptor.CUT_PENDING_OFFSET;
import static loteria.board.BoardDescriptor.DRAWN_OFFSET;
import static loteria.board.BoardDescriptor.FORCED_LENGTH_OFFSET;
import static loteria.board.BoardDescriptor.GENERATION_OFFSET;
import static loteria.board.BoardDescriptor.POISON_OFFSET;
import static loteria.board.BoardDescriptor.READY;
import static loteria.board.BoardDescriptor.READY_OFFSET;
import static loteria.board.BoardDescriptor.SESSIONS_OPENED;
import static loteria.board.BoardDescriptor.SESSIONS_WORKER;
import static loteria.board.BoardDescriptor.WORKERS_REPLACED_OFFSET;
import static loteria.board.BoardDescriptor.agencySlot;
import static loteria.board.BoardDescriptor.commitSlot;
import static loteria.board.BoardDescriptor.sessions;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import loteria.bet.BetLimits;
import loteria.process.ProcessIdentity;

/**
 * The draw's state in memory that all processes of the central share: a cache of the store's files, rebuilt by every
 * recovery. {@link BoardDescriptor} says who may write what. Every load acquires and every store releases, so that who
 * sees a word sees what was written before it.
 *
 * <p>Safe for all threads and processes under the rules of the store. The mapping lives as long as the process.
 */
public class DrawBoard {
    /** The board's file in the data directory. */
    public static final String FILE = "draw.board";

    /** The version of its layout. */
    public static final int VERSION = BoardDescriptor.VERSION;

    private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer words;

    /** @param words aligned memory outside the heap */
    protected DrawBoard(ByteBuffer words) {
        this.words = words;
    }

    /** Whether the bytes at hand are a board of this version, whole for the agencies it names. */
    public boolean isPlausible() {
        if (words.capacity() < BoardDescriptor.length(0) || get(READY_OFFSET) != READY) {
            return false;
        }
        long agencies = get(AGENCIES_OFFSET);
        return agencies >= 0
                && agencies <= BetLimits.MAX_AGENCY
                && words.capacity() == BoardDescriptor.length((int) agencies);
    }

    /**
     * Whether that is what a thread gets that touches a mapped board whose file was cut: the JVM's word for the signal,
     * which may come a little later than the touch.
     */
    public static boolean isFault(Throwable e) {
        return e instanceof InternalError && String.valueOf(e.getMessage()).contains("unsafe memory access");
    }

    /**
     * Maps a board.
     *
     * @return null if the file is no board of this version
     */
    public static DrawBoard map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return map(channel, FileChannel.MapMode.READ_WRITE);
        }
    }

    /**
     * Maps a board to look at: whoever writes to it gets a {@link java.nio.ReadOnlyBufferException}.
     *
     * @return null if the file is no board of this version
     */
    public static DrawBoard view(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return map(channel, FileChannel.MapMode.READ_ONLY);
        }
    }

    private static DrawBoard map(FileChannel channel, FileChannel.MapMode mode) throws IOException {
        long length = Math.min(channel.size(), BoardDescriptor.length(BetLimits.MAX_AGENCY));
        DrawBoard board = new DrawBoard(channel.map(mode, 0, length));
        return board.isPlausible() ? board : null;
    }

    /**
     * A board in the heap, to be filled and then written to a file as {@link #bytes}: all zero but for what is given.
     */
    public static DrawBoard create(long generation, UUID bootId, int agencies) {
        DrawBoard board = new DrawBoard(ByteBuffer.allocateDirect(BoardDescriptor.length(agencies)));
        board.put(GENERATION_OFFSET, generation);
        board.put(BOOT_ID_HIGH_OFFSET, bootId.getMostSignificantBits());
        board.put(BOOT_ID_LOW_OFFSET, bootId.getLeastSignificantBits());
        board.put(AGENCIES_OFFSET, agencies);
        return board;
    }

    /** Marks the board ready to be read by others. */
    public void markReady() {
        put(READY_OFFSET, READY);
    }

    /** The board as bytes, to be written whole. */
    public ByteBuffer bytes() {
        return words.duplicate();
    }

    public long generation() {
        return get(GENERATION_OFFSET);
    }

    public UUID bootId() {
        return new UUID(get(BOOT_ID_HIGH_OFFSET), get(BOOT_ID_LOW_OFFSET));
    }

    /** Agencies expected, 0 or more. */
    public int agencies() {
        return (int) get(AGENCIES_OFFSET);
    }

    /** The last commit. Under the store's lock, or approximately without it. */
    public Commit lastCommit() {
        int slot = commitSlot(get(COMMITS_OFFSET));
        return new Commit(
                (int) get(slot + COMMIT_AGENCY),
                get(slot + COMMIT_SESSION),
                get(slot + COMMIT_BETS_LENGTH),
                get(slot + COMMIT_FINISHED_LENGTH),
                get(slot + COMMIT_COUNT),
                (int) get(slot + COMMIT_CHECKSUM),
                get(slot + COMMIT_FINISHED) != 0);
    }

    /**
     * Commits: fills the slot that is not selected, then selects it with one store, then brings the agency's slot up to
     * date. Under the store's lock.
     */
    public void commit(Commit commit) {
        long commits = get(COMMITS_OFFSET) + 1;
        int slot = commitSlot(commits);
        put(slot + COMMIT_AGENCY, commit.agency());
        put(slot + COMMIT_SESSION, commit.session());
        put(slot + COMMIT_BETS_LENGTH, commit.betsLength());
        put(slot + COMMIT_FINISHED_LENGTH, commit.finishedLength());
        put(slot + COMMIT_COUNT, commit.count());
        put(slot + COMMIT_CHECKSUM, commit.checksum() & 0xffff_ffffL);
        put(slot + COMMIT_FINISHED, commit.finished() ? 1 : 0);
        put(COMMITS_OFFSET, commits);
        apply(commit);
    }

    /** Brings the slot of a commit's agency up to date, as whoever committed may have died before it could. */
    public void apply(Commit commit) {
        if (commit.agency() != 0) {
            setAgency(commit.agency(), commit.count(), commit.checksum(), commit.finished());
        }
    }

    /** Sets what is stored of an agency. Under the store's lock. */
    public void setAgency(int agency, long count, int checksum, boolean finished) {
        int slot = agencySlot(agency);
        put(slot + AGENCY_COUNT, count);
        put(slot + AGENCY_CHECKSUM, checksum & 0xffff_ffffL);
        put(slot + AGENCY_FINISHED, finished ? 1 : 0);
    }

    /** Bets of an agency in the store. */
    public long count(int agency) {
        return get(agencySlot(agency) + AGENCY_COUNT);
    }

    /** The checksum of an agency's bets in the store. */
    public int checksum(int agency) {
        return (int) get(agencySlot(agency) + AGENCY_CHECKSUM);
    }

    /** Whether an agency's sales are closed. */
    public boolean isFinished(int agency) {
        return get(agencySlot(agency) + AGENCY_FINISHED) != 0;
    }

    /** How many agencies' sales are closed. */
    public int finishedAgencies() {
        int finished = 0;
        for (int agency = 1; agency <= agencies(); agency++) {
            if (isFinished(agency)) {
                finished++;
            }
        }
        return finished;
    }

    /** The session of an agency that alone may write, or 0. */
    public long newestSession(int agency) {
        return get(agencySlot(agency) + AGENCY_NEWEST_SESSION);
    }

    /** Makes a session its agency's newest. The coordinator alone says so. */
    public void setNewestSession(int agency, long session) {
        put(agencySlot(agency) + AGENCY_NEWEST_SESSION, session);
    }

    /** Whether a cut of the files has begun and is not known to be on disk. */
    public boolean isCutPending() {
        return get(CUT_PENDING_OFFSET) != 0;
    }

    public void setCutPending(boolean pending) {
        put(CUT_PENDING_OFFSET, pending ? 1 : 0);
    }

    /** Bytes of {@code bets.csv} known to be on disk. */
    public long forcedLength() {
        return get(FORCED_LENGTH_OFFSET);
    }

    /** Raises the forced length; a lower one is ignored. Needs no lock. */
    public void raiseForcedLength(long length) {
        long known = forcedLength();
        while (known < length && !WORD.compareAndSet(words, FORCED_LENGTH_OFFSET, known, length)) {
            known = forcedLength();
        }
    }

    /** Whether nothing may be acknowledged any more. */
    public boolean isPoisoned() {
        return get(POISON_OFFSET) != 0;
    }

    /** Forbids every further acknowledgement, in all processes, until a recovery. */
    public void poison() {
        put(POISON_OFFSET, 1);
    }

    /** Whether the draw is on disk. */
    public boolean isDrawn() {
        return get(DRAWN_OFFSET) != 0;
    }

    /**
     * Says that the draw is on disk. Under the store's lock.
     *
     * @param winners winning bets by agency, from 1
     */
    public void setDrawn(int[] winners) {
        for (int agency = 1; agency <= agencies(); agency++) {
            put(agencySlot(agency) + AGENCY_WINNERS, winners[agency]);
        }
        put(DRAWN_OFFSET, 1);
    }

    /** Winning bets of an agency, once drawn. */
    public int winners(int agency) {
        return (int) get(agencySlot(agency) + AGENCY_WINNERS);
    }

    /** The coordinator of this board, or of no process (pid 0) while it has not begun. */
    public ProcessIdentity coordinator() {
        return new ProcessIdentity(get(COORDINATOR_PID_OFFSET), get(COORDINATOR_START_OFFSET), bootId());
    }

    /** Says who the coordinator is. It alone says so. */
    public void setCoordinator(ProcessIdentity coordinator) {
        put(COORDINATOR_START_OFFSET, coordinator.startTime());
        put(COORDINATOR_PID_OFFSET, coordinator.pid());
    }

    /** Workers that took a dead one's place. */
    public long workersReplaced() {
        return get(WORKERS_REPLACED_OFFSET);
    }

    /** Counts a worker that took a dead one's place. The coordinator alone does, in any of its threads. */
    public void countWorkerReplaced() {
        WORD.getAndAdd(words, WORKERS_REPLACED_OFFSET, 1L);
    }

    /** Sessions of an agency that have begun. */
    public long sessionsOpened(int agency) {
        return get(sessions(agencies(), agency) + SESSIONS_OPENED);
    }

    /** The pid of the worker that an agency's session is with, or 0 while there is no session. */
    public long sessionWorker(int agency) {
        return get(sessions(agencies(), agency) + SESSIONS_WORKER);
    }

    /** Says that a session of an agency begins. The coordinator alone says so, one thread at a time for an agency. */
    public void openSession(int agency, long workerPid) {
        int slot = sessions(agencies(), agency);
        put(slot + SESSIONS_OPENED, get(slot + SESSIONS_OPENED) + 1);
        put(slot + SESSIONS_WORKER, workerPid);
    }

    /** Says that no session of an agency goes on. The coordinator alone says so. */
    public void endSession(int agency) {
        put(sessions(agencies(), agency) + SESSIONS_WORKER, 0);
    }

    /** What an agency's sessions do. */
    public Activity activity(int agency) {
        return new Activity(this, BoardDescriptor.activity(agencies(), agency));
    }

    /** Loads one word. */
    final long get(int offset) {
        return (long) WORD.getAcquire(words, offset);
    }

    /** Stores one word. Not private, so that tests can stop a process here. */
    protected void put(int offset, long value) {
        WORD.setRelease(words, offset, value);
    }
}
