package loteria.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import loteria.board.Activity;
import loteria.board.BoardWords;
import loteria.board.BootId;
import loteria.board.Commit;
import loteria.board.DiskState;
import loteria.board.NewBoard;
import loteria.board.SessionRegister;
import loteria.board.StoreState;
import loteria.manifest.Manifest;
import loteria.manifest.ManifestFile;
import loteria.manifest.Terms;
import loteria.process.ProcessIdentity;
import loteria.wire.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookoutTest {
    @TempDir
    private Path dir;

    /** Does what a recovery does: publishes a board; returns it as the central sees it. */
    private BoardWords publish(long generation, int agencies) throws IOException {
        ByteBuffer bytes = new NewBoard(generation, BootId.current(), agencies).toBytes();
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        Path temporary = Files.write(dir.resolve("board.tmp"), array);
        Path file = dir.resolve(BoardWords.FILE);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        return BoardWords.map(file);
    }

    private BoardWords publishRunning(int agencies) throws IOException {
        BoardWords board = publish(1, agencies);
        new SessionRegister(board)
                .setCoordinator(ProcessIdentity.of(ProcessHandle.current().pid(), BootId.current())
                        .orElseThrow());
        return board;
    }

    private static void store(BoardWords board, int agency, long count, boolean finished) {
        new StoreState(board).commit(new Commit(agency, 1, count * 50, 0, count, 0, finished));
        new DiskState(board).raiseForcedLength(count * 50);
    }

    /** A pipe would keep whoever opens it waiting for ever. */
    @Test
    void shouldSayWhatLiesInTheBoardsPlace() throws Exception {
        Path file = dir.resolve(BoardWords.FILE);
        Lookout lookout = new Lookout(dir);
        Files.createDirectory(file);
        assertRefused(lookout, file + ": expected a regular file, found a directory");
        Files.delete(file);
        assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor(), "exit code of mkfifo");
        assertRefused(lookout, file + ": expected a regular file, found a pipe, a socket or a device");
    }

    private static void assertRefused(Lookout lookout, String reason) {
        NoBoardException refusal = assertTimeoutPreemptively(
                Duration.ofMinutes(1), () -> assertThrows(NoBoardException.class, lookout::look));
        assertEquals(reason, refusal.getMessage());
    }

    @Test
    void shouldSeeWhatTheCentralWrites() throws Exception {
        BoardWords board = publishRunning(4);
        SessionRegister register = new SessionRegister(board);
        Lookout lookout = new Lookout(dir);
        assertEquals(DrawState.WAITING, lookout.look().draw());
        register.openSession(2, 100);
        register.openSession(2, 101);
        new Activity(board, 2).seen();
        new Activity(board, 2).refused(ErrorCode.REJECTED.number(), 2);
        new Activity(board, 2).refused(ErrorCode.STORAGE.number(), 1);
        store(board, 2, 40, false);
        store(board, 3, 60, true);
        register.openSession(4, 102);
        register.endSession(4);
        store(board, 4, 1, true);
        new Activity(board, 4).answered();
        register.countWorkerReplaced();

        Status status = lookout.look();

        assertEquals(Life.RUNNING, status.life());
        assertEquals(1, status.generation());
        assertEquals(101, status.bets());
        assertEquals(3_000, status.forcedBytes());
        assertEquals(1, status.workerRestarts());
        assertNull(status.winners());
        assertEquals(
                List.of(Stage.ABSENT, Stage.SELLING, Stage.FINISHED, Stage.ANSWERED),
                status.agencies().stream().map(AgencyStatus::state).toList());
        AgencyStatus two = status.agencies().get(1);
        assertEquals(2, two.id());
        assertEquals(40, two.bets());
        assertEquals(3, two.batchesRefused());
        assertEquals(1, two.reconnects());
        assertEquals(101L, two.workerPid());
        assertNull(two.winners());
        assertFalse(two.lastSeen().isAfter(status.time()));
        AgencyStatus one = status.agencies().get(0);
        assertNull(one.workerPid());
        assertNull(one.lastSeen());
        assertEquals(0, one.reconnects());
    }

    @Test
    void shouldSeeWhatTheOperatorSaid() throws Exception {
        BoardWords board = publishRunning(3);
        SessionRegister register = new SessionRegister(board);
        Lookout lookout = new Lookout(dir);
        register.openSession(1, 100);
        for (int agency = 1; agency <= 3; agency++) {
            register.setDisabled(agency, true);
        }
        store(board, 2, 5, true);
        store(board, 3, 5, true);
        register.setClosedByOperator(3);

        assertEquals(
                List.of(Stage.DISABLED, Stage.FINISHED, Stage.CLOSED),
                lookout.look().agencies().stream().map(AgencyStatus::state).toList());
        assertEquals(1, lookout.look().open(), "the draw waits for it, disabled or not");
        register.setDisabled(1, false);
        assertEquals(Stage.SELLING, lookout.look().agencies().get(0).state());
    }

    @Test
    void shouldSeeTheDraw() throws Exception {
        BoardWords board = publishRunning(2);
        Lookout lookout = new Lookout(dir);
        store(board, 1, 5, true);
        assertEquals(DrawState.WAITING, lookout.look().draw());
        store(board, 2, 5, true);
        assertEquals(DrawState.DRAWING, lookout.look().draw());
        Manifest manifest = Manifest.begin(new Terms(2, OptionalInt.of(7574), false));
        Files.write(dir.resolve(ManifestFile.NAME), ManifestFile.bytes(manifest).array());
        assertNull(lookout.look().winningNumber());
        new StoreState(board).setWinners(1, 3, 7, 0, 30);
        new StoreState(board).setDrawn();
        Status drawn = lookout.look();
        assertEquals(7574, drawn.winningNumber());
        assertEquals(DrawState.DRAWN, drawn.draw());
        assertEquals(3, drawn.winners());
        assertEquals(0, drawn.agencies().get(1).winners());
    }

    @Test
    void shouldWaitForNoDrawWhereThereIsNone() throws Exception {
        publishRunning(0);
        assertEquals(DrawState.WAITING, new Lookout(dir).look().draw());
    }

    @Test
    void shouldSayHowManyBetsCameInTheTimeBetweenTwoLooks() throws Exception {
        BoardWords board = publishRunning(2);
        Lookout lookout = new Lookout(dir);
        Status before = lookout.look();
        assertEquals(0, before.betsPerSecond(), "nobody knows yet");
        store(board, 2, 1_000_000, false);
        LockSupport.parkNanos(20_000_000);
        Status after = lookout.look();
        long millis = after.time().toEpochMilli() - before.time().toEpochMilli();
        assertEquals(1_000_000_000L / millis, after.betsPerSecond());
        assertEquals(after.betsPerSecond(), after.agencies().get(1).betsPerSecond());
        assertEquals(0, after.agencies().get(0).betsPerSecond());
    }

    @Test
    void shouldSeeThatTheCentralHasEnded() throws Exception {
        BoardWords board = publish(1, 1);
        Lookout lookout = new Lookout(dir);
        assertEquals(Life.ENDED, lookout.look().life(), "its coordinator has not begun");
        new SessionRegister(board)
                .setCoordinator(new ProcessIdentity(ProcessHandle.current().pid(), 1, BootId.current()));
        assertEquals(Life.ENDED, lookout.look().life(), "another process has its pid now");
    }

    @Test
    void shouldFindTheBoardOfALaterStart() throws Exception {
        store(publishRunning(3), 1, 500, false);
        Lookout lookout = new Lookout(dir);
        assertEquals(500, lookout.look().bets());
        store(publish(2, 1), 1, 400, false);
        Status later = lookout.look();
        assertEquals(2, later.generation());
        assertEquals(1, later.agencies().size());
        assertEquals(400, later.bets());
        assertEquals(0, later.betsPerSecond());
    }

    @Test
    void shouldNameThePlaceWhereThereIsNoBoardOfThisVersion() throws Exception {
        Lookout lookout = new Lookout(dir);
        Path file = dir.resolve(BoardWords.FILE);
        NoBoardException missing = assertThrows(NoBoardException.class, lookout::look);
        assertEquals(file + ": no such file, expected the board of a central", missing.getMessage());
        Files.write(file, new byte[640]);
        NoBoardException other = assertThrows(NoBoardException.class, lookout::look);
        assertEquals(file + ": expected a board of version 3", other.getMessage());
        assertThrows(NoBoardException.class, lookout::look, "as often as one looks");
    }

    /** {@code cp} over it, {@code copytruncate}: the memory has no file any more, and who touches it gets a signal. */
    @Test
    void shouldSayThatABoardIsNoneAfterItWasCut() throws Exception {
        publishRunning(4);
        Lookout lookout = new Lookout(dir);
        lookout.look();
        Path file = dir.resolve(BoardWords.FILE);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, new byte[0]);
        String message = assertThrows(NoBoardException.class, lookout::look).getMessage();
        assertEquals(file + ": expected a board of version " + BoardWords.VERSION, message);
        Files.write(file, bytes);
        assertEquals(DrawState.WAITING, lookout.look().draw());
    }
}
