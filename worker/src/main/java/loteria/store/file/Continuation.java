package loteria.store.file;

import java.nio.file.Path;
import java.util.OptionalInt;
import loteria.manifest.Manifest;
import loteria.manifest.Terms;
import loteria.store.OtherLotteryException;

/**
 * Which lottery a data directory goes on with: from what its manifest says, what a start asks for, and how far it is.
 * Touches no file.
 */
final class Continuation {
    private static final String WAY_OUT = ", or take a new data directory (make docker-compose-down)";

    private final Path dataDir;
    private final Terms asked;

    Continuation(Path dataDir, Terms asked) {
        this.dataDir = dataDir;
        this.asked = asked;
    }

    /**
     * Before the first sale a start may ask for whatever it likes. Once there are sales the agencies stand; so does the
     * number that nobody repeats, and after the draw the number.
     *
     * @param found in the directory, or the lottery that it is taken for
     * @return what the directory's manifest is to say
     * @throws OtherLotteryException if the start asks for what cannot be any more
     */
    Manifest of(Manifest found, boolean hasSales, boolean isDrawn) throws OtherLotteryException {
        if (!hasSales) {
            return found.on(asked.agencies(), asked.winningNumber());
        }
        if (found.agencies() != asked.agencies()) {
            throw new OtherLotteryException(dataDir + ": holds sales of a lottery of " + found.agencies()
                    + " agencies, --agencies is " + asked.agencies() + ": start it with " + found.agencies() + WAY_OUT);
        }
        if (found.winningNumber().isEmpty() && asked.winningNumber().isPresent()) {
            throw new OtherLotteryException(dataDir + ": holds sales of a lottery whose number comes after its seal:"
                    + " start it with --seal-key" + WAY_OUT);
        }
        OptionalInt number = asked.isGiven() ? asked.winningNumber() : found.winningNumber();
        if (isDrawn && !number.equals(found.winningNumber())) {
            throw new OtherLotteryException(
                    dataDir + ": the draw is done with number " + found.numberText() + ", --winning-number is "
                            + asked.numberText() + ": start it with " + found.numberText() + WAY_OUT);
        }
        return found.on(found.agencies(), number);
    }
}
