package loteria.store.file;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import loteria.store.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A recovery that fails or dies at any operation is repeated by the next one, and nothing is lost in between. */
class RecoveryFaultTest {
    private static final int AGENCIES = 2;

    @TempDir(factory = MemoryDir.class)
    private Path root;

    private Path dir;
    private FaultyDisk disk;
    private Ledger ledger;
    private int runs;

    /** Why there is something to recover. */
    enum Cause {
        /** Everything was killed: the board is of this boot. */
        KILL,
        /** A force had failed before. */
        POISON,
        /** The machine was switched off. */
        POWER_LOSS
    }

    /** Agency 1 has died in a commit, agency 2 before it heard that its sales are closed. */
    private void makeWreck(Cause cause, Random random) throws Exception {
        dir = Files.createDirectory(root.resolve("run-" + runs++));
        disk = new FaultyDisk(dir);
        ledger = new Ledger(AGENCIES);
        BetStore store = BetStore.recover(disk, 1, SampleBets.terms(AGENCIES));
        StoreStep.FINISH.prepare(dir, store, ledger);
        disk.failAt("force bets.csv", fault(cause), 0);
        attempt(() -> ledger.sell(store, 1, 4, 9));
        assertTrue(disk.hasFailed());
        disk.endProcess();
        StoreStep.append(dir.resolve("bets.csv"), "1,torn\n2,and more");
        StoreStep.append(dir.resolve("finished.csv"), "1,");
        Files.writeString(dir.resolve("draw.board.17.tmp"), "stray");
        if (cause == Cause.POWER_LOSS) {
            disk.losePower(random);
        }
    }

    private static FaultyDisk.Fault fault(Cause cause) {
        return cause == Cause.POISON ? FaultyDisk.Fault.ERROR : FaultyDisk.Fault.HALT;
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void shouldRecoverAfterARecoveryThatFailedAtAnyOperation(Cause cause) throws Exception {
        // After a failed force in the first recovery of a boot only another boot helps.
        forEachFault(cause, FaultyDisk.Fault.ERROR, random -> {
            disk.endProcess();
            if (cause == Cause.POWER_LOSS) {
                disk.losePower(random);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void shouldRecoverAfterARecoveryThatDiedAtAnyOperation(Cause cause) throws Exception {
        forEachFault(cause, FaultyDisk.Fault.HALT, random -> disk.endProcess());
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void shouldRecoverAfterAPowerLossInARecovery(Cause cause) throws Exception {
        forEachFault(cause, FaultyDisk.Fault.HALT, random -> disk.losePower(random));
    }

    private void forEachFault(Cause cause, FaultyDisk.Fault fault, Ending ending) throws Exception {
        Random random = Seed.of("recovery").random();
        int operation = 0;
        makeWreck(cause, random);
        while (failsAt(operation, fault)) {
            String place = cause + ", " + fault + " at the last of " + disk.trace();
            try {
                ending.run(random);
                checkRecovered(random);
            } catch (Exception | AssertionError e) {
                throw new AssertionError(place + ", " + ledger + ": " + e, e);
            }
            operation++;
            makeWreck(cause, random);
        }
        assertTrue(operation > 10, "a recovery has operations: " + operation);
    }

    private boolean failsAt(int operation, FaultyDisk.Fault fault) throws Exception {
        disk.failAfter(operation, fault, 0);
        attempt(() -> BetStore.recover(disk, 2, SampleBets.terms(AGENCIES)));
        return disk.hasFailed();
    }

    /** What the second recovery promises must outlive a power loss. */
    private void checkRecovered(Random random) throws Exception {
        BetStore store = BetStore.recover(disk, 3, SampleBets.terms(AGENCIES));
        StoreInvariants.check(dir, ledger);
        ledger.enter(store, 1);
        ledger.enter(store, 2);
        disk.losePower(random);
        store = BetStore.recover(disk, 4, SampleBets.terms(AGENCIES));
        ledger.complete(store);
        StoreInvariants.check(dir, ledger);
        disk.endProcess();
    }

    @Test
    void shouldNotTakeAFinishForDurableWhoseForceFailed() throws Exception {
        Random random = Seed.of("finish").random();
        for (int i = 0; i < 10; i++) {
            dir = Files.createDirectory(root.resolve("run-" + runs++));
            disk = new FaultyDisk(dir);
            ledger = new Ledger(AGENCIES);
            BetStore store = BetStore.recover(disk, 1, SampleBets.terms(AGENCIES));
            StoreStep.FINISH.prepare(dir, store, ledger);
            disk.failAt("force finished.csv", FaultyDisk.Fault.ERROR, 0);
            attempt(() -> ledger.finish(store, 1, 3));
            disk.endProcess();
            checkRecovered(random);
        }
    }

    private static void attempt(Attempt attempt) throws Exception {
        try {
            attempt.run();
        } catch (Halted | RefusedException | IOException expected) {
            // The fault that was planned.
        }
    }

    /** What a fault may end. */
    private interface Attempt {
        void run() throws Exception;
    }

    /** What comes after a fault. */
    private interface Ending {
        void run(Random random) throws Exception;
    }
}
