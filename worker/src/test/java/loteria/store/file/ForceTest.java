package loteria.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import loteria.board.DiskState;
import loteria.store.CorruptStoreException;
import loteria.store.Refusal;
import loteria.store.RefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is acknowledged but after a force that covers it, and after a failed one nothing at all. */
@Timeout(120)
class ForceTest {
    @TempDir(factory = MemoryDir.class)
    private Path dir;

    private HookedDisk disk;
    private Ledger ledger;
    private BetStore store;

    /** Does something in the middle of a force of the bets, or of a write. */
    private static final class HookedDisk extends FaultyDisk {
        private Hook hook = () -> {};
        private Runnable writeHook = () -> {};

        HookedDisk(Path dir) throws IOException {
            super(dir);
        }

        @Override
        void force(String name) throws IOException {
            Hook now = hook;
            if (name.equals("bets.csv")) {
                hook = () -> {};
                now.run();
            }
            super.force(name);
        }

        @Override
        int shortWrite(String name, int bytes) {
            Runnable now = writeHook;
            writeHook = () -> {};
            now.run();
            return super.shortWrite(name, bytes);
        }
    }

    private interface Hook {
        void run() throws IOException;
    }

    @BeforeEach
    void makeStore() throws Exception {
        disk = new HookedDisk(dir);
        ledger = new Ledger(2);
        store = BetStore.recover(disk, 1, SampleBets.terms(2));
        ledger.enter(store, 1);
        ledger.enter(store, 2);
        ledger.sell(store, 1, 1, 3);
    }

    /** The operations of an entry, in order. */
    private List<String> traceOf(StoreAction action) throws Exception {
        disk.failAfter(Integer.MAX_VALUE, FaultyDisk.Fault.HALT, 0);
        action.run();
        return List.copyOf(disk.trace());
    }

    private interface StoreAction {
        void run() throws Exception;
    }

    private static void assertForcedLast(List<String> trace, String lastBefore) {
        int force = trace.lastIndexOf("force bets.csv");
        assertTrue(force > trace.indexOf(lastBefore), () -> "a force after " + lastBefore + ": " + trace);
        assertTrue(
                force < trace.indexOf("forced length"), () -> "the forced length is raised after the force: " + trace);
    }

    @Test
    void shouldForceANewBatchBeforeItIsAcknowledged() throws Exception {
        assertForcedLast(traceOf(() -> ledger.sell(store, 1, 4, 5)), "write bets.csv");
    }

    @Test
    void shouldForceADuplicateBeforeItIsAcknowledged() throws Exception {
        assertForcedLast(traceOf(() -> ledger.sell(store, 1, 1, 3)), "lock bets.lock");
    }

    @Test
    void shouldForceBeforeASessionIsWelcomed() throws Exception {
        assertForcedLast(traceOf(() -> ledger.enter(store, 1)), "lock bets.lock");
    }

    @Test
    void shouldForceAClosedSaleBeforeItIsCommitted() throws Exception {
        List<String> trace = traceOf(() -> ledger.finish(store, 1, 3));
        int force = trace.indexOf("force finished.csv");
        assertTrue(force > trace.indexOf("write finished.csv"), trace::toString);
        // The first word of a commit slot.
        assertTrue(trace.lastIndexOf("word 40") > force, trace::toString);
    }

    @Test
    void shouldForceWinnersAndDirectoryOfADrawThatIsThereAlready() throws Exception {
        ledger.complete(store);
        List<String> trace = traceOf(() -> ledger.draw(store));
        assertTrue(trace.contains("force winners.csv"), trace::toString);
        assertTrue(trace.indexOf("force .") > trace.indexOf("force winners.csv"), trace::toString);
        assertTrue(trace.indexOf("word 72") > trace.indexOf("force ."), trace::toString);
    }

    @Test
    void shouldReadTheLengthThatIsForcedBeforeTheForce() throws Exception {
        long before = store.state().lastCommit().betsLength();
        disk.hook = () -> commitAndDieBeforeTheForce(2, 1, 4);
        ledger.sell(store, 1, 1, 3);
        assertTrue(store.state().lastCommit().betsLength() > before);
        assertEquals(before, store.state().forcedLength());
    }

    @Test
    void shouldWelcomeWithWhatWasCountedBeforeTheForce() throws Exception {
        disk.hook = () -> commitAndDieBeforeTheForce(1, 4, 9);
        assertEquals(3, ledger.enter(store, 1).stored());
        assertEquals(9, store.state().count(1));
    }

