package loteria.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loteria.manifest.Manifest;
import loteria.manifest.ManifestFile;
import loteria.store.AgencyWinners;
import loteria.store.BetGroup;
import loteria.store.Committed;
import loteria.store.CorruptStoreException;
import loteria.store.Refusal;
import loteria.store.RefusedException;
import loteria.store.SalesState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may store what, and when. */
class StoreRulesTest {
    @TempDir(factory = MemoryDir.class)
    private Path dir;

    private FaultyDisk disk;
    private Ledger ledger;
    private BetStore store;

    @BeforeEach
    void makeStore() throws Exception {
        disk = new FaultyDisk(dir);
        ledger = new Ledger(2);
        store = BetStore.recover(disk, 1, SampleBets.terms(2));
        ledger.enter(store, 1);
        ledger.enter(store, 2);
    }

    @AfterEach
    void check() throws Exception {
        StoreInvariants.check(dir, ledger);
        disk.mend();
        ledger.complete(store);
        StoreInvariants.check(dir, ledger);
        store.close();
    }

    private static RefusedException assertRefused(Refusal refusal, Executable action) {
        RefusedException refused = assertThrows(RefusedException.class, action);
        assertEquals(refusal, refused.refusal(), refused::getMessage);
        return refused;
    }

    private long size() throws IOException {
        return Files.size(dir.resolve("bets.csv"));
    }

    @Test
    void shouldRefuseAGapInPositions() throws Exception {
        ledger.sell(store, 1, 1, 3);
        long size = size();
        RefusedException refused =
                assertRefused(Refusal.OUT_OF_ORDER, () -> store.commit(SampleBets.group(1, 5, 6), ledger.session(1)));
        assertTrue(refused.getMessage().contains("position 5, expected at most 4"), refused::getMessage);
        assertEquals(size, size());
    }

    @Test
    void shouldStoreOnlyWhatIsNewOfEveryOverlap() throws Exception {
        ledger.sell(store, 1, 1, 1);
        long stored = 1;
        for (int first = 1; first <= 9; first++) {
            for (int last = first; last <= 9; last++) {
                ledger.sell(store, 1, stored + 1, stored + 4);
                stored += 4;
                long offset = stored - 5;
                long newBets = Math.max(0, last - 5);
                if (first <= 6) {
                    ledger.expect(1, offset + last);
                    BetGroup group = SampleBets.group(1, offset + first, offset + last);
                    Committed committed = store.commit(group, ledger.session(1));
                    assertEquals(stored + newBets, committed.through());
                    assertEquals(newBets, committed.added());
                    stored += newBets;
                }
                assertEquals(SampleBets.checksum(1, stored), store.state().checksum(1));
            }
        }
    }

    @Test
    void shouldRefuseAnOlderSessionWithoutATrace() throws Exception {
        long old = ledger.session(1);
        ledger.sell(store, 1, 1, 3);
        ledger.number(store, 1);
        long size = size();
        assertRefused(Refusal.SUPERSEDED, () -> store.commit(SampleBets.group(1, 4, 5), old));
        assertRefused(Refusal.SUPERSEDED, () -> store.commit(SampleBets.group(1, 1, 2), old));
        assertRefused(Refusal.SUPERSEDED, () -> store.finish(1, old, 3, SampleBets.checksum(1, 3)));
        assertRefused(Refusal.SUPERSEDED, () -> store.enter(1, old));
        assertEquals(size, size());
        assertFalse(store.state().isFinished(1));
    }

    @Test
    void shouldRefuseAllBetsOnceSalesAreClosedEvenDuplicates() throws Exception {
        ledger.sell(store, 1, 1, 3);
        ledger.finish(store, 1, 3);
        assertRefused(Refusal.OUT_OF_ORDER, () -> store.commit(SampleBets.group(1, 1, 3), ledger.session(1)));
        assertRefused(Refusal.OUT_OF_ORDER, () -> store.commit(SampleBets.group(1, 4, 4), ledger.session(1)));
        assertEquals(SalesState.FINISHED, ledger.enter(store, 1).state());
        assertEquals(SalesState.SELLING, ledger.enter(store, 2).state());
    }

    @Test
    void shouldCloseSalesOnceHoweverOftenAsked() throws Exception {
        ledger.sell(store, 1, 1, 3);
        ledger.finish(store, 1, 3);
        ledger.finish(store, 1, 3);
        ledger.enter(store, 1);
        ledger.finish(store, 1, 3);
        assertEquals(1, Files.readAllLines(dir.resolve("finished.csv")).size());
    }

