package loteria.board;

import static loteria.board.BoardDescriptor.AGENCY_CHECKSUM;
import static loteria.board.BoardDescriptor.AGENCY_COUNT;
import static loteria.board.BoardDescriptor.AGENCY_FINISHED;
import static loteria.board.BoardDescriptor.AGENCY_WINNERS;
import static loteria.board.BoardDescriptor.AGENCY_WINNERS_CHECKSUM;
import static loteria.board.BoardDescriptor.AGENCY_WINNERS_FROM;
import static loteria.board.BoardDescriptor.AGENCY_WINNERS_TO;
import static loteria.board.BoardDescriptor.COMMITS_OFFSET;
import static loteria.board.BoardDescriptor.COMMIT_AGENCY;
import static loteria.board.BoardDescriptor.COMMIT_BETS_LENGTH;
import static loteria.board.BoardDescriptor.COMMIT_CHECKSUM;
import static loteria.board.BoardDescriptor.COMMIT_COUNT;
import static loteria.board.BoardDescriptor.COMMIT_FINISHED;
import static loteria.board.BoardDescriptor.COMMIT_FINISHED_LENGTH;
import static loteria.board.BoardDescriptor.COMMIT_SESSION;
import static loteria.board.BoardDescriptor.CUT_PENDING_OFFSET;
import static loteria.board.BoardDescriptor.DRAWN_OFFSET;
import static loteria.board.BoardDescriptor.agencySlot;
import static loteria.board.BoardDescriptor.commitSlot;

/**
 * The store's own words: what is committed, and the draw. Written under the store's lock alone, by whoever holds it.
 */
public final class StoreState extends BoardView {

    public StoreState(BoardWords words) {
        super(words);
    }

    /**
     * Commits: fills the slot that is not selected, then selects it with one store, then brings the agency's slot up to
     * date.
     */
    public void commit(Commit commit) {
        long commits = words.get(COMMITS_OFFSET) + 1;
        int slot = commitSlot(commits);
        words.put(slot + COMMIT_AGENCY, commit.agency());
        words.put(slot + COMMIT_SESSION, commit.session());
        words.put(slot + COMMIT_BETS_LENGTH, commit.betsLength());
        words.put(slot + COMMIT_FINISHED_LENGTH, commit.finishedLength());
        words.put(slot + COMMIT_COUNT, commit.count());
        words.put(slot + COMMIT_CHECKSUM, commit.checksum() & 0xffff_ffffL);
        words.put(slot + COMMIT_FINISHED, commit.finished() ? 1 : 0);
        words.put(COMMITS_OFFSET, commits);
        apply(commit);
    }

    /** Brings the slot of a commit's agency up to date, as whoever committed may have died before it could. */
    public void apply(Commit commit) {
        if (commit.agency() != 0) {
            setAgency(commit.agency(), commit.count(), commit.checksum(), commit.finished());
        }
    }

    /** Sets what is stored of an agency. */
    public void setAgency(int agency, long count, int checksum, boolean finished) {
        int slot = agencySlot(agency);
        words.put(slot + AGENCY_COUNT, count);
        words.put(slot + AGENCY_CHECKSUM, checksum & 0xffff_ffffL);
        words.put(slot + AGENCY_FINISHED, finished ? 1 : 0);
    }

    /** Whether a cut of the files has begun and is not known to be on disk. */
    public boolean isCutPending() {
        return words.get(CUT_PENDING_OFFSET) != 0;
    }

    public void setCutPending(boolean pending) {
        words.put(CUT_PENDING_OFFSET, pending ? 1 : 0);
    }

    /** Says that the draw is on disk; {@link #setWinners} comes before. */
    public void setDrawn() {
        words.put(DRAWN_OFFSET, 1);
    }

    /**
     * Says how many winning bets an agency has, and where in {@code winners.csv} they are.
     *
     * @param checksum of their documents, each with its line end
     * @param from where the agency's first line begins
     * @param to where its last line ends
     */
    public void setWinners(int agency, int winners, int checksum, long from, long to) {
        int slot = agencySlot(agency);
        words.put(slot + AGENCY_WINNERS_FROM, from);
        words.put(slot + AGENCY_WINNERS_TO, to);
        words.put(slot + AGENCY_WINNERS_CHECKSUM, checksum & 0xffff_ffffL);
        words.put(slot + AGENCY_WINNERS, winners);
    }

    /** The checksum of an agency's winners. */
    public int winnersChecksum(int agency) {
        return (int) words.get(agencySlot(agency) + AGENCY_WINNERS_CHECKSUM);
    }

    /** Where in {@code winners.csv} the first line of an agency begins. */
    public long winnersFrom(int agency) {
        return words.get(agencySlot(agency) + AGENCY_WINNERS_FROM);
    }

    /** Where its last line ends. */
    public long winnersTo(int agency) {
        return words.get(agencySlot(agency) + AGENCY_WINNERS_TO);
    }
}
