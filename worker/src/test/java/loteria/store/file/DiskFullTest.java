package loteria.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import loteria.store.Refusal;
import loteria.store.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system that is really full: a small one in memory, where the user may mount one. */
class DiskFullTest {
    @TempDir
    private Path dir;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", dir.toString()), "may not mount");
    }

    @AfterEach
    void unmount() throws Exception {
        // Lazily: the board stays mapped until it is collected.
        run("umount", "-l", dir.toString());
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void shouldRefuseWhatDoesNotFitAndSellOnWhenThereIsRoom() throws Exception {
        Ledger ledger = new Ledger(2);
        Path ballast = dir.resolve("ballast");
        Files.write(ballast, new byte[32 * 1024]);
        try (BetStore store = BetStore.recover(new StoreFiles(dir), 1, SampleBets.terms(2))) {
            ledger.enter(store, 1);
            ledger.enter(store, 2);
            ledger.sell(store, 1, 1, 10);
            RefusedException full = assertThrows(RefusedException.class, () -> {
                while (true) {
                    ledger.sell(store, 1, ledger.acknowledged(1) + 1, ledger.acknowledged(1) + 60);
                }
            });
            assertEquals(Refusal.UNAVAILABLE, full.refusal());
            assertTrue(full.getMessage().contains("No space left"), full::getMessage);
            StoreInvariants.check(dir, ledger);
            long sold = ledger.acknowledged(1);
            assertEquals(sold, ledger.enter(store, 1).stored(), "what was stored is there");
            Files.delete(ballast);
            assertEquals(sold + 60, ledger.sell(store, 1, sold + 1, sold + 60));
            ledger.complete(store);
        }
        StoreInvariants.check(dir, ledger);
    }

    @Test
    void shouldDrawWhenThereIsRoomAgain() throws Exception {
        Ledger ledger = new Ledger(1);
        Path ballast = dir.resolve("ballast");
        try (BetStore store = BetStore.recover(new StoreFiles(dir), 1, SampleBets.terms(1))) {
            ledger.enter(store, 1);
            ledger.sell(store, 1, 1, 20);
            ledger.finish(store, 1, 20);
            assertThrows(IOException.class, () -> Files.write(ballast, new byte[64 * 1024]));
            assertThrows(IOException.class, () -> ledger.draw(store));
            StoreInvariants.check(dir, ledger);
            Files.delete(ballast);
            ledger.draw(store);
        }
        StoreInvariants.check(dir, ledger);
    }
}