    @Test
    void shouldRefuseToCloseOverOtherBetsAndNameBothSides() throws Exception {
        ledger.sell(store, 1, 1, 3);
        int stored = SampleBets.checksum(1, 3);
        String begun = "the sale of agency 1 has begun with other bets (3 stored, ";
        for (Executable finish : new Executable[] {
            () -> store.finish(1, ledger.session(1), 4, stored), () -> store.finish(1, ledger.session(1), 3, 0x1234)
        }) {
            String reason = assertRefused(Refusal.MISMATCH, finish).getMessage();
            assertTrue(reason.startsWith(begun + "4 ") || reason.startsWith(begun + "3 "), reason);
        }
        ledger.finish(store, 1, 3);
        String reason = assertRefused(Refusal.MISMATCH, () -> store.finish(1, ledger.session(1), 4, stored))
                .getMessage();
        assertTrue(reason.startsWith("the sales of agency 1 are closed with other bets (3 stored, 4 offered)"), reason);
        assertTrue(reason.endsWith("a new draw needs a new data directory (make docker-compose-down)"), reason);
    }

    @Test
    void shouldCloseSalesOfNoBets() throws Exception {
        ledger.finish(store, 1, 0);
        assertEquals("1,0,00000000\n", Files.readString(dir.resolve("finished.csv")));
    }

    @Test
    void shouldNotDrawBeforeAllHaveFinished() throws Exception {
        ledger.sell(store, 1, 1, 3);
        ledger.finish(store, 1, 3);
        IOException refused = assertThrows(CorruptStoreException.class, () -> store.draw());
        assertTrue(refused.getMessage().contains("agency 2"), refused::getMessage);
        assertFalse(Files.exists(dir.resolve("winners.csv")));
        assertFalse(store.state().isDrawn());
    }

    @Test
    void shouldNotDrawOverLinesThatAreNoBets() throws Exception {
        ledger.complete(store);
        Files.delete(dir.resolve("winners.csv"));
        byte[] bets = Files.readAllBytes(dir.resolve("bets.csv"));
        for (String damage : new String[] {"3,", "9", "\0", "\n", "x"}) {
            byte[] damaged = bets.clone();
            System.arraycopy(damage.getBytes(), 0, damaged, 0, damage.length());
            Files.write(dir.resolve("bets.csv"), damaged);
            assertThrows(CorruptStoreException.class, () -> store.draw(), damage);
            assertFalse(Files.exists(dir.resolve("winners.csv")));
        }
        Files.write(dir.resolve("bets.csv"), bets);
        store.draw();
    }

    @Test
    void shouldNotDrawOverFewerBetsThanWereSold() throws Exception {
        ledger.complete(store);
        Files.delete(dir.resolve("winners.csv"));
        store.state().setAgency(1, 21, SampleBets.checksum(1, 20), true);
        IOException refused = assertThrows(CorruptStoreException.class, () -> store.draw());
        assertTrue(refused.getMessage().contains("expected the 21 of "), refused::getMessage);
        store.state().setAgency(1, 20, SampleBets.checksum(1, 20), true);
        store.draw();
    }

    private void closeAll() throws Exception {
        for (int agency = 1; agency <= 2; agency++) {
            ledger.sell(store, agency, 1, 20);
            ledger.finish(store, agency, 20);
        }
    }

    /** The line keeps its length and its form: only the sum of the agency's bets tells. */
    @Test
    void shouldNotPayABetThatWasEditedIntoAWinner() throws Exception {
        closeAll();
        String bets = Files.readString(dir.resolve("bets.csv"));
        int line = bets.indexOf("1,");
        int number = bets.lastIndexOf(',', bets.indexOf('\n', line)) + 1;
        char edited = bets.charAt(number) == '9' ? '8' : '9';
        Files.writeString(dir.resolve("bets.csv"), bets.substring(0, number) + edited + bets.substring(number + 1));
        IOException refused = assertThrows(CorruptStoreException.class, () -> store.draw());
        assertTrue(refused.getMessage().startsWith("bets.csv: agency 1 has 20 bets of checksum "), refused::getMessage);
        assertTrue(refused.getMessage().contains(" in lines 1 to 20, expected the 20 of "), refused::getMessage);
        assertFalse(Files.exists(dir.resolve("winners.csv")));
        assertFalse(store.state().isDrawn());
        Files.writeString(dir.resolve("bets.csv"), bets);
        store.draw();
    }