    @Test
    void shouldAcknowledgeADuplicateWithWhatWasCountedBeforeTheForce() throws Exception {
        disk.hook = () -> commitAndDieBeforeTheForce(1, 4, 9);
        assertEquals(3, ledger.sell(store, 1, 2, 3));
        assertEquals(9, store.state().count(1));
    }

    /** Another process, which commits while this one forces. What it wrote is not known to be on disk. */
    private void commitAndDieBeforeTheForce(int agency, long first, long last) throws IOException {
        FaultyDisk dying = new FaultyDisk(dir);
        BetStore other = BetStore.open(dying);
        dying.failAt("force bets.csv", FaultyDisk.Fault.HALT, 0);
        assertThrows(Halted.class, () -> other.commit(SampleBets.group(agency, first, last), ledger.session(agency)));
        dying.endProcess();
    }

    @Test
    void shouldRefuseEveryoneAfterAFailedForceUntilARecovery() throws Exception {
        long forced = store.state().forcedLength();
        try (BetStore other = BetStore.open(new StoreFiles(dir))) {
            disk.failAt("force bets.csv", FaultyDisk.Fault.ERROR, 0);
            assertThrows(CorruptStoreException.class, () -> ledger.sell(store, 1, 4, 5));
            assertEquals(forced, store.state().forcedLength(), "nothing more is known to be on disk");
            for (BetStore any : List.of(store, other)) {
                assertThrows(CorruptStoreException.class, () -> any.enter(1, ledger.session(1)));
                assertThrows(
                        CorruptStoreException.class, () -> any.commit(SampleBets.group(2, 1, 2), ledger.session(2)));
                assertThrows(
                        CorruptStoreException.class,
                        () -> any.finish(1, ledger.session(1), 5, SampleBets.checksum(1, 5)));
                assertThrows(CorruptStoreException.class, () -> any.draw());
            }
        }
        disk.endProcess();
        store = BetStore.recover(disk, 2, SampleBets.terms(2));
        assertEquals(forced, store.state().lastCommit().betsLength(), "cut to what is known to be on disk");
        StoreInvariants.check(dir, ledger);
        ledger.complete(store);
        StoreInvariants.check(dir, ledger);
    }

    @Test
    void shouldPoisonAStoreThatHasLessThanWasCommitted() throws Exception {
        long size = Files.size(dir.resolve("bets.csv"));
        Files.write(dir.resolve("bets.csv"), new byte[] {'1'});
        CorruptStoreException corrupt = assertThrows(CorruptStoreException.class, () -> ledger.sell(store, 1, 4, 5));
        assertTrue(corrupt.getMessage().contains("bets.csv has 1 bytes"), corrupt::getMessage);
        assertTrue(corrupt.getMessage().contains("the committed " + size), corrupt::getMessage);
        assertTrue(store.state().isPoisoned());
        assertEquals(1, Files.size(dir.resolve("bets.csv")));
    }

    @Test
    void shouldNotAcknowledgeWhenAnotherProcessPoisonedTheStoreDuringTheForce() throws Exception {
        disk.hook = new DiskState(store.board())::poison;
        long forced = store.state().forcedLength();
        assertThrows(CorruptStoreException.class, () -> ledger.sell(store, 1, 4, 5));
        assertEquals(forced, store.state().forcedLength());
    }

    @Test
    void shouldNotTakeAForceForGoodWhileAFailedOneOfTheSameChannelIsNotYetKnown() throws Exception {
        CountDownLatch failing = new CountDownLatch(1);
        Outcome[] outcomes = new Outcome[2];
        Thread second = new Thread(() -> outcomes[1] = Outcome.of(() -> ledger.sell(store, 2, 1, 4)));
        disk.hook = () -> {
            // The kernel has told this channel of the failure, and will not again.
            failing.countDown();
            awaitBlockedByMe(second);
            throw new IOException("the disk is gone");
        };
        Thread first = new Thread(() -> outcomes[0] = Outcome.of(() -> ledger.sell(store, 1, 4, 5)));
        first.start();
        failing.await();
        second.start();
        first.join();
        second.join();
        for (Outcome outcome : outcomes) {
            assertInstanceOf(CorruptStoreException.class, outcome.failure(), "nothing is acknowledged");
        }
    }

