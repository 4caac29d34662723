package loteria.board;

/**
 * The layout of the board, version 3: 64-bit words in the machine's own byte order, since no other machine reads it.
 *
 * <pre>
 *  bytes             what                        written by
 *  0                 ready: magic | version      recovery, last
 *  8                 generation                  recovery
 *  16, 24            boot id                     recovery
 *  32                agencies (N)                recovery
 *  40                commits                     store lock; its lowest bit selects the commit slot
 *  48                cut pending                 store lock
 *  56                forced length               anyone who forced, only upwards
 *  64                poison                      anyone, only set
 *  72                drawn                       store lock
 *  128               commit slot 0               store lock
 *  192               commit slot 1               store lock
 *  256               coordinator                 the coordinator
 *  320 + 64a         slot of agency a + 1        store lock, but for the newest session: the coordinator
 *  320 + 64N + 512a  sessions of agency a + 1    the coordinator
 *  384 + 64N + 512a  activity of agency a + 1    the agency's session, in its worker
 *
 *  commit slot: agency, session, length of bets.csv, length of finished.csv, count, checksum, finished
 *  coordinator: pid, start time, workers replaced
 *  agency slot: count, checksum, finished, newest session, winners, from and to where they are in winners.csv,
 *               their checksum
 *  sessions:    opened, pid of the worker of the one that goes on (0: none does), client of the newest (0: unknown),
 *               disabled, closed by the operator
 *  activity:    last seen, answered, batches refused by error code (12), then twice, for the time from a batch to its
 *               acknowledgement and for that of a force: nanoseconds in all, counts by duration (20)
 * </pre>
 *
 * Checksums are the 32 bits of {@link loteria.bet.RecordChecksum}; flags are 0 or 1; agency 0 in a commit slot means
 * none; times are milliseconds since 1970, 0 for never; {@link Durations} says which duration is counted where. A slot
 * is a cache line, and what different processes write lies on different ones, so that nobody slows another.
 *
 * <p>Nothing is decided by what lies in the lines of the coordinator, the sessions and the activities: they are for
 * those who look, and begin anew with every board.
 */
final class BoardDescriptor {
    static final int VERSION = 3;

    /** "LOTERIA" and the version. */
    static final long READY = 0x4c4f_5445_5249_4100L | VERSION;

    /** The layout of version 1.0.0, whose words the store's recovery reads where they are still. */
    static final long READY_BEFORE = READY - 1;

    static final int READY_OFFSET = 0;
    static final int GENERATION_OFFSET = 8;
    static final int BOOT_ID_HIGH_OFFSET = 16;
    static final int BOOT_ID_LOW_OFFSET = 24;
    static final int AGENCIES_OFFSET = 32;
    static final int COMMITS_OFFSET = 40;
    static final int CUT_PENDING_OFFSET = 48;
    static final int FORCED_LENGTH_OFFSET = 56;
    static final int POISON_OFFSET = 64;
    static final int DRAWN_OFFSET = 72;

    private static final int COMMIT_SLOTS_OFFSET = 128;
    private static final int AGENCY_SLOTS_OFFSET = 320;
    private static final int SLOT_BYTES = 64;
    private static final int SESSIONS_BYTES = 512;

    static final int COORDINATOR_PID_OFFSET = 256;
    static final int COORDINATOR_START_OFFSET = 264;
    static final int WORKERS_REPLACED_OFFSET = 272;

    /** Within a commit slot. */
    static final int COMMIT_AGENCY = 0;

    static final int COMMIT_SESSION = 8;
    static final int COMMIT_BETS_LENGTH = 16;
    static final int COMMIT_FINISHED_LENGTH = 24;
    static final int COMMIT_COUNT = 32;
    static final int COMMIT_CHECKSUM = 40;
    static final int COMMIT_FINISHED = 48;

    /** Within an agency's slot. */
    static final int AGENCY_COUNT = 0;

    static final int AGENCY_CHECKSUM = 8;
    static final int AGENCY_FINISHED = 16;
    static final int AGENCY_NEWEST_SESSION = 24;
    static final int AGENCY_WINNERS = 32;
    static final int AGENCY_WINNERS_FROM = 40;
    static final int AGENCY_WINNERS_TO = 48;
    static final int AGENCY_WINNERS_CHECKSUM = 56;

    /** Within an agency's sessions. */
    static final int SESSIONS_OPENED = 0;

    static final int SESSIONS_WORKER = 8;
    static final int SESSIONS_CLIENT = 16;
    static final int SESSIONS_DISABLED = 24;
    static final int SESSIONS_CLOSED_BY_OPERATOR = 32;

    /** Batches refused are counted by code, from 1. */
    static final int REFUSAL_CODES = 12;

    /** Within an agency's activity. */
    static final int ACTIVITY_LAST_SEEN = 0;

    static final int ACTIVITY_ANSWERED = 8;
    static final int ACTIVITY_REFUSED = 16;
    static final int ACTIVITY_ACKNOWLEDGEMENTS = ACTIVITY_REFUSED + REFUSAL_CODES * Long.BYTES;
    static final int ACTIVITY_FORCES = ACTIVITY_ACKNOWLEDGEMENTS + Durations.BYTES;

    private BoardDescriptor() {}

    /** Where the slot lies that {@code commits} selects. */
    static int commitSlot(long commits) {
        return COMMIT_SLOTS_OFFSET + (int) (commits & 1) * SLOT_BYTES;
    }

    /** Where the slot of an agency lies; agencies count from 1. */
    static int agencySlot(int agency) {
        return AGENCY_SLOTS_OFFSET + (agency - 1) * SLOT_BYTES;
    }

    /** Where the sessions of an agency lie on a board for that many. */
    static int sessions(int agencies, int agency) {
        return agencySlot(agencies + 1) + (agency - 1) * SESSIONS_BYTES;
    }

    /** Where the activity of an agency lies on a board for that many. */
    static int activity(int agencies, int agency) {
        return sessions(agencies, agency) + SLOT_BYTES;
    }

    /** Bytes of a board for that many agencies. */
    static int length(int agencies) {
        return sessions(agencies, agencies + 1);
    }
}