    @Test
    void shouldNotDrawWhenClosedSalesAreNotThoseOfTheBoard() throws Exception {
        closeAll();
        String sales = Files.readString(dir.resolve("finished.csv"));
        Files.writeString(dir.resolve("finished.csv"), sales.replace("1,20,", "1,21,"));
        IOException refused = assertThrows(CorruptStoreException.class, () -> store.draw());
        assertTrue(refused.getMessage().startsWith("finished.csv: agency 1: closed with 21 "), refused::getMessage);
        Files.writeString(dir.resolve("finished.csv"), sales);
        store.draw();
    }

    @Test
    void shouldNotDrawOverWinnersThatAreNone() throws Exception {
        closeAll();
        Files.writeString(dir.resolve("winners.csv"), "1,20100003\nx\n");
        IOException refused = assertThrows(CorruptStoreException.class, () -> store.draw());
        assertEquals(dir.resolve("winners.csv") + ": byte 11: expected agency,document", refused.getMessage());
        assertFalse(store.state().isDrawn());
        Files.delete(dir.resolve("winners.csv"));
    }

    @Test
    void shouldCutNothingOnceAllSalesAreClosed() throws Exception {
        ledger.complete(store);
        String bets = Files.readString(dir.resolve("bets.csv"));
        StoreStep.append(dir.resolve("bets.csv"), "1,torn");
        long size = size();
        IOException refused = assertThrows(CorruptStoreException.class, () -> store.draw());
        assertTrue(refused.getMessage().endsWith("all sales are closed"), refused::getMessage);
        assertEquals(size, size());
        Files.writeString(dir.resolve("bets.csv"), bets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"force .", "force winners.csv"})
    void shouldPoisonWhenTheDrawIsThereAndCannotBeForced(String operation) throws Exception {
        ledger.complete(store);
        if (operation.equals("force .")) {
            Files.delete(dir.resolve("winners.csv"));
        }
        disk.failAt(operation, FaultyDisk.Fault.ERROR, 0);
        assertThrows(CorruptStoreException.class, () -> store.draw());
        assertTrue(store.state().isPoisoned(), "the next force would succeed");
        disk.endProcess();
        store = BetStore.recover(disk, 2, SampleBets.terms(2));
        store.draw();
    }

    @Test
    void shouldTellAnAgencyOfNoMoreWinnersThanAskedForAtOnce() throws Exception {
        ledger.complete(store);
        AgencyWinners winners = store.winners(2);
        List<String> documents = new ArrayList<>();
        while (winners.left() > 0) {
            assertTrue(documents.addAll(winners.next(2)));
        }
        assertEquals(List.of("20200003", "20200010", "20200017"), documents);
        assertEquals(List.of(), winners.next(2));
        String drawn = Files.readString(dir.resolve("winners.csv"));
        Files.writeString(dir.resolve("winners.csv"), "");
        AgencyWinners lost = store.winners(2);
        IOException refused = assertThrows(CorruptStoreException.class, () -> lost.next(2));
        assertTrue(refused.getMessage().startsWith("winners.csv: "), refused::getMessage);
        Files.writeString(dir.resolve("winners.csv"), drawn);
    }

    @Test
    void shouldDrawWithNoManifestButItsOwn() throws Exception {
        ledger.complete(store);
        Files.delete(dir.resolve("winners.csv"));
        Path file = dir.resolve("lottery.properties");
        byte[] own = Files.readAllBytes(file);
        Manifest manifest = ManifestFile.read(dir);
        Files.write(
                file,
                ManifestFile.bytes(manifest.on(3, manifest.winningNumber())).array());
        assertThrows(CorruptStoreException.class, () -> store.draw());
        Files.delete(file);
        IOException refused = assertThrows(CorruptStoreException.class, () -> store.draw());
        assertTrue(refused.getMessage().contains("expected the manifest of a lottery of 2"), refused::getMessage);
        Files.write(file, own);
        store.draw();
    }

    @Test
    void shouldTellNobodyOfAWinnerThatWasEdited() throws Exception {
        ledger.complete(store);
        String drawn = Files.readString(dir.resolve("winners.csv"));
        Files.writeString(dir.resolve("winners.csv"), drawn.replace("1,20100003\n", "1,20100004\n"));
        AgencyWinners edited = store.winners(1);
        assertEquals(List.of("20100004"), edited.next(1));
        IOException refused = assertThrows(CorruptStoreException.class, () -> edited.next(100));
        assertTrue(refused.getMessage().startsWith("winners.csv: agency 1 has winners of"), refused::getMessage);
        assertEquals(3, store.winners(2).next(100).size());
        Files.writeString(dir.resolve("winners.csv"), drawn);
    }

