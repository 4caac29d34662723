package loteria.store.file;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recovery counts what it found, so all of it must be on disk before the board says so. */
class RecoveryForceTest {
    @TempDir(factory = MemoryDir.class)
    private Path dir;

    @Test
    void shouldForceAllFilesAndTheirNamesBeforeTheBoardIsPublished() throws Exception {
        FaultyDisk disk = new FaultyDisk(dir);
        Ledger ledger = new Ledger(2);
        BetStore store = BetStore.recover(disk, 1, SampleBets.terms(2));
        ledger.enter(store, 1);
        ledger.enter(store, 2);
        ledger.sell(store, 1, 1, 3);
        ledger.complete(store);
        ledger.draw(store);
        disk.endProcess();

        disk.failAfter(Integer.MAX_VALUE, FaultyDisk.Fault.HALT, 0);
        BetStore.recover(disk, 2, SampleBets.terms(2));
        List<String> trace = List.copyOf(disk.trace());
        int published = trace.indexOf("move to draw.board");
        assertTrue(published > 0, trace::toString);
        for (String name : List.of("bets.csv", "finished.csv", "winners.csv", ".")) {
            int force = trace.indexOf("force " + name);
            assertTrue(force >= 0 && force < published, () -> "force " + name + " before the board: " + trace);
        }
        assertTrue(trace.lastIndexOf("force .") > published, () -> "the board's name is forced: " + trace);
    }
}
