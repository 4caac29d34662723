package loteria.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import loteria.store.CorruptStoreException;
import loteria.store.RefusedException;
import loteria.store.SalesState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random histories of three agencies under deaths, failed forces and power losses. Nothing promised is ever lost. */
class PowerLossTest {
    private static final int AGENCIES = 3;
    private static final int HISTORIES = 120;
    private static final int STEPS = 25;

    @TempDir(factory = MemoryDir.class)
    private Path root;

    private Path dir;
    private FaultyDisk disk;
    private Ledger ledger;
    private BetStore store;
    private long generation;

    @Test
    void shouldKeepEveryAcknowledgedBetOnceThroughAnyHistory() throws Exception {
        Seed seed = Seed.of("histories");
        for (int i = 0; i < HISTORIES; i++) {
            Random random = new Random(seed.value() + i);
            dir = Files.createDirectory(root.resolve("run-" + i));
            disk = new FaultyDisk(dir);
            ledger = new Ledger(AGENCIES);
            generation = 0;
            recover();
            try {
                live(random);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("history " + i + " of " + seed + ", " + ledger + ": " + e, e);
            }
            disk.endProcess();
        }
    }

    private void live(Random random) throws Exception {
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(3) == 0) {
                boolean error = random.nextInt(4) == 0;
                disk.failAfter(
                        random.nextInt(40),
                        error ? FaultyDisk.Fault.ERROR : FaultyDisk.Fault.HALT,
                        random.nextInt(300));
            }
            disk.writeAtMost(1 + random.nextInt(400));
            try {
                act(random, 1 + random.nextInt(AGENCIES));
            } catch (CorruptStoreException e) {
                restart(random);
            } catch (Halted e) {
                if (random.nextBoolean()) {
                    restart(random);
                } else {
                    // Another worker goes on with the same board.
                    disk.endProcess();
                    store = BetStore.open(disk);
                    enterAll();
                }
            } catch (RefusedException | IOException e) {
                disk.mend();
                enterAll();
            }
        }
        disk.losePower(random);
        recover();
        ledger.complete(store);
        StoreInvariants.check(dir, ledger);
    }

    private void act(Random random, int agency) throws Exception {
        switch (random.nextInt(8)) {
            case 0 -> ledger.enter(store, agency);
            case 1 -> {
                if (ledger.enter(store, agency).state() == SalesState.SELLING && ledger.sent(agency) > 12) {
                    ledger.finish(store, agency, store.state().count(agency));
                }
            }
            case 2 -> {
                disk.mend();
                restart(random);
            }
            default -> {
                if (ledger.enter(store, agency).state() == SalesState.SELLING) {
                    long stored = ledger.acknowledged(agency);
                    long first = Math.max(1, stored + 1 - random.nextInt(4));
                    ledger.sell(store, agency, first, first + random.nextInt(6));
                }
            }
        }
    }

    /** All processes end, with or without the machine; the next generation recovers, perhaps not at the first try. */
    private void restart(Random random) throws Exception {
        if (random.nextBoolean()) {
            disk.losePower(random);
        } else {
            disk.endProcess();
        }
        if (random.nextInt(3) == 0) {
            disk.failAfter(random.nextInt(40), FaultyDisk.Fault.HALT, random.nextInt(300));
        }
        try {
            recover();
        } catch (Halted e) {
            disk.endProcess();
            recover();
        }
        disk.mend();
        StoreInvariants.check(dir, ledger);
        enterAll();
    }

    private void recover() throws IOException {
        store = BetStore.recover(disk, ++generation, SampleBets.terms(AGENCIES));
    }

    private void enterAll() throws Exception {
        for (int agency = 1; agency <= AGENCIES; agency++) {
            ledger.enter(store, agency);
        }
    }

    /** The story that a cut which is not forced would tell: a new line where an old one was, and old ones after it. */
    @Test
    void shouldNotMixOldAndNewWhenACutIsOverwrittenAndThePowerGoes() throws Exception {
        Random random = Seed.of("cut").random();
        long stored = 1;
        while (SampleBets.line(1, stored + 1).length() != SampleBets.line(2, 1).length()) {
            stored++;
        }
        for (int i = 0; i < 300; i++) {
            dir = Files.createDirectory(root.resolve("cut-" + i));
            disk = new FaultyDisk(dir);
            ledger = new Ledger(AGENCIES);
            recover();
            enterAll();
            ledger.sell(store, 1, 1, stored);
            ledger.expect(2, 12);
            dieWithATailOnDisk();
            store = BetStore.open(disk);
            disk.failAfter(i % 30, FaultyDisk.Fault.HALT, Integer.MAX_VALUE);
            try {
                ledger.sell(store, 1, stored + 1, stored + 1);
            } catch (Halted expected) {
                // At any moment: before the cut, or before the force of what was written over it.
            }
            disk.losePower(random);
            recover();
            StoreInvariants.check(dir, ledger);
            disk.endProcess();
        }
    }

    /** A writer dies before its commit, with its bytes written back by the kernel in the meantime. */
    private void dieWithATailOnDisk() throws IOException {
        // The commit word itself.
        disk.failAt("word 40", FaultyDisk.Fault.HALT, 0);
        try {
            store.commit(SampleBets.group(2, 1, 12), ledger.session(2));
        } catch (Halted | CorruptStoreException | RefusedException expected) {
            // As planned.
        }
        disk.writeBack("bets.csv");
        disk.endProcess();
    }
}
