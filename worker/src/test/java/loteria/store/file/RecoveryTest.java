package loteria.store.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import loteria.store.CorruptStoreException;
import loteria.store.OtherLotteryException;
import loteria.store.SalesState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recovery makes of files in any state: it cuts what was never promised, and refuses broken promises. */
class RecoveryTest {
    private static final int AGENCIES = 2;
    private static final int POISON_OFFSET = 64;

    @TempDir(factory = MemoryDir.class)
    private Path dir;

    private Ledger ledger;

    /** Agency 1 has sold four bets, agency 2 three and has closed. Everything is forced. */
    @BeforeEach
    void makeStore() throws Exception {
        ledger = new Ledger(AGENCIES);
        try (BetStore store = BetStore.recover(new FaultyDisk(dir), 1, SampleBets.terms(AGENCIES))) {
            ledger.enter(store, 1);
            ledger.enter(store, 2);
            ledger.sell(store, 1, 1, 4);
            ledger.sell(store, 2, 1, 3);
            ledger.finish(store, 2, 3);
        }
    }

    private Path file(String name) {
        return dir.resolve(name);
    }

    private BetStore recover() throws IOException {
        return BetStore.recover(new FaultyDisk(dir), 2, SampleBets.terms(AGENCIES));
    }

    /** What was stored is there, nothing else is, and sales go on. */
    private void assertRecovers() throws Exception {
        try (BetStore store = recover()) {
            StoreInvariants.check(dir, ledger);
            assertEquals(Files.size(file("bets.csv")), store.state().forcedLength());
            assertEquals(4, store.state().count(1));
            assertEquals(SalesState.FINISHED, ledger.enter(store, 2).state());
            ledger.complete(store);
        }
        StoreInvariants.check(dir, ledger);
    }

    /** Refuses with a message that names the file and the place, and leaves every byte as it is. */
    private void assertRefuses(String... places) throws Exception {
        Files.writeString(file("winners.csv.17.tmp"), "stray");
        Map<String, String> before = bytesOfAll();
        CorruptStoreException refused = assertThrows(CorruptStoreException.class, this::recover);
        for (String place : places) {
            assertTrue(refused.getMessage().contains(place), () -> place + " in: " + refused.getMessage());
        }
        assertEquals(before, bytesOfAll(), "nothing is touched");
    }

