package loteria.store.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import loteria.board.Commit;
import loteria.board.StoreState;
import loteria.draw.AgencySums;
import loteria.draw.Draw;
import loteria.draw.Lottery;
import loteria.draw.MalformedWinnerException;
import loteria.draw.WinnerIndex;
import loteria.manifest.Manifest;
import loteria.store.CorruptStoreException;

/**
 * The draw of a store: from its bets to {@code winners.csv}, on disk, and to the board. Under the store's lock.
 *
 * <p>It trusts what it reads, not what is remembered: the bets' own sums must be those of the closed sales and of the
 * board before a winner is written.
 */
final class StoredDraw {
    private final StoreFiles files;
    private final CommittedFiles committed;
    private final StoreState board;
    private final SealedLines sealed;

    /** @param sealed what a sealed draw knows; null for one that is not */
    StoredDraw(StoreFiles files, CommittedFiles committed, StoreState board, SealedLines sealed) {
        this.files = files;
        this.committed = committed;
        this.board = board;
        this.sealed = sealed;
    }

    /**
     * Draws, unless that was done; returns the number of winning bets.
     *
     * @throws CorruptStoreException if an agency's bets are not those it closed its sales with
     */
    long run(Commit last) throws IOException {
        files.deleteTemporaries();
        boolean drawn = Files.exists(files.winners());
        if (!drawn) {
            write(last);
        }
        force(drawn);
        return publish();
    }

    private void write(Commit last) throws IOException {
        Sales sales = committed.sales(last);
        try (Draw draw = committed.draw(new Lottery(winningNumber()), files, last, sealed)) {
            for (int agency = 1; agency <= board.agencies(); agency++) {
                requireSold(agency, draw.sums(), sales.byAgency().get(agency), last);
            }
            if (sealed != null) {
                sealed.requireSealed();
            }
            files.writeBeside(files.winners(), draw::writeWinners);
        }
    }

    /** As the manifest has it, which somebody may have changed since the start; that of a sealed draw has none. */
    private int winningNumber() throws IOException {
        Manifest manifest = StoredManifest.read(files);
        if (manifest == null || manifest.agencies() != board.agencies()) {
            throw new CorruptStoreException(
                    files.manifest() + ": expected the manifest of a lottery of " + board.agencies() + " agencies");
        }
        if (manifest.winningNumber().isPresent() == (sealed != null)) {
            throw new CorruptStoreException(files.manifest() + ": the number is " + manifest.numberText()
                    + ", expected " + (sealed == null ? "one" : "none: it comes after the seal"));
        }
        return sealed == null ? manifest.winningNumber().getAsInt() : sealed.winningNumber();
    }

    private void requireSold(int agency, AgencySums sums, Sale sale, Commit last) throws IOException {
        String where = "bets.csv: agency " + agency;
        if (sale == null || !board.isFinished(agency)) {
            throw new CorruptStoreException(where + ": expected its sales to be closed");
        }
        long count = sums.count(agency);
        int checksum = sums.checksum(agency);
        if (count != board.count(agency) || checksum != board.checksum(agency)) {
            throw new CorruptStoreException(where + " has " + count + " bets of checksum " + Sale.hex(checksum)
                    + committed.place(agency, last) + ", expected the " + sold(agency) + " of its closed sales");
        }
        if (sale.total() != count || sale.checksum() != checksum) {
            throw new CorruptStoreException("finished.csv: agency " + agency + ": closed with " + sale.total()
                    + " bets of checksum " + Sale.hex(sale.checksum()) + ", expected the " + sold(agency));
        }
    }

    private String sold(int agency) {
        return board.count(agency) + " of checksum " + Sale.hex(board.checksum(agency));
    }

    /** No success may come after a failure: the kernel tells of it once, and what is on disk nobody knows. */
    private void force(boolean winnersToo) throws IOException {
        try {
            if (winnersToo) {
                files.force(files.winners());
            }
            files.force(files.dataDir());
        } catch (IOException e) {
            throw committed.poisoned("force of winners.csv", e);
        }
    }

    private long publish() throws IOException {
        WinnerIndex index;
        try (FileChannel winners = files.open(files.winners(), StandardOpenOption.READ)) {
            index = WinnerIndex.read(winners, board.agencies());
        } catch (MalformedWinnerException e) {
            throw new CorruptStoreException(files.dataDir() + "/" + e.getMessage(), e);
        }
        StoredWinners.publish(index, board);
        return index.sums().count();
    }
}
