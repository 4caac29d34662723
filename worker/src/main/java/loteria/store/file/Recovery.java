package loteria.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import loteria.board.BoardWords;
import loteria.board.BootId;
import loteria.board.Commit;
import loteria.board.DiskState;
import loteria.board.NewBoard;
import loteria.board.StoreState;
import loteria.draw.MalformedWinnerException;
import loteria.draw.WinnerIndex;
import loteria.manifest.Manifest;
import loteria.manifest.Terms;
import loteria.process.Reason;
import loteria.store.CorruptStoreException;
import loteria.store.OtherLotteryException;

/**
 * Makes a board from the files: what the first worker of a generation does before any other starts. The whole of it
 * happens under the store's lock.
 *
 * <p>The files are the truth. Of the old board only two words count: how far {@code bets.csv} is known to be on disk,
 * and whether a force failed in this very boot. Up to the forced length every line must be there; what lies above is
 * kept as far as it is whole and valid, and cut at the first byte that is not. A store that holds less than was
 * promised is refused untouched.
 */
final class Recovery {
    private final StoreFiles files;
    private final FileChannel bets;
    private final FileChannel finished;
    private final Terms asked;
    private final UUID bootId;

    /** @param asked of the lottery; a store of another one is refused */
    Recovery(StoreFiles files, FileChannel bets, FileChannel finished, Terms asked) throws IOException {
        this.files = files;
        this.bets = bets;
        this.finished = finished;
        this.asked = asked;
        this.bootId = BootId.current();
    }

    /**
     * Recovers. Under the store's lock.
     *
     * @throws CorruptStoreException if something promised is missing
     * @throws OtherLotteryException if the store is of another lottery than is asked for
     */
    void run(long generation) throws IOException {
        DiskState old = oldBoard();
        long forced = old == null ? 0 : old.forcedLength();
        boolean ofThisBoot = old != null && old.bootId().equals(bootId);
        boolean poisoned = ofThisBoot && old.isPoisoned();
        long size = bets.size();
        if (size < forced) {
            throw new CorruptStoreException(
                    files.bets() + ": ends at byte " + size + ", expected at least the " + forced + " once forced");
        }
        // After a failed force the kernel has forgotten which pages never reached the disk.
        StoredManifest stored = new StoredManifest(files, asked);
        BetScan scan = new BetScan(asked.agencies());
        scan.read(bets, poisoned ? forced : size);
        if (scan.length() < forced) {
            throw new CorruptStoreException(
                    files.bets() + ": byte " + scan.length() + " of " + forced + " once forced: expected a bet");
        }
        Sales closed = Sales.read(finished, finished.size());
        Map<Integer, Sale> sales = closed.byAgency();
        long finishedLength = closed.length();
        boolean drawn = Files.exists(files.winners());
        boolean hasSales = scan.length() + finishedLength > 0;
        Manifest manifest = stored.settle(sales.size(), hasSales, drawn);
        requireExpected(scan.highestAgency(), sales);
        for (Sale sale : sales.values()) {
            requireWhole(sale, scan);
        }
        WinnerIndex winners = drawn ? readDraw(finishedLength) : null;
        if (drawn && stored.isMissing()) {
            new EarlierDraw(files, winners).requireDrawnWith(manifest.winningNumber(), bets, scan.length());
        }
        // All is as promised: from here on files change.
        files.deleteTemporaries();
        try {
            StoreFiles.cut(bets, "bets.csv", scan.length());
            StoreFiles.cut(finished, "finished.csv", finishedLength);
            if (poisoned) {
                writeSalesAgain(finishedLength);
            }
            force(winners != null);
        } catch (IOException e) {
            if (ofThisBoot) {
                old.poison();
            }
            throw new CorruptStoreException(files.dataDir() + ": cannot be brought to the disk: " + Reason.of(e), e);
        }
        stored.publish(manifest);
        publish(generation, scan, finishedLength, sales, winners);
    }

    /** A draw came after all sales were closed, durably: nothing of them can be torn. */
    private WinnerIndex readDraw(long finishedLength) throws IOException {
        if (finished.size() > finishedLength) {
            throw new CorruptStoreException(files.finished() + ": byte " + finishedLength
                    + ": expected agency,total,checksum, as the draw has happened");
        }
        try (FileChannel winners = files.open(files.winners(), StandardOpenOption.READ)) {
            return WinnerIndex.read(winners, asked.agencies());
        } catch (MalformedWinnerException e) {
            throw new CorruptStoreException(files.dataDir() + "/" + e.getMessage(), e);
        } catch (IOException e) {
            throw new CorruptStoreException(Reason.of(files.winners(), e), e);
        }
    }

    /** What the old board knew of the disk; null if there is none. */
    private DiskState oldBoard() throws IOException {
        try {
            BoardWords words = files.mapBoard();
            return words == null ? null : new DiskState(words);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void requireExpected(int highestSeller, Map<Integer, Sale> sales) throws OtherLotteryException {
        int highest = highestSeller;
        for (int agency : sales.keySet()) {
            highest = Math.max(highest, agency);
        }
        if (highest > asked.agencies()) {
            throw new OtherLotteryException(files.dataDir() + ": holds agency " + highest + ", expected at most "
                    + asked.agencies() + " (--agencies)");
        }
    }

    private void requireWhole(Sale sale, BetScan scan) throws CorruptStoreException {
        long count = scan.count(sale.agency());
        int checksum = scan.checksum(sale.agency());
        if (count != sale.total() || checksum != sale.checksum()) {
            throw new CorruptStoreException(files.bets() + ": agency " + sale.agency() + " has " + count
                    + " bets of checksum " + Sale.hex(checksum) + ", expected the " + sale.total() + " of checksum "
                    + Sale.hex(sale.checksum()) + " in finished.csv");
        }
    }

    /**
     * Writes the same bytes over themselves, which no death can tear, so that the next force takes them to the disk:
     * the one that failed may have been of a line here.
     */
    private void writeSalesAgain(long length) throws IOException {
        ByteBuffer lines = ByteBuffer.wrap(Files.readAllBytes(files.finished()), 0, (int) length);
        StoreFiles.write(finished, lines, 0);
    }

    /** A force that fails here is not tried again: the next would succeed, with the same bytes on no disk. */
    private void force(boolean drawn) throws IOException {
        bets.force(true);
        finished.force(true);
        if (drawn) {
            files.force(files.winners());
        }
        files.force(files.dataDir());
    }

    /** @param winners of the draw, or null if it has not happened */
    private void publish(
            long generation, BetScan scan, long finishedLength, Map<Integer, Sale> sales, WinnerIndex winners)
            throws IOException {
        int agencies = asked.agencies();
        NewBoard made = new NewBoard(generation, bootId, agencies);
        StoreState board = new StoreState(made.words());
        board.commit(new Commit(0, 0, scan.length(), finishedLength, 0, 0, false));
        for (int agency = 1; agency <= agencies; agency++) {
            board.setAgency(agency, scan.count(agency), scan.checksum(agency), sales.containsKey(agency));
        }
        new DiskState(made.words()).raiseForcedLength(scan.length());
        if (winners != null) {
            StoredDraw.publish(winners, board);
        }
        files.replace(files.board(), made.toBytes());
    }
}
