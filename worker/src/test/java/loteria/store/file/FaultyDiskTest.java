package loteria.store.file;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import loteria.store.RefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails, and whoever dies where: the old state or the new one, and every promise kept. */
class FaultyDiskTest {
    /** A fault inside a write comes after so many of its bytes. */
    private static final int[] BYTES_BEFORE_FAULT = {1, 40, Integer.MAX_VALUE};

    @TempDir(factory = MemoryDir.class)
    private Path root;

    private Path dir;
    private FaultyDisk disk;
    private Ledger ledger;
    private BetStore store;
    private int runs;

    @BeforeEach
    void makeStore() throws IOException {
        dir = Files.createDirectory(root.resolve("run-" + runs++));
        disk = new FaultyDisk(dir);
        ledger = new Ledger(StoreStep.AGENCIES);
        store = BetStore.recover(disk, 1, SampleBets.terms(StoreStep.AGENCIES));
    }

    @ParameterizedTest
    @EnumSource(StoreStep.class)
    void shouldBeInTheOldOrTheNewStateAfterAnErrorAtAnyOperation(StoreStep step) throws Exception {
        forEachFault(step, FaultyDisk.Fault.ERROR, () -> {
            disk.mend();
            if (store.state().isPoisoned()) {
                disk.endProcess();
                store = BetStore.recover(disk, 2, SampleBets.terms(StoreStep.AGENCIES));
                ledger.enter(store, 1);
            }
            retry(step, store);
        });
    }

    @ParameterizedTest
    @EnumSource(StoreStep.class)
    void shouldGoOnWithTheNextHolderAfterADeathAtAnyOperationOrBoardStore(StoreStep step) throws Exception {
        forEachFault(step, FaultyDisk.Fault.HALT, () -> {
            disk.endProcess();
            try (BetStore next = BetStore.open(disk)) {
                ledger.enter(next, 1);
                retry(step, next);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(StoreStep.class)
    void shouldRecoverAfterADeathAtAnyOperationOrBoardStore(StoreStep step) throws Exception {
        forEachFault(step, FaultyDisk.Fault.HALT, () -> {
            disk.endProcess();
            recoverAndRetry(step);
        });
    }

    @ParameterizedTest
    @EnumSource(StoreStep.class)
    void shouldRecoverAfterAPowerLossAtAnyOperationOrBoardStore(StoreStep step) throws Exception {
        Seed seed = Seed.of("power");
        Random random = seed.random();
        for (int i = 0; i < 2; i++) {
            forEachFault(step, FaultyDisk.Fault.HALT, () -> {
                disk.losePower(random);
                recoverAndRetry(step);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(StoreStep.class)
    void shouldKeepWhatIsPromisedAfterAFailedForceThroughALaterPowerLoss(StoreStep step) throws Exception {
        Random random = Seed.of("failed force").random();
        forEachFault(step, FaultyDisk.Fault.ERROR, () -> {
            disk.endProcess();
            store = BetStore.recover(disk, 2, SampleBets.terms(StoreStep.AGENCIES));
            ledger.enter(store, 1);
            disk.losePower(random);
            recoverAndRetry(step);
        });
    }

    private void recoverAndRetry(StoreStep step) throws Exception {
        store = BetStore.recover(disk, 2, SampleBets.terms(StoreStep.AGENCIES));
        StoreInvariants.check(dir, ledger);
        ledger.enter(store, 1);
        retry(step, store);
    }

    /** What the agency or the coordinator asks again; an agency that finds its sales closed does not. */
    private void retry(StoreStep step, BetStore holder) throws Exception {
        if (!ledger.isClosed(1) || step == StoreStep.FINISH || ledger.isClosed(1) && isDraw(step)) {
            step.act(holder, ledger);
        }
        StoreInvariants.check(dir, ledger);
        ledger.complete(holder);
        StoreInvariants.check(dir, ledger);
    }

    private static boolean isDraw(StoreStep step) {
        return step == StoreStep.DRAW || step == StoreStep.DRAW_AGAIN;
    }

    /** Runs the step with a fault at its first operation, at its second, ...: until none is left to fail. */
    private void forEachFault(StoreStep step, FaultyDisk.Fault fault, Ending ending) throws Exception {
        int operation = 0;
        while (endsWell(step, fault, operation, 0, ending)) {
            boolean isWrite = disk.failedAt().startsWith("write");
            for (int i = 0; isWrite && i < BYTES_BEFORE_FAULT.length; i++) {
                makeStore();
                endsWell(step, fault, operation, BYTES_BEFORE_FAULT[i], ending);
            }
            operation++;
            makeStore();
        }
        assertTrue(operation > 2, "a step has operations: " + operation);
        StoreInvariants.check(dir, ledger);
        disk.endProcess();
        makeStore();
    }

    /** Whether there was such an operation to fail at. */
    private boolean endsWell(StoreStep step, FaultyDisk.Fault fault, int operation, int bytes, Ending ending)
            throws Exception {
        if (!failsAt(step, fault, operation, bytes)) {
            return false;
        }
        List<String> trace = List.copyOf(disk.trace());
        try {
            ending.run();
        } catch (Exception | AssertionError e) {
            throw new AssertionError(
                    step + ", " + fault + " at the last of " + trace + " (" + bytes + " bytes), " + ledger + ": " + e,
                    e);
        }
        disk.endProcess();
        return true;
    }

    private boolean failsAt(StoreStep step, FaultyDisk.Fault fault, int operation, int bytes) throws Exception {
        step.prepare(dir, store, ledger);
        disk.failAfter(operation, fault, bytes);
        try {
            step.act(store, ledger);
        } catch (Halted | RefusedException | IOException expected) {
            assertTrue(disk.hasFailed(), () -> "no fault, but " + expected);
        }
        return disk.hasFailed();
    }

    /** What comes after a fault. */
    private interface Ending {
        void run() throws Exception;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 500})
    void shouldStoreWholeBatchesHoweverShortTheWritesAre(int bytes) throws Exception {
        disk.writeAtMost(bytes);
        StoreStep.COMMIT.prepare(dir, store, ledger);
        StoreStep.COMMIT.act(store, ledger);
        ledger.complete(store);
        StoreInvariants.check(dir, ledger);
    }

    @Test
    void shouldCutTheTailOfAWriterThatDiedAfterAnyByte() throws Exception {
        int length = SampleBets.line(1, 4).length() + SampleBets.line(1, 5).length();
        for (int bytes = 0; bytes <= length; bytes++) {
            StoreStep.COMMIT.prepare(dir, store, ledger);
            disk.failAt("write bets.csv", FaultyDisk.Fault.HALT, bytes);
            assertThrows(Halted.class, () -> ledger.sell(store, 1, 4, 5));
            disk.endProcess();
            try (BetStore next = BetStore.open(disk)) {
                ledger.enter(next, 2);
                StoreInvariants.check(dir, ledger);
                ledger.complete(next);
            }
            StoreInvariants.check(dir, ledger);
            disk.endProcess();
            makeStore();
        }
    }
}
