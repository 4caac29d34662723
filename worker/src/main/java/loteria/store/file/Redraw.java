package loteria.store.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.OptionalInt;
import loteria.draw.AgencySums;
import loteria.draw.Draw;
import loteria.draw.Lottery;
import loteria.draw.WinnerIndex;

/** A draw that has happened, made once more: whether these are the winners. */
final class Redraw {
    private final StoreFiles files;
    private final AgencySums winners;

    Redraw(StoreFiles files, WinnerIndex winners) {
        this.files = files;
        this.winners = winners.sums();
    }

    /**
     * Draws again, and leaves nothing of it behind. Under the store's lock.
     *
     * @param number that was drawn, empty if nothing says
     * @param length of the bets
     * @return null if these are the number's winners, or else what is wrong
     */
    String compare(OptionalInt number, FileChannel bets, long length) throws IOException {
        if (number.isEmpty()) {
            return files.winners() + ": the draw is done, expected its number in lottery.properties or the extract";
        }
        Lottery lottery = new Lottery(number.getAsInt());
        try (Draw draw = new DrawScan(bets, lottery, winners.agencies(), files).run(length);
                FileChannel again = files.openSpool()) {
            draw.writeWinners(again);
            return compare(WinnerIndex.read(again, winners.agencies()).sums(), number.getAsInt());
        }
    }

    private String compare(AgencySums again, int number) {
        for (int agency = 1; agency <= winners.agencies(); agency++) {
            long count = winners.count(agency);
            if (again.count(agency) != count || again.checksum(agency) != winners.checksum(agency)) {
                return files.winners() + ": agency " + agency + " has " + count + " winning bets, which are not the "
                        + again.count(agency) + " on number " + number;
            }
        }
        return null;
    }
}
