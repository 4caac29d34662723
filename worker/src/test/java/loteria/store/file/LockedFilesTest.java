package loteria.store.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are added to a data directory, on a disk that fails, halts or loses power at every operation. */
class LockedFilesTest {
    private static final byte[] TABLE = "1,0,root\n".repeat(50).getBytes(US_ASCII);
    private static final byte[] SEAL = "a seal\n".getBytes(US_ASCII);
    private static final byte[] SIGNED = "a seal that a witness has signed\n".getBytes(US_ASCII);

    @TempDir(factory = MemoryDir.class)
    private Path root;

    private int runs;

    /** What is to be done, which a fault may end. */
    private interface Step {
        void to(LockedFiles files) throws IOException;
    }

    private FaultyDisk newDisk() throws IOException {
        return new FaultyDisk(Files.createDirectory(root.resolve("run-" + runs++)));
    }

    /** Returns whether it came to its end. */
    private static boolean run(FaultyDisk disk, Step step) {
        try (LockedFiles files = LockedFiles.open(disk)) {
            step.to(files);
            return true;
        } catch (IOException | Halted e) {
            return false;
        }
    }

    private static byte[] read(FaultyDisk disk, String name) throws IOException {
        Path file = disk.dataDir().resolve(name);
        return Files.exists(file) ? Files.readAllBytes(file) : null;
    }

    @Test
    void shouldHaveEachFileWholeOrNotAtAllWhateverFails() throws Exception {
        Random random = new Random(1);
        for (FaultyDisk.Fault fault : FaultyDisk.Fault.values()) {
            boolean failed = true;
            for (int operations = 1; failed; operations++) {
                FaultyDisk disk = newDisk();
                disk.failAfter(operations, fault, 3);
                boolean done = run(disk, files -> {
                    files.replace("seal.csv", TABLE);
                    files.replace("seal", SEAL);
                });
                failed = disk.hasFailed();
                disk.endProcess();
                disk.losePower(random);
                byte[] table = read(disk, "seal.csv");
                byte[] seal = read(disk, "seal");
                assertTrue(!done || table != null && seal != null, "what is told is on disk");
                assertTrue(seal == null || table != null, "a seal has its table");
                if (table != null) {
                    assertArrayEquals(TABLE, table);
                }
                if (seal != null) {
                    assertArrayEquals(SEAL, seal);
                }
            }
        }
    }

    @Test
    void shouldHaveTheOldOrTheNewSealWhateverFails() throws Exception {
        Random random = new Random(2);
        for (FaultyDisk.Fault fault : FaultyDisk.Fault.values()) {
            boolean failed = true;
            for (int operations = 1; failed; operations++) {
                FaultyDisk disk = newDisk();
                assertTrue(run(disk, files -> files.replace("seal", SEAL)));
                disk.failAfter(operations, fault, 3);
                boolean done = run(disk, files -> files.replace("seal", SIGNED));
                failed = disk.hasFailed();
                disk.endProcess();
                disk.losePower(random);
                byte[] seal = read(disk, "seal");
                boolean isNew = seal.length == SIGNED.length;
                assertArrayEquals(isNew ? SIGNED : SEAL, seal);
                assertTrue(isNew || !done, "what is told is on disk");
            }
        }
    }
}