    @Test
    void shouldForceOnceForAllWhoWaitWhileAForceGoesOn() throws Exception {
        for (Outcome outcome : commitWhileAForceGoesOn(() -> {})) {
            assertNull(outcome.failure());
        }
        List<String> forces =
                disk.trace().stream().filter("force bets.csv"::equals).toList();
        assertEquals(2, forces.size(), "the one that goes on, which may have begun before a write, and the next");
        assertEquals(store.state().lastCommit().betsLength(), store.state().forcedLength());
    }

    @Test
    void shouldCloseSalesWhileBetsAreForced() throws Exception {
        ledger.sell(store, 2, 1, 4);
        Outcome[] closed = new Outcome[1];
        Thread closing = new Thread(() -> closed[0] = Outcome.of(() -> ledger.finish(store, 2, 4)));
        disk.hook = () -> {
            closing.start();
            awaitBlockedByMe(closing);
            assertFalse(closing.isAlive(), "it holds the store's lock, and waits for the force of another");
        };
        ledger.sell(store, 1, 4, 5);
        assertNull(closed[0].failure());
        StoreInvariants.check(dir, ledger);
    }

    @Test
    void shouldNotShareAForceThatDidNotSucceed() throws Exception {
        for (Outcome outcome : commitWhileAForceGoesOn(disk::endProcess)) {
            assertInstanceOf(RefusedException.class, outcome.failure(), "the store is closed");
        }
        store = BetStore.open(disk);
    }

    /** What comes of three commits that wait for the force of another one; at the first of theirs something happens. */
    private List<Outcome> commitWhileAForceGoesOn(Hook nextForce) throws Exception {
        Outcome[] outcomes = new Outcome[3];
        List<Thread> threads = new ArrayList<>();
        disk.failAfter(Integer.MAX_VALUE, FaultyDisk.Fault.HALT, 0);
        disk.hook = () -> {
            for (int i = 0; i < outcomes.length; i++) {
                int index = i;
                StoreAction commit = () -> store.commit(SampleBets.group(2, index + 1, index + 1), ledger.session(2));
                Thread thread = new Thread(() -> outcomes[index] = Outcome.of(commit));
                threads.add(thread);
                thread.start();
                awaitBlockedByMe(thread);
            }
            disk.hook = nextForce;
        };
        ledger.expect(2, outcomes.length);
        ledger.sell(store, 1, 4, 5);
        for (Thread thread : threads) {
            thread.join();
        }
        StoreInvariants.check(dir, ledger);
        return List.of(outcomes);
    }

    /** Waits until a thread waits for a monitor of this one, or has ended: it may wait for others on its way. */
    private static void awaitBlockedByMe(Thread thread) {
        while (thread.getState() != Thread.State.TERMINATED) {
            ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId());
            if (info != null && info.getLockOwnerId() == Thread.currentThread().getId()) {
                return;
            }
        }
    }

    /** How an action in another thread ended. */
    private record Outcome(Throwable failure) {
        static Outcome of(StoreAction action) {
            try {
                action.run();
                return new Outcome(null);
            } catch (Throwable e) {
                return new Outcome(e);
            }
        }
    }

    @Test
    void shouldNotTakeAStoreThatIsClosedMeanwhileForAFailedDisk() throws Exception {
        disk.hook = disk::endProcess;
        RefusedException refused = assertThrows(RefusedException.class, () -> ledger.sell(store, 1, 4, 5));
        assertEquals(Refusal.CLOSED, refused.refusal());
        assertFalse(store.state().isPoisoned(), "a clean stop does not end with a store called corrupt");
        store = BetStore.open(disk);
        ledger.enter(store, 1);
        ledger.complete(store);
        StoreInvariants.check(dir, ledger);
    }

    @Test
    void shouldLetACommitUnderTheLockEndBeforeTheFilesAreClosed() throws Exception {
        Outcome[] closed = new Outcome[1];
        Thread closer = new Thread(() -> closed[0] = Outcome.of(store::close));
        disk.writeHook = () -> {
            closer.start();
            while (closer.getState() != Thread.State.WAITING && closer.getState() != Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }
        };
        Outcome outcome = Outcome.of(() -> ledger.sell(store, 1, 4, 5));
        closer.join();
        assertNull(closed[0].failure());
        assertFalse(outcome.failure() instanceof CorruptStoreException, () -> "" + outcome);
        assertFalse(store.state().isPoisoned());
        StoreInvariants.check(dir, ledger);
    }
}
