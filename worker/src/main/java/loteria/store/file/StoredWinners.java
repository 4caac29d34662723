package loteria.store.file;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import loteria.board.StoreState;
import loteria.draw.AgencySums;
import loteria.draw.MalformedWinnerException;
import loteria.draw.WinnerIndex;
import loteria.draw.WinnerLines;
import loteria.process.Reason;
import loteria.store.AgencyWinners;
import loteria.store.CorruptStoreException;
import loteria.store.Refusal;
import loteria.store.RefusedException;

/**
 * An agency's winners in {@code winners.csv}, read where the board says they are. The file does not change any more: if
 * it has, nobody is told the last of them, which alone makes an answer whole.
 */
public final class StoredWinners implements AgencyWinners {
    private static final int BUFFER_BYTES = 4096;

    private final int agency;
    private final WinnerLines lines;
    private final AgencySums told;
    private final int checksum;
    private int left;

    public StoredWinners(FileChannel winners, int agency, StoreState board) {
        this.agency = agency;
        this.told = new AgencySums(agency);
        this.checksum = board.winnersChecksum(agency);
        this.left = board.winners(agency);
        this.lines = new WinnerLines(winners, board.winnersFrom(agency), board.winnersTo(agency), BUFFER_BYTES);
    }

    /** Says on a board that the draw is on disk, and where whose winners are. */
    public static void publish(WinnerIndex index, StoreState board) {
        AgencySums sums = index.sums();
        for (int agency = 1; agency <= board.agencies(); agency++) {
            board.setWinners(
                    agency, (int) sums.count(agency), sums.checksum(agency), index.from(agency), index.to(agency));
        }
        board.setDrawn();
    }

    @Override
    public int left() {
        return left;
    }

    @Override
    public List<String> next(int most) throws CorruptStoreException, RefusedException {
        List<String> documents = new ArrayList<>(Math.min(most, left));
        try {
            while (left > 0 && documents.size() < most) {
                if (!lines.next()) {
                    throw new CorruptStoreException("winners.csv: byte " + lines.offset() + ": expected " + left
                            + " more winners of agency " + agency);
                }
                if (lines.agency() == agency) {
                    documents.add(lines.document());
                    lines.addTo(told);
                    left--;
                }
            }
            requireDrawn();
        } catch (CorruptStoreException e) {
            throw e;
        } catch (MalformedWinnerException e) {
            throw new CorruptStoreException(e.getMessage(), e);
        } catch (ClosedChannelException e) {
            throw new RefusedException(Refusal.CLOSED, "the store is closed");
        } catch (IOException e) {
            throw new RefusedException(Refusal.UNAVAILABLE, "winners.csv: cannot be read: " + Reason.of(e));
        }
        return documents;
    }

    private void requireDrawn() throws CorruptStoreException {
        if (left == 0 && told.checksum(agency) != checksum) {
            throw new CorruptStoreException("winners.csv: agency " + agency + " has winners of checksum "
                    + Sale.hex(told.checksum(agency)) + ", expected " + Sale.hex(checksum) + ", as drawn");
        }
    }
}
