package loteria.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes and threads on one store, some of them killed. */
@Timeout(180)
class ProcessesTest {
    private static final int TOTAL = 300;

    @TempDir(factory = MemoryDir.class)
    private Path dir;

    private static void sellAll(BetStore store, Ledger ledger, int agency, int batch) throws Exception {
        ledger.expect(agency, TOTAL);
        long stored = ledger.enter(store, agency).stored();
        while (stored < TOTAL) {
            stored = ledger.sell(store, agency, stored + 1, Math.min(TOTAL, stored + batch));
        }
    }

    @Test
    void shouldTakeEachBetOnceFromManyThreads() throws Exception {
        int agencies = 6;
        Ledger ledger = new Ledger(agencies);
        try (BetStore store = BetStore.recover(new StoreFiles(dir), 1, SampleBets.terms(agencies))) {
            List<FutureTask<Void>> sellers = new ArrayList<>();
            for (int agency = 1; agency <= agencies; agency++) {
                int id = agency;
                FutureTask<Void> seller = new FutureTask<>(() -> {
                    sellAll(store, ledger, id, 3 + id);
                    return null;
                });
                sellers.add(seller);
                new Thread(seller).start();
            }
            for (FutureTask<Void> seller : sellers) {
                seller.get();
            }
            StoreInvariants.check(dir, ledger);
            ledger.complete(store);
        }
        StoreInvariants.check(dir, ledger);
    }

    @Test
    void shouldTakeEachBetOnceFromManyProcessesSomeOfThemKilled() throws Exception {
        Random random = Seed.of("processes").random();
        int agencies = 3;
        int total = 1_500;
        Ledger ledger = new Ledger(agencies);
        try (BetStore store = BetStore.recover(new StoreFiles(dir), 1, SampleBets.terms(agencies))) {
            List<StoreProcess> sellers = new ArrayList<>();
            for (int agency = 1; agency <= agencies; agency++) {
                ledger.expect(agency, total);
                sellers.add(sell(agency, total));
            }
            for (int agency = 1; agency <= agencies; agency++) {
                long acknowledged = readUpTo(sellers.get(agency - 1), random.nextInt(total));
                sellers.get(agency - 1).kill();
                acknowledged = Math.max(acknowledged, readUpTo(sellers.get(agency - 1), total));
                assertTrue(ledger.enter(store, agency).stored() >= acknowledged, "acknowledged is stored");
                sellers.add(sell(agency, total));
            }
            for (StoreProcess seller : sellers.subList(agencies, 2 * agencies)) {
                assertEquals(total, readUpTo(seller, total));
                assertEquals(0, seller.exitCode());
            }
            for (int agency = 1; agency <= agencies; agency++) {
                assertEquals(total, ledger.enter(store, agency).stored());
            }
            StoreInvariants.check(dir, ledger);
            ledger.complete(store);
        }
        StoreInvariants.check(dir, ledger);
    }

    private StoreProcess sell(int agency, int total) throws Exception {
        return new StoreProcess("sell", dir.toString(), "" + agency, "" + total, "7");
    }

    /** Reads acknowledgements until one is as high; the highest. */
    private static long readUpTo(StoreProcess seller, long most) throws Exception {
        long highest = 0;
        String line = seller.readLine();
        while (line != null) {
            highest = Long.parseLong(line);
            line = highest >= most ? null : seller.readLine();
        }
        return highest;
    }

    @Test
    void shouldGoOnAtOnceWhenTheHolderOfTheLockIsKilled() throws Exception {
        Ledger ledger = new Ledger(2);
        try (BetStore store = BetStore.recover(new StoreFiles(dir), 1, SampleBets.terms(2));
                StoreProcess holder = new StoreProcess("hold", dir.toString())) {
            ledger.number(store, 1);
            ledger.number(store, 2);
            assertEquals("holding", holder.readLine());
            ledger.expect(1, 5);
            FutureTask<Long> waiter = new FutureTask<>(() -> ledger.sell(store, 1, 1, 5));
            new Thread(waiter).start();
            assertThrows(TimeoutException.class, () -> waiter.get(200, TimeUnit.MILLISECONDS), "the lock is held");
            holder.kill();
            assertEquals(5, waiter.get());
            StoreInvariants.check(dir, ledger);
            ledger.complete(store);
        }
        StoreInvariants.check(dir, ledger);
    }

    @Test
    void shouldSayWhatARecoveryCuts() throws Exception {
        Ledger ledger = new Ledger(1);
        try (BetStore store = BetStore.recover(new StoreFiles(dir), 1, SampleBets.terms(1))) {
            ledger.enter(store, 1);
            ledger.sell(store, 1, 1, 2);
        }
        long size = Files.size(dir.resolve("bets.csv"));
        StoreStep.append(dir.resolve("bets.csv"), "1,torn");
        try (StoreProcess recovery = new StoreProcess("recover", dir.toString(), "1")) {
            String line = recovery.readLine();
            assertTrue(
                    line.endsWith("action: cut | result: success | file: bets.csv | offset: " + size + " | bytes: 6"),
                    line);
            assertEquals(0, recovery.exitCode());
        }
    }
}