    @Test
    void shouldLetADrawStandWhateverIsAskedLater() throws Exception {
        ledger.complete(store);
        assertEquals(store.draw(), store.draw());
        assertRefused(Refusal.OUT_OF_ORDER, () -> store.commit(SampleBets.group(1, 1, 2), ledger.session(1)));
        int winners = store.winners(1).left() + store.winners(2).left();
        assertEquals(Files.readAllLines(dir.resolve("winners.csv")).size(), winners);
        assertTrue(store.winners(1).next(100).contains("20100003"));
        assertEquals(store.winners(1).left(), store.state().winners(1));
        assertEquals(store.winners(2).left(), store.state().winners(2));
    }

    @Test
    void shouldRefuseABatchThatCannotBeWrittenAndSellOn() throws Exception {
        ledger.sell(store, 1, 1, 3);
        long size = size();
        disk.failAt("write bets.csv", FaultyDisk.Fault.ERROR, 25);
        RefusedException refused = assertRefused(Refusal.UNAVAILABLE, () -> ledger.sell(store, 1, 4, 6));
        assertTrue(refused.getMessage().contains("a fault at write bets.csv"), refused::getMessage);
        assertEquals(size, size());
        assertFalse(store.state().isCutPending());
        assertEquals(4, ledger.sell(store, 1, 4, 4));
        ledger.sell(store, 2, 1, 2);
    }

    @Test
    void shouldRefuseAFinishThatCannotBeWrittenAndCloseLater() throws Exception {
        ledger.sell(store, 1, 1, 3);
        disk.failAt("write finished.csv", FaultyDisk.Fault.ERROR, 3);
        assertRefused(Refusal.UNAVAILABLE, () -> ledger.finish(store, 1, 3));
        assertEquals("", Files.readString(dir.resolve("finished.csv")));
        ledger.finish(store, 1, 3);
    }

    @Test
    void shouldApplyTheLastCommitOfAWriterThatDiedBeforeItsAgencysSlot() throws Exception {
        ledger.sell(store, 1, 1, 3);
        store.state().setAgency(1, 0, 0, false);
        assertEquals(3, ledger.enter(store, 2).stored() + ledger.enter(store, 1).stored());
        assertEquals(SampleBets.checksum(1, 3), store.state().checksum(1));
    }

    @Test
    void shouldCutAgainWhenACutIsNotKnownToBeOnDisk() throws Exception {
        store.state().setCutPending(true);
        disk.failAfter(Integer.MAX_VALUE, FaultyDisk.Fault.HALT, 0);
        ledger.sell(store, 1, 1, 1);
        assertTrue(disk.trace().indexOf("force bets.csv") < disk.trace().indexOf("write bets.csv"));
        assertTrue(
                disk.trace().indexOf("force bets.csv") >= 0, () -> disk.trace().toString());
        assertTrue(
                disk.trace().indexOf("force finished.csv") >= 0,
                () -> disk.trace().toString());
        assertFalse(store.state().isCutPending());
    }

    @Test
    void shouldCutAgainAfterADeathBetweenTheCutAndItsForce() throws Exception {
        StoreStep.append(dir.resolve("bets.csv"), "2,torn");
        disk.failAt("force bets.csv", FaultyDisk.Fault.HALT, 0);
        assertThrows(Halted.class, () -> ledger.enter(store, 1));
        disk.endProcess();
        assertEquals(0, size(), "it was cut, and it is not known to be on disk");
        store = BetStore.open(disk);
        disk.failAfter(Integer.MAX_VALUE, FaultyDisk.Fault.HALT, 0);
        ledger.sell(store, 1, 1, 1);
        int force = disk.trace().indexOf("force bets.csv");
        assertTrue(
                force >= 0 && force < disk.trace().indexOf("write bets.csv"),
                () -> disk.trace().toString());
    }

    @Test
    void shouldCutAClosedSaleWhoseWriterDiedBeforeItsForce() throws Exception {
        ledger.sell(store, 1, 1, 3);
        disk.failAt("force finished.csv", FaultyDisk.Fault.HALT, 0);
        assertThrows(Halted.class, () -> ledger.finish(store, 1, 3));
        disk.endProcess();
        store = BetStore.open(disk);
        ledger.enter(store, 2);
        assertEquals("", Files.readString(dir.resolve("finished.csv")));
    }
}
