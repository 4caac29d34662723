package loteria.store.kafka;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import loteria.board.StoreState;
import loteria.draw.AgencySums;
import loteria.draw.Draw;
import loteria.draw.Lottery;
import loteria.draw.WinnerIndex;
import loteria.draw.WinnerSpool;
import loteria.store.CorruptStoreException;
import loteria.store.file.StoreFiles;
import loteria.store.file.StoredWinners;
import loteria.store.log.DrawFold;
import loteria.store.log.LogPartition;
import loteria.store.log.LogRecord;
import loteria.store.log.SalesFold;

/**
 * The draw over the log. Every central makes it by itself, from the same records, and so the same: the first that says
 * DRAWN decides nothing but when. What it found is in {@code winners.csv} of the central's own directory, a cache.
 *
 * <p>It trusts what it reads: each agency's bets must sum up to what it closed its sales with.
 */
final class LogDraw {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final LogClient log;
    private final StoreFiles files;

    LogDraw(LogClient log, StoreFiles files) {
        this.log = log;
        this.files = files;
    }

    /**
     * Draws, and says so in the log and on the board; returns the number of winning bets.
     *
     * @throws CorruptStoreException if bets are not those of the closed sales, or the log has another draw
     */
    long run(StoreState board) throws IOException {
        DrawFold fold = log.readDraw();
        say(write(fold), fold);
        try (FileChannel winners = FileChannel.open(files.winners(), StandardOpenOption.READ)) {
            WinnerIndex index = WinnerIndex.read(winners, fold.lottery().agencies());
            StoredWinners.publish(index, board);
            return index.sums().count();
        }
    }

    /**
     * Writes {@code winners.csv}; returns what is to be said of it.
     *
     * @param fold of the whole partition of the draw
     */
    LogRecord.Drawn write(DrawFold fold) throws IOException {
        if (fold.lottery() == null || fold.lottery().winningNumber().isEmpty()) {
            throw new IOException(log.ofDraw().name() + ": expected a lottery with a number");
        }
        int number = fold.lottery().winningNumber().getAsInt();
        int agencies = fold.lottery().agencies();
        files.deleteTemporaries();
        try (Draw draw = new Draw(new Lottery(number), agencies, new WinnerSpool(files, agencies))) {
            for (int agency = 1; agency <= agencies; agency++) {
                scan(agency, fold.closed(agency), draw);
            }
            files.writeBeside(files.winners(), draw::writeWinners);
        }
        try (FileChannel winners = FileChannel.open(files.winners(), StandardOpenOption.READ)) {
            long count = WinnerIndex.read(winners, agencies).sums().count();
            return new LogRecord.Drawn(number, count, checksum(winners));
        }
    }

    private void scan(int agency, LogRecord.Closed closed, Draw draw) throws IOException {
        LogPartition partition = log.sales(agency);
        if (closed == null) {
            throw new IOException(partition.name() + ": the sales of agency " + agency + " are not closed");
        }
        SalesFold fold = new SalesFold(partition.name());
        partition.read(0, closed.offset() + 1, (offset, record) -> {
            if (fold.take(offset, record) && record instanceof LogRecord.Bets bets) {
                ByteBuffer lines = bets.lines();
                int from = lines.arrayOffset() + lines.position();
                draw.scan(lines.array(), from, from + lines.remaining());
            }
        });
        AgencySums sums = draw.sums();
        if (fold.finished() != closed.offset()
                || sums.count(agency) != closed.total()
                || sums.checksum(agency) != closed.checksum()) {
            throw new CorruptStoreException(partition.name() + ": agency " + agency + " has " + sums.count(agency)
                    + " bets, expected the " + closed.total() + " of checksum "
                    + Integer.toHexString(closed.checksum()) + " that its sales were closed with at offset "
                    + closed.offset());
        }
    }

    /** Says DRAWN unless that stands; another that stands must be equal, which the fold looks after. */
    private void say(LogRecord.Drawn drawn, DrawFold fold) throws IOException {
        LogPartition partition = log.ofDraw();
        if (fold.drawn() == null) {
            long offset = partition.append(drawn);
            partition.read(fold.next(), offset + 1, fold::take);
        } else {
            fold.take(fold.next(), drawn);
        }
    }

    private static int checksum(FileChannel file) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        long at = 0;
        int count = file.read(buffer, at);
        while (count >= 0) {
            at += count;
            crc.update(buffer.flip());
            count = file.read(buffer.clear(), at);
        }
        return (int) crc.getValue();
    }
}
