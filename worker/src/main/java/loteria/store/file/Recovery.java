package loteria.store.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import loteria.board.BootId;
import loteria.board.Commit;
import loteria.board.DiskState;
import loteria.board.NewBoard;
import loteria.board.StoreState;
import loteria.draw.MalformedWinnerException;
import loteria.draw.WinnerIndex;
import loteria.manifest.Manifest;
import loteria.manifest.Terms;
import loteria.note.MalformedNoteException;
import loteria.process.Reason;
import loteria.seal.DrawnNumber;
import loteria.store.CorruptStoreException;
import loteria.store.OtherLotteryException;

/**
 * Makes a board from the files: what the first worker of a generation does before any other starts. The whole of it
 * happens under the store's lock.
 *
 * <p>The files are the truth. The {@link OldBoard} only says what must be in them. Up to the forced length every line
 * must be there; what lies above is kept as far as it is whole and valid, and cut at the first byte that is not. A
 * store that holds less than was promised, or something else, is refused untouched.
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
        OldBoard old = OldBoard.find(files, bootId);
        long forced = old == null ? 0 : old.forcedLength();
        boolean poisoned = old != null && old.isPoisoned();
        long size = bets.size();
        if (size < forced) {
            throw new CorruptStoreException(
                    files.bets() + ": ends at byte " + size + ", expected at least the " + forced + " once forced");
        }
        StoredManifest stored = new StoredManifest(files, asked);
        BetScan scan = new BetScan(asked.agencies());
        if (old != null) {
            old.readCommitted(scan, bets, files);
        }
        // After a failed force the kernel has forgotten which pages never reached the disk.
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
            scan.require(sale, files.bets(), "of finished.csv");
        }
        if (old != null) {
            requireTold(old, finishedLength, drawn);
        }
        WinnerIndex winners = drawn ? readDraw(finishedLength, sales) : null;
        if (drawn) {
            requireDrawn(winners, manifest, stored.isMissing(), scan.length());
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
            if (old != null) {
                old.poison();
            }
            throw new CorruptStoreException(files.dataDir() + ": cannot be brought to the disk: " + Reason.of(e), e);
        }
        stored.publish(manifest);
        publish(generation, scan, finishedLength, sales, winners);
    }

    /** What agencies were told of is there: closed sales, and the draw. */
    private void requireTold(OldBoard old, long finishedLength, boolean drawn) throws CorruptStoreException {
        if (finishedLength < old.finishedLength()) {
            throw new CorruptStoreException(files.finished() + ": byte " + finishedLength + " of "
                    + old.finishedLength() + " once forced: expected agency,total,checksum");
        }
        if (old.isDrawn() && !drawn) {
            throw new CorruptStoreException(files.winners() + ": expected the draw that agencies were told of");
        }
    }

    /** A draw came after all sales were closed, durably: nothing of them can be torn or missing. */
    private WinnerIndex readDraw(long finishedLength, Map<Integer, Sale> sales) throws IOException {
        if (finished.size() > finishedLength) {
            throw new CorruptStoreException(files.finished() + ": byte " + finishedLength
                    + ": expected agency,total,checksum, as the draw has happened");
        }
        WinnerIndex index;
        try (FileChannel winners = files.open(files.winners(), StandardOpenOption.READ)) {
            index = WinnerIndex.read(winners, asked.agencies());
        } catch (MalformedWinnerException e) {
            throw new CorruptStoreException(files.dataDir() + "/" + e.getMessage(), e);
        } catch (IOException e) {
            throw new CorruptStoreException(Reason.of(files.winners(), e), e);
        }
        if (sales.size() < asked.agencies()) {
            throw new CorruptStoreException(files.finished() + ": byte " + finishedLength + ": expected the sales of "
                    + asked.agencies() + " agencies, as the draw has happened, found " + sales.size());
        }
        return index;
    }

    /** With which number version 1.0.0 drew stands nowhere: whoever starts it has to say. */
    private void requireDrawn(WinnerIndex winners, Manifest manifest, boolean ofVersion1, long length)
            throws IOException {
        String wrong = new Redraw(files, winners).compare(drawnNumber(manifest), bets, length);
        if (wrong != null && ofVersion1) {
            throw new OtherLotteryException(wrong + ": start it with the --winning-number that was drawn");
        }
        if (wrong != null) {
            throw new CorruptStoreException(wrong);
        }
    }

    private OptionalInt drawnNumber(Manifest manifest) throws IOException {
        try {
            return DrawnNumber.of(files.dataDir(), manifest);
        } catch (MalformedNoteException e) {
            throw new CorruptStoreException(e.getMessage(), e);
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

    /**
     * Writes the same bytes over themselves, which no death can tear, so that the next force takes them to the disk:
     * the one that failed may have been of a line here.
     */
    private void writeSalesAgain(long length) throws IOException {
        StoreFiles.write(finished, Sales.bytes(finished, length), 0);
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
            StoredWinners.publish(winners, board);
        }
        files.replace(files.board(), made.toBytes());
    }
}
