package loteria.board;

/**
 * The layout of the board, version 1: 64-bit words in the machine's own byte order, since no other machine reads it.
 *
 * <pre>
 *  bytes      what                     written by
 *  0          ready: magic | version   recovery, last
 *  8          generation               recovery
 *  16, 24     boot id                  recovery
 *  32         agencies (N)             recovery
 *  40         commits                  store lock; its lowest bit selects the commit slot
 *  48         cut pending              store lock
 *  56         forced length            anyone who forced, only upwards
 *  64         poison                   anyone, only set
 *  72         drawn                    store lock
 *  128        commit slot 0            store lock
 *  192        commit slot 1            store lock
 *  256 + 64a  slot of agency a + 1     store lock, but for the newest session: the coordinator
 *
 *  commit slot: agency, session, length of bets.csv, length of finished.csv, count, checksum, finished
 *  agency slot: count, checksum, finished, newest session
 * </pre>
 *
 * Checksums are the 32 bits of {@link loteria.bet.RecordChecksum}; flags are 0 or 1; agency 0 in a commit slot means
 * none. A slot is a cache line, so that agencies do not slow each other.
 */
final class BoardDescriptor {
    /** "LOTERIA" and the version. */
    static final long READY = 0x4c4f_5445_5249_4101L;

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
    private static final int AGENCY_SLOTS_OFFSET = 256;
    private static final int SLOT_BYTES = 64;

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

    private BoardDescriptor() {}

    /** Where the slot lies that {@code commits} selects. */
    static int commitSlot(long commits) {
        return COMMIT_SLOTS_OFFSET + (int) (commits & 1) * SLOT_BYTES;
    }

    /** Where the slot of an agency lies; agencies count from 1. */
    static int agencySlot(int agency) {
        return AGENCY_SLOTS_OFFSET + (agency - 1) * SLOT_BYTES;
    }

    /** Bytes of a board for that many agencies. */
    static int length(int agencies) {
        return agencySlot(agencies + 1);
    }
}
