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
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import loteria.Seeded;
import loteria.process.ProcessIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawBoardTest {
    private static final UUID BOOT = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");

    @TempDir
    private Path dir;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = dir.resolve(DrawBoard.FILE);
    }

    private DrawBoard published(DrawBoard board) throws IOException {
        board.markReady();
        Files.write(file, array(board));
        return DrawBoard.map(file);
    }

    private DrawBoard published(int agencies) throws IOException {
        return published(DrawBoard.create(1, BOOT, agencies));
    }

    private static byte[] array(DrawBoard board) {
        ByteBuffer bytes = board.bytes();
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        return array;
    }

    @Test
    void shouldBeEmptyAtFirst() {
        DrawBoard board = DrawBoard.create(7, BOOT, 5);
        assertEquals(7, board.generation());
        assertEquals(BOOT, board.bootId());
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
        DrawBoard board = DrawBoard.create(Long.MAX_VALUE, BOOT, 3);
        board.setAgency(1, 10, -1, false);
        board.setAgency(3, 30, 0x8000_0000, true);
        board.setNewestSession(2, 99);
        board.commit(new Commit(0, 0, 1L << 40, 123, 0, 0, false));
        board.raiseForcedLength(1L << 40);
        board.setCutPending(true);
        board.poison();
        board.setDrawn(new int[] {0, 2, 3, 1});
        board.setCoordinator(new ProcessIdentity(4711, 99, BOOT));
        board.countWorkerReplaced();
        board.countWorkerReplaced();
        board.openSession(3, 815);

        DrawBoard read = published(board);

        assertEquals(Long.MAX_VALUE, read.generation());
        assertEquals(BOOT, read.bootId());
        assertEquals(3, read.agencies());
        assertEquals(10, read.count(1));
        assertEquals(-1, read.checksum(1));
        assertEquals(0x8000_0000, read.checksum(3));
        assertTrue(read.isFinished(3));
        assertFalse(read.isFinished(1) || read.isFinished(2));
        assertEquals(1, read.finishedAgencies());
        assertEquals(99, read.newestSession(2));
        assertEquals(new Commit(0, 0, 1L << 40, 123, 0, 0, false), read.lastCommit());
        assertEquals(1L << 40, read.forcedLength());
        assertTrue(read.isCutPending() && read.isPoisoned() && read.isDrawn());
        assertEquals(2, read.winners(1));
        assertEquals(3, read.winners(2));
        assertEquals(1, read.winners(3));
        assertEquals(new ProcessIdentity(4711, 99, BOOT), read.coordinator());
        assertEquals(2, read.workersReplaced());
        assertEquals(815, read.sessionWorker(3));
        read.setCutPending(false);
        assertFalse(read.isCutPending());
    }

    @Test
    void shouldServeNoAgencies() throws IOException {
        DrawBoard board = published(0);
        assertEquals(0, board.agencies());
        assertEquals(0, board.finishedAgencies());
    }

    @Test
    void shouldShowEveryMappingWhatAnotherWrites() throws IOException {
        DrawBoard one = published(2);
        DrawBoard other = DrawBoard.map(file);
        one.commit(new Commit(2, 5, 100, 0, 3, 77, false));
        assertEquals(new Commit(2, 5, 100, 0, 3, 77, false), other.lastCommit());
        assertEquals(3, other.count(2));
        other.poison();
        assertTrue(one.isPoisoned());
    }

    @Test
    void shouldShowAViewerWhatIsWrittenAndTakeNothingFromIt() throws IOException {
        DrawBoard board = published(2);
        DrawBoard view = DrawBoard.view(file);
        board.commit(new Commit(2, 5, 100, 0, 3, 77, false));
        board.activity(2).acknowledged(4, 1, 1);
        assertEquals(new Commit(2, 5, 100, 0, 3, 77, false), view.lastCommit());
        assertEquals(4, view.activity(2).acknowledgements().count());
        assertThrows(ReadOnlyBufferException.class, () -> view.setNewestSession(1, 7));
        assertThrows(ReadOnlyBufferException.class, view::countWorkerReplaced);
        assertThrows(ReadOnlyBufferException.class, () -> view.activity(1).seen());
    }

    @Test
    void shouldKnowTheWorkerOfASessionWhileItGoesOnAndCountThemAll() {
        DrawBoard board = DrawBoard.create(1, BOOT, 2);
        board.openSession(2, 100);
        board.endSession(2);
        assertEquals(0, board.sessionWorker(2));
        board.openSession(2, 200);
        assertEquals(200, board.sessionWorker(2));
        assertEquals(2, board.sessionsOpened(2));
        assertEquals(0, board.sessionsOpened(1));
    }

    @Test
    void shouldNotBeOneBeforeItIsReady() throws IOException {
        Files.write(file, array(DrawBoard.create(1, BOOT, 5)));
        assertNull(DrawBoard.map(file));
    }

    @Test
    void shouldNotBeOneWithAnotherVersionOrMagic() throws IOException {
        byte[] bytes = array(published(2));
        for (int i = 0; i < Long.BYTES; i++) {
            byte[] wrong = bytes.clone();
            wrong[i] ^= 1;
            Files.write(file, wrong);
            assertNull(DrawBoard.map(file), "byte " + i);
        }
    }

    @Test
    void shouldNotBeOneOfAnotherLengthThanItsAgenciesNeed() throws IOException {
        byte[] bytes = array(published(2));
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertNull(DrawBoard.map(file), length + " bytes");
        }
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
        assertNull(DrawBoard.map(file));
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 64));
        assertNull(DrawBoard.map(file));
    }

    @Test
    void shouldNotBeOneWithAnImpossibleNumberOfAgencies() throws IOException {
        byte[] bytes = array(published(2));
        for (long agencies : new long[] {-1, 1, 3, 65_536, 2 + (1L << 32), Long.MIN_VALUE, Long.MAX_VALUE}) {
            ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putLong(BoardDescriptor.AGENCIES_OFFSET, agencies);
            Files.write(file, bytes);
            assertNull(DrawBoard.map(file), agencies + " agencies");
        }
    }

    @Test
    void shouldSurviveAnyBytesInItsPlace() throws IOException {
        Random random = Seeded.random(DrawBoardTest.class);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(1_000)];
            random.nextBytes(bytes);
            Files.write(file, bytes);
            assertNull(DrawBoard.map(file));
        }
    }

    @Test
    void shouldSayWhenThereIsNoFile() {
        assertThrows(NoSuchFileException.class, () -> DrawBoard.map(file));
    }

    @Test
    void shouldFillTheOtherSlotWithEachCommit() {
        DrawBoard board = DrawBoard.create(1, BOOT, 2);
        Commit before = board.lastCommit();
        for (int i = 1; i <= 5; i++) {
            Commit commit = new Commit(1 + i % 2, i, i * 100L, i * 10L, i, -i, i == 5);
            ByteBuffer words = board.bytes().order(ByteOrder.nativeOrder());
            long commits = words.getLong(BoardDescriptor.COMMITS_OFFSET);
            board.commit(commit);
            assertEquals(commits + 1, words.getLong(BoardDescriptor.COMMITS_OFFSET));
            assertEquals(commit, board.lastCommit());
            words.putLong(BoardDescriptor.COMMITS_OFFSET, commits);
            assertEquals(before, board.lastCommit(), "the commit before must stay whole until the flip");
            words.putLong(BoardDescriptor.COMMITS_OFFSET, commits + 1);
            before = commit;
        }
        assertTrue(board.isFinished(2));
        assertFalse(board.isFinished(1));
    }

    @Test
    void shouldBringAnAgencyUpToDateWithItsCommitHoweverOften() {
        DrawBoard board = DrawBoard.create(1, BOOT, 2);
        board.setNewestSession(2, 8);
        board.commit(new Commit(2, 8, 500, 20, 12, -5, true));
        byte[] after = array(board);
        board.setAgency(2, 11, 4, false);
        board.apply(board.lastCommit());
        assertEquals(ByteBuffer.wrap(after), board.bytes());
        board.apply(board.lastCommit());
        assertEquals(ByteBuffer.wrap(after), board.bytes());
        assertEquals(8, board.newestSession(2));
    }

    @Test
    void shouldTouchNoAgencyWithTheStateThatRecoveryLeft() {
        DrawBoard board = DrawBoard.create(1, BOOT, 1);
        board.setAgency(1, 3, 4, true);
        board.commit(new Commit(0, 0, 10, 20, 0, 0, false));
        assertEquals(3, board.count(1));
        assertTrue(board.isFinished(1));
        assertEquals(10, board.lastCommit().betsLength());
    }

    @Test
    void shouldKeepAgenciesApart() throws IOException {
        DrawBoard board = published(300);
        for (int agency = 1; agency <= 300; agency++) {
            board.setAgency(agency, agency, -agency, agency % 3 == 0);
            board.setNewestSession(agency, 1_000 + agency);
        }
        for (int agency = 1; agency <= 300; agency++) {
            assertEquals(agency, board.count(agency));
            assertEquals(-agency, board.checksum(agency));
            assertEquals(agency % 3 == 0, board.isFinished(agency));
            assertEquals(1_000 + agency, board.newestSession(agency));
        }
        assertEquals(100, board.finishedAgencies());
    }

    @Test
    void shouldOnlyRaiseTheForcedLength() {
        DrawBoard board = DrawBoard.create(1, BOOT, 1);
        board.raiseForcedLength(100);
        board.raiseForcedLength(99);
        assertEquals(100, board.forcedLength());
        board.raiseForcedLength(100);
        board.raiseForcedLength(101);
        assertEquals(101, board.forcedLength());
    }

    @Test
    void shouldKeepTheGreatestForcedLengthOfManyThreadsAndTwoMappings() throws Exception {
        DrawBoard[] mappings = {published(1), DrawBoard.map(file)};
        assertNotNull(mappings[1]);
        int rounds = 2_000_000;
        AtomicLong fell = new AtomicLong();
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            DrawBoard board = mappings[i % 2];
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
