package loteria.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import loteria.store.CorruptStoreException;
import loteria.store.RefusedException;

/** A store with the bets of {@link SampleBets}, as a central leaves it. */
public final class SampleStore {
    public static final int AGENCIES = 3;

    /** Bets of each agency, sold in turns. */
    public static final int BETS = 21;

    private static final int AT_ONCE = 7;

    /** How far it is. */
    public enum Stage {
        /** Agency 3 has closed its sales. */
        SELLING,
        /** All have. */
        CLOSED,
        DRAWN
    }

    private SampleStore() {}

    /** Makes one in an empty directory. */
    public static void make(Path dir, Stage stage) throws IOException {
        Ledger ledger = new Ledger(AGENCIES);
        try (BetStore store = BetStore.recover(new StoreFiles(dir), 1, SampleBets.terms(AGENCIES))) {
            for (int agency = 1; agency <= AGENCIES; agency++) {
                ledger.enter(store, agency);
            }
            for (int first = 1; first < BETS; first += AT_ONCE) {
                for (int agency = 1; agency <= AGENCIES; agency++) {
                    ledger.sell(store, agency, first, first + AT_ONCE - 1);
                }
            }
            ledger.finish(store, AGENCIES, BETS);
            for (int agency = 1; stage != Stage.SELLING && agency < AGENCIES; agency++) {
                ledger.finish(store, agency, BETS);
            }
            if (stage == Stage.DRAWN) {
                ledger.draw(store);
            }
        } catch (RefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts on a store, lets every agency come again and sell what it lacks, closes all sales, and draws. */
    public static void goOn(Path dir) throws IOException {
        try (BetStore store = BetStore.recover(new StoreFiles(dir), 2, SampleBets.terms(AGENCIES))) {
            Ledger ledger = new Ledger(AGENCIES);
            for (int agency = 1; agency <= AGENCIES; agency++) {
                ledger.expect(agency, BETS);
            }
            ledger.complete(store);
        } catch (RefusedException e) {
            throw new CorruptStoreException("refused: " + e.getMessage(), e);
        }
    }

    /** Lets the machine have been started anew since the board was made. */
    public static void reboot(Path dir) throws IOException {
        byte[] board = Files.readAllBytes(dir.resolve("draw.board"));
        FaultyDisk.inAnotherBoot(board);
        Files.write(dir.resolve("draw.board"), board, StandardOpenOption.TRUNCATE_EXISTING);
    }
}