    private Map<String, String> bytesOfAll() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file : files.toList()) {
                all.put(file.getFileName().toString(), Files.readString(file, ISO_8859_1));
            }
        }
        return all;
    }

    private void overwrite(String name, long offset, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file(name), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), offset);
        }
    }

    private void cut(String name, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file(name), StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    private void poisonBoard() throws IOException {
        overwrite("draw.board", POISON_OFFSET, words(1));
    }

    private static byte[] words(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(value)
                .array();
    }

    private void switchOffAndOn() throws IOException {
        byte[] board = Files.readAllBytes(file("draw.board"));
        FaultyDisk.inAnotherBoot(board);
        Files.write(file("draw.board"), board);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1,Ana",
                "\0\0\0\0\0\0\0\0",
                "\0\0\0\0\n1,Ana,Paz,20000009,1990-01-01,1\n",
                "garbage\n",
                "1,Ana,Paz,20000009,1990-02-30,1\n",
                "1,Ana,Paz,20000009,1990-01-01,1",
                "01,Ana,Paz,20000009,1990-01-01,1\n",
                "0,Ana,Paz,20000009,1990-01-01,1\n",
                "65536,Ana,Paz,20000009,1990-01-01,1\n",
                "1, Ana,Paz,20000009,1990-01-01,1\n",
                "1,\"Ana\",Paz,20000009,1990-01-01,1\n",
                "1,Ana,Paz,20000009,1990-01-01,01\n",
                "1,Ana,Paz,20000009,1990-01-01,1,\n",
                "\n",
                ",Ana,Paz,20000009,1990-01-01,1\n"
            })
    void shouldCutATornOrImpossibleTail(String tail) throws Exception {
        StoreStep.append(file("bets.csv"), tail);
        assertRecovers();
    }

    @Test
    void shouldKeepWholeBetsAboveTheForcedLength() throws Exception {
        StoreStep.append(file("bets.csv"), SampleBets.line(1, 5) + SampleBets.line(1, 6) + "1,torn");
        try (BetStore store = recover()) {
            assertEquals(6, store.state().count(1));
            assertEquals(SampleBets.checksum(1, 6), store.state().checksum(1));
        }
    }

    @Test
    void shouldCutATailThatIsLongerThanAChunk() throws Exception {
        StoreStep.append(file("bets.csv"), "x".repeat(300_000));
        assertRecovers();
    }

    @Test
    void shouldRefuseDamageBelowTheForcedLength() throws Exception {
        long second = SampleBets.line(1, 1).getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        overwrite("bets.csv", second + 5, new byte[] {0});
        assertRefuses("bets.csv", "byte " + second + " of " + Files.size(file("bets.csv")));
    }

    @Test
    void shouldRefuseAFileThatEndsBelowTheForcedLength() throws Exception {
        long size = Files.size(file("bets.csv"));
        cut("bets.csv", size - 1);
        assertRefuses("bets.csv", "byte " + (size - 1), "" + size);
    }

    @Test
    void shouldRefuseFewerBetsThanWereFinishedEvenWithoutABoard() throws Exception {
        Files.delete(file("draw.board"));
        cut("bets.csv", Files.size(file("bets.csv")) - 1);
        assertRefuses("bets.csv", "agency 2", "2 bets", "3");
    }

    @Test
    void shouldRefuseOtherBetsThanWereFinished() throws Exception {
        Files.delete(file("draw.board"));
        byte[] last = SampleBets.line(2, 3).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte digit = last[last.length - 2];
        overwrite("bets.csv", Files.size(file("bets.csv")) - 2, new byte[] {(byte) (digit == '4' ? '5' : '4')});
        assertRefuses("bets.csv", "agency 2", "checksum");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2,3,0000000g\n2,", "garbage\n1,4,00000000\n", "2,3\n1,4,00000000\n", "\0\0\n\0\n"})
    void shouldRefuseDamageInClosedSalesThatAreNotTheLast(String text) throws Exception {
        Files.writeString(file("finished.csv"), text);
        assertRefuses("finished.csv", "byte 0");
    }

    @Test
    void shouldRefuseAnAgencyThatClosedTwice() throws Exception {
        String line = Files.readString(file("finished.csv"));
        StoreStep.append(file("finished.csv"), line);
        assertRefuses("finished.csv", "byte " + line.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1,4", "1,4,0123", "1,4,01234567", "\0\0\0", "1,4,x\n", "\0\n"})
    void shouldCutATornLastLineOfClosedSales(String tail) throws Exception {
        StoreStep.append(file("finished.csv"), tail);
        assertRecovers();
    }

    @Test
    void shouldKeepASaleThatWasClosedOnDiskButNotOnTheBoard() throws Exception {
        StoreStep.append(file("finished.csv"), "1,4," + Sale.hex(SampleBets.checksum(1, 4)) + "\n");
        try (BetStore store = recover()) {
            assertEquals(SalesState.FINISHED, ledger.enter(store, 1).state());
            ledger.finish(store, 1, 4);
            assertEquals(2, Files.readAllLines(file("finished.csv")).size(), "one line an agency");
            ledger.draw(store);
        }
        StoreInvariants.check(dir, ledger);
    }

    @Test
    void shouldCutToTheForcedLengthAfterAFailedForceInThisBoot() throws Exception {
        StoreStep.append(file("bets.csv"), SampleBets.line(1, 5));
        poisonBoard();
        assertRecovers();
        try (BetStore store = recover()) {
            assertFalse(store.state().isPoisoned());
        }
    }

    @Test
    void shouldTakeTheFileAsItIsAfterAFailedForceInAnotherBoot() throws Exception {
        StoreStep.append(file("bets.csv"), SampleBets.line(1, 5));
        poisonBoard();
        switchOffAndOn();
        try (BetStore store = recover()) {
            assertEquals(5, store.state().count(1));
            assertFalse(store.state().isPoisoned());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "empty", "truncated", "garbage", "old version", "not ready"})
    void shouldMakeTheBoardAnewFromTheFiles(String state) throws Exception {
        switch (state) {
            case "missing" -> Files.delete(file("draw.board"));
            case "empty" -> cut("draw.board", 0);
            case "truncated" -> cut("draw.board", Files.size(file("draw.board")) - 64);
            case "garbage" -> Files.writeString(file("draw.board"), "x".repeat(640));
            case "old version" -> overwrite("draw.board", 0, words(0x4c4f_5445_5249_4100L));
            default -> overwrite("draw.board", 0, words(0));
        }
        StoreStep.append(file("bets.csv"), "torn");
        assertRecovers();
    }

    @Test
    void shouldMakeAnotherFileOfTheBoardAndLeaveTheOldOneAsItIs() throws Exception {
        Path link = Files.createLink(file("old"), file("draw.board"));
        byte[] before = Files.readAllBytes(link);
        recover().close();
        assertEquals(ByteBuffer.wrap(before), ByteBuffer.wrap(Files.readAllBytes(link)));
        assertFalse(Files.isSameFile(link, file("draw.board")));
    }

    @Test
    void shouldTrustTheForcedLengthOfABoardForOtherAgencies() throws Exception {
        Files.delete(file("lottery.properties"));
        try (BetStore store = BetStore.recover(new FaultyDisk(dir), 2, SampleBets.terms(7))) {
            assertEquals(7, store.state().agencies());
        }
        cut("bets.csv", 1);
        assertRefuses("bets.csv");
    }

    @Test
    void shouldRefuseAnAgencyAboveThoseExpected() throws Exception {
        Map<String, String> before = bytesOfAll();
        OtherLotteryException refused = assertThrows(
                OtherLotteryException.class, () -> BetStore.recover(new FaultyDisk(dir), 2, SampleBets.terms(1)));
        assertTrue(refused.getMessage().contains("of 2 agencies, --agencies is 1"), refused::getMessage);
        assertEquals(before, bytesOfAll());
    }

    @Test
    void shouldMakeNoNewBetsBesideAManifest() throws Exception {
        Files.delete(file("bets.csv"));
        assertRefuses("bets.csv", "it is lost, or the bets are elsewhere (--store)");
        assertFalse(Files.exists(file("bets.csv")));
    }

    @Test
    void shouldRefuseADamagedManifest() throws Exception {
        Files.writeString(file("lottery.properties"), "\n", StandardOpenOption.APPEND);
        assertRefuses("lottery.properties", "line 8");
    }

    @Test
    void shouldDeleteTemporaryFilesOfTheDead() throws Exception {
        Files.writeString(file("draw.board.17.tmp"), "stray");
        Files.writeString(file("winners.csv.18.tmp"), "stray");
        assertRecovers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "x,30904465\n", ",30904465\n"})
    void shouldRefuseWinnersThatAreNone(String winners) throws Exception {
        Files.writeString(file("winners.csv"), winners);
        assertRefuses("winners.csv", "byte 0");
    }

    @Test
    void shouldRefuseATornClosedSaleOnceTheDrawHasHappened() throws Exception {
        Files.writeString(file("winners.csv"), "");
        Files.writeString(file("finished.csv"), "1,4,", StandardOpenOption.APPEND);
        assertRefuses("finished.csv", "the draw has happened");
    }

    @Test
    void shouldFindTheDrawThatWasDone() throws Exception {
        try (BetStore store = recover()) {
            ledger.complete(store);
        }
        byte[] winners = Files.readAllBytes(file("winners.csv"));
        try (BetStore store = recover()) {
            assertTrue(store.state().isDrawn());
            assertEquals(store.winners(1).left(), store.state().winners(1));
            assertTrue(store.state().winners(1) > 0);
            assertEquals(SalesState.DRAWN, ledger.enter(store, 1).state());
            ledger.finish(store, 1, store.state().count(1));
            store.draw();
            assertEquals(ByteBuffer.wrap(winners), ByteBuffer.wrap(Files.readAllBytes(file("winners.csv"))));
        }
        StoreInvariants.check(dir, ledger);
    }

    @Test
    void shouldMakeAStoreInAnEmptyDirectory(@TempDir(factory = MemoryDir.class) Path empty) throws Exception {
        Ledger fresh = new Ledger(3);
        try (BetStore store = BetStore.recover(new StoreFiles(empty), 1, SampleBets.terms(3))) {
            StoreInvariants.check(empty, fresh);
            fresh.complete(store);
        }
        StoreInvariants.check(empty, fresh);
    }

    @Test
    void shouldForceEverythingBeforeItPublishesTheBoard() throws Exception {
        try (BetStore store = recover()) {
            ledger.complete(store);
        }
        FaultyDisk disk = new FaultyDisk(dir);
        disk.failAfter(Integer.MAX_VALUE, FaultyDisk.Fault.HALT, 0);
        BetStore.recover(disk, 2, SampleBets.terms(AGENCIES)).close();
        int published = disk.trace().indexOf("move to draw.board");
        for (String name : new String[] {"bets.csv", "finished.csv", "winners.csv", "."}) {
            int force = disk.trace().indexOf("force " + name);
            assertTrue(force >= 0 && force < published, () -> name + ": " + disk.trace());
        }
        assertTrue(disk.trace().lastIndexOf("force .") > published, () -> "the name of the board: " + disk.trace());
    }

    @Test
    void shouldForceTheManifestBeforeItPublishesTheBoard(@TempDir(factory = MemoryDir.class) Path empty)
            throws Exception {
        FaultyDisk disk = new FaultyDisk(empty);
        BetStore.recover(disk, 1, SampleBets.terms(AGENCIES)).close();
        List<String> trace = disk.trace();
        int named = trace.indexOf("move to lottery.properties");
        assertTrue(trace.get(named - 1).startsWith("force lottery.properties."), trace::toString);
        assertTrue(named < trace.indexOf("move to draw.board"), trace::toString);
    }
}
