package loteria.store.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.OptionalInt;
import loteria.draw.AgencySums;
import loteria.draw.Draw;
import loteria.draw.Lottery;
import loteria.draw.WinnerIndex;
import loteria.store.OtherLotteryException;

/**
 * The draw of a directory from before there were manifests: with which number it was made stands nowhere. What can be
 * seen is whether a number has these winners.
 */
final class EarlierDraw {
    private final StoreFiles files;
    private final AgencySums winners;

    EarlierDraw(StoreFiles files, WinnerIndex winners) {
        this.files = files;
        this.winners = winners.sums();
    }

    /**
     * Draws again, and leaves nothing of it behind. Under the store's lock.
     *
     * @param length of the bets
     * @throws OtherLotteryException if these are not a number's winners
     */
    void requireDrawnWith(OptionalInt number, FileChannel bets, long length) throws IOException {
        if (number.isEmpty()) {
            throw new OtherLotteryException(files.winners() + ": the draw is done" + wayOut());
        }
        Lottery lottery = new Lottery(number.getAsInt());
        try (Draw draw = new DrawScan(bets, lottery, winners.agencies(), files).run(length);
                FileChannel again = files.openSpool()) {
            draw.writeWinners(again);
            requireSame(WinnerIndex.read(again, winners.agencies()).sums(), number.getAsInt());
        }
    }

    private void requireSame(AgencySums again, int number) throws OtherLotteryException {
        for (int agency = 1; agency <= winners.agencies(); agency++) {
            long count = winners.count(agency);
            if (again.count(agency) != count || again.checksum(agency) != winners.checksum(agency)) {
                throw new OtherLotteryException(files.winners() + ": agency " + agency + " has " + count
                        + " winning bets, which are not the " + again.count(agency) + " on number " + number
                        + wayOut());
            }
        }
    }

    private static String wayOut() {
        return ": start it with the --winning-number that was drawn";
    }
}
