package loteria.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import loteria.Seeded;
import loteria.process.ProcessIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each owner writes, as all see it, and what is no board. */
class BoardTest {
    @TempDir
    private Path dir;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = dir.resolve(BoardWords.FILE);
    }

    private Owners published(NewBoard board) throws IOException {
        Files.write(file, array(board.toBytes()));
        return new Owners(BoardWords.map(file));
    }

    private Owners published(int agencies) throws IOException {
        return published(new NewBoard(1, Owners.BOOT, agencies));
    }

    private static byte[] array(ByteBuffer bytes) {
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        return array;
    }

    @Test
    void shouldBeEmptyAtFirst() {
        StoreState board = new StoreState(new NewBoard(7, Owners.BOOT, 5).words());
        assertEquals(7, board.generation());
        assertEquals(Owners.BOOT, board.bootId());
        assertEquals(5, board.agencies());
        assertEquals(new Commit(0, 0, 0, 0, 0, 0, false), board.lastCommit());
        assertEquals(0, board.forcedLength());
        assertEquals(0, board.finishedAgencies());
        assertFalse(board.isCutPending() || board.isPoisoned() || board.isDrawn());
        for (int agency = 1; agency <= 5; agency++) {
            assertEquals(0, board.count(agency));
            assertEquals(0, board.checksum(agency));
            assertEquals(0, board.newestSession(agency));
            assertFalse(board.isFinished(agency));
            assertEquals(0, board.winners(agency));
            assertEquals(0, board.sessionsOpened(agency));
            assertEquals(0, board.sessionWorker(agency));
        }
        assertEquals(0, board.coordinator().pid());
        assertEquals(0, board.workersReplaced());
    }

    @Test
    void shouldBeFoundInItsFileAsItWasWritten() throws IOException {
        NewBoard made = new NewBoard(Long.MAX_VALUE, Owners.BOOT, 3);
        Owners board = new Owners(made.words());
        board.store.setAgency(1, 10, -1, false);
        board.store.setAgency(3, 30, 0x8000_0000, true);
        board.register.setNewestSession(2, 99, 77);
        board.store.commit(new Commit(0, 0, 1L << 40, 123, 0, 0, false));
        board.disk.raiseForcedLength(1L << 40);
        board.store.setCutPending(true);
        board.disk.poison();
        for (int agency = 1; agency <= 3; agency++) {
            board.store.setWinners(agency, 4 - agency, -agency, 10 * agency, 10 * agency + 9);
        }
        board.store.setDrawn();
        board.register.setCoordinator(new ProcessIdentity(4711, 99, Owners.BOOT));
        board.register.countWorkerReplaced();
        board.register.countWorkerReplaced();
        board.register.openSession(3, 815);

        StoreState read = published(made).store;

        assertEquals(Long.MAX_VALUE, read.generation());
        assertEquals(Owners.BOOT, read.bootId());
        assertEquals(3, read.agencies());
        assertEquals(10, read.count(1));
        assertEquals(-1, read.checksum(1));
        assertEquals(0x8000_0000, read.checksum(3));
        assertTrue(read.isFinished(3));
        assertFalse(read.isFinished(1) || read.isFinished(2));
        assertEquals(1, read.finishedAgencies());
        assertEquals(99, read.newestSession(2));
        assertTrue(read.hasComeAgain(2, 98, 77));
        assertFalse(read.hasComeAgain(2, 98, 78), "another client's");
        assertFalse(read.hasComeAgain(2, 99, 77), "the session itself");
        assertFalse(read.hasComeAgain(1, 98, 0), "clients that nobody knows");
        assertEquals(new Commit(0, 0, 1L << 40, 123, 0, 0, false), read.lastCommit());
        assertEquals(1L << 40, read.forcedLength());
        assertTrue(read.isCutPending() && read.isPoisoned() && read.isDrawn());
        for (int agency = 1; agency <= 3; agency++) {
            assertEquals(4 - agency, read.winners(agency));
            assertEquals(10 * agency, read.winnersFrom(agency));
            assertEquals(-agency, read.winnersChecksum(agency));
            assertEquals(10 * agency + 9, read.winnersTo(agency));
        }
        assertEquals(new ProcessIdentity(4711, 99, Owners.BOOT), read.coordinator());
        assertEquals(2, read.workersReplaced());
        assertEquals(815, read.sessionWorker(3));
        read.setCutPending(false);
        assertFalse(read.isCutPending());
    }

    @Test
    void shouldServeNoAgencies() throws IOException {
        Owners board = published(0);
        assertEquals(0, board.store.agencies());
        assertEquals(0, board.store.finishedAgencies());
    }

    @Test
    void shouldShowEveryMappingWhatAnotherWrites() throws IOException {
        Owners one = published(2);
        Owners other = new Owners(BoardWords.map(file));
        one.store.commit(new Commit(2, 5, 100, 0, 3, 77, false));
        assertEquals(new Commit(2, 5, 100, 0, 3, 77, false), other.store.lastCommit());
        assertEquals(3, other.store.count(2));
        other.disk.poison();
        assertTrue(one.disk.isPoisoned());
    }

    @Test
    void shouldShowAViewerWhatIsWrittenAndTakeNothingFromIt() throws IOException {
        Owners board = published(2);
        Owners view = new Owners(BoardWords.view(file));
        board.store.commit(new Commit(2, 5, 100, 0, 3, 77, false));
        board.activity(2).acknowledged(4, 1, 1);
        assertEquals(new Commit(2, 5, 100, 0, 3, 77, false), view.store.lastCommit());
        assertEquals(4, view.store.activity(2).acknowledgements().count());
        assertThrows(ReadOnlyBufferException.class, () -> view.register.setNewestSession(1, 7, 0));
        assertThrows(ReadOnlyBufferException.class, view.register::countWorkerReplaced);
        assertThrows(ReadOnlyBufferException.class, () -> view.activity(1).seen());
    }

    @Test
    void shouldKnowTheWorkerOfASessionWhileItGoesOnAndCountThemAll() {
        Owners board = Owners.of(2);
        board.register.openSession(2, 100);
        board.register.endSession(2);
        assertEquals(0, board.register.sessionWorker(2));
        board.register.openSession(2, 200);
        assertEquals(200, board.register.sessionWorker(2));
        assertEquals(2, board.register.sessionsOpened(2));
        assertEquals(0, board.register.sessionsOpened(1));
    }

    @Test
    void shouldNotBeOneBeforeItIsReady() throws IOException {
        Files.write(file, array(Owners.of(5).words.bytes()));
        assertNull(BoardWords.map(file));
    }

    @Test
    void shouldNotBeOneWithAnotherVersionOrMagic() throws IOException {
        byte[] bytes = array(published(2).words.bytes());
        for (int i = 0; i < Long.BYTES; i++) {
            byte[] wrong = bytes.clone();
            wrong[i] ^= 1;
            Files.write(file, wrong);
            assertNull(BoardWords.map(file), "byte " + i);
        }
    }

    @Test
    void shouldNotBeOneOfAnotherLengthThanItsAgenciesNeed() throws IOException {
        byte[] bytes = array(published(2).words.bytes());
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertNull(BoardWords.map(file), length + " bytes");
        }
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
        assertNull(BoardWords.map(file));
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 64));
        assertNull(BoardWords.map(file));
    }

    @Test
    void shouldNotBeOneWithAnImpossibleNumberOfAgencies() throws IOException {
        byte[] bytes = array(published(2).words.bytes());
        for (long agencies : new long[] {-1, 1, 3, 65_536, 2 + (1L << 32), Long.MIN_VALUE, Long.MAX_VALUE}) {
            ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putLong(BoardDescriptor.AGENCIES_OFFSET, agencies);
            Files.write(file, bytes);
            assertNull(BoardWords.map(file), agencies + " agencies");
        }
    }

    @Test
    void shouldSurviveAnyBytesInItsPlace() throws IOException {
        Random random = Seeded.random(BoardTest.class);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(1_000)];
            random.nextBytes(bytes);
            Files.write(file, bytes);
            assertNull(BoardWords.map(file));
        }
    }

    @Test
    void shouldSayWhenThereIsNoFile() {
        assertThrows(NoSuchFileException.class, () -> BoardWords.map(file));
    }

    @Test
    void shouldFillTheOtherSlotWithEachCommit() {
        Owners board = Owners.of(2);
        Commit before = board.store.lastCommit();
        for (int i = 1; i <= 5; i++) {
            Commit commit = new Commit(1 + i % 2, i, i * 100L, i * 10L, i, -i, i == 5);
            ByteBuffer words = board.words.bytes().order(ByteOrder.nativeOrder());
            long commits = words.getLong(BoardDescriptor.COMMITS_OFFSET);
            board.store.commit(commit);
            assertEquals(commits + 1, words.getLong(BoardDescriptor.COMMITS_OFFSET));
            assertEquals(commit, board.store.lastCommit());
            words.putLong(BoardDescriptor.COMMITS_OFFSET, commits);
            assertEquals(before, board.store.lastCommit(), "the commit before must stay whole until the flip");
            words.putLong(BoardDescriptor.COMMITS_OFFSET, commits + 1);
            before = commit;
        }
        assertTrue(board.store.isFinished(2));
        assertFalse(board.store.isFinished(1));
    }

    @Test
    void shouldBringAnAgencyUpToDateWithItsCommitHoweverOften() {
        Owners board = Owners.of(2);
        board.register.setNewestSession(2, 8, 0);
        board.store.commit(new Commit(2, 8, 500, 20, 12, -5, true));
        byte[] after = array(board.words.bytes());
        board.store.setAgency(2, 11, 4, false);
        board.store.apply(board.store.lastCommit());
        assertEquals(ByteBuffer.wrap(after), board.words.bytes());
        board.store.apply(board.store.lastCommit());
        assertEquals(ByteBuffer.wrap(after), board.words.bytes());
        assertEquals(8, board.register.newestSession(2));
    }

    @Test
    void shouldTouchNoAgencyWithTheStateThatRecoveryLeft() {
        Owners board = Owners.of(1);
        board.store.setAgency(1, 3, 4, true);
        board.store.commit(new Commit(0, 0, 10, 20, 0, 0, false));
        assertEquals(3, board.store.count(1));
        assertTrue(board.store.isFinished(1));
        assertEquals(10, board.store.lastCommit().betsLength());
    }

    @Test
    void shouldKeepAgenciesApart() throws IOException {
        Owners board = published(300);
        for (int agency = 1; agency <= 300; agency++) {
            board.store.setAgency(agency, agency, -agency, agency % 3 == 0);
            board.register.setNewestSession(agency, 1_000 + agency, 0);
        }
        for (int agency = 1; agency <= 300; agency++) {
            assertEquals(agency, board.store.count(agency));
            assertEquals(-agency, board.store.checksum(agency));
            assertEquals(agency % 3 == 0, board.store.isFinished(agency));
            assertEquals(1_000 + agency, board.register.newestSession(agency));
        }
        assertEquals(100, board.store.finishedAgencies());
    }

    @Test
    void shouldOnlyRaiseTheForcedLength() {
        Owners board = Owners.of(1);
        board.disk.raiseForcedLength(100);
        board.disk.raiseForcedLength(99);
        assertEquals(100, board.disk.forcedLength());
        board.disk.raiseForcedLength(100);
        board.disk.raiseForcedLength(101);
        assertEquals(101, board.disk.forcedLength());
    }

    @Test
    void shouldKeepTheGreatestForcedLengthOfManyThreadsAndTwoMappings() throws Exception {
        BoardWords[] files = {published(1).words, BoardWords.map(file)};
        assertNotNull(files[1]);
        DiskState[] mappings = {new DiskState(files[0]), new DiskState(files[1])};
        int rounds = 2_000_000;
        AtomicLong fell = new AtomicLong();
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            DiskState board = mappings[i % 2];
            int number = i;
            threads[i] = new Thread(() -> {
                long raised = 0;
                for (int k = 1; k <= rounds; k++) {
                    // Looked at before the next raise, which would mend what another thread broke.
                    if (board.forcedLength() < raised) {
                        fell.incrementAndGet();
                    }
                    raised = (long) k * threads.length + number;
                    board.raiseForcedLength(raised);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long greatest = (rounds + 1L) * threads.length - 1;
        assertEquals(0, fell.get());
        assertEquals(greatest, mappings[0].forcedLength());
        assertEquals(greatest, mappings[1].forcedLength());
    }
}
