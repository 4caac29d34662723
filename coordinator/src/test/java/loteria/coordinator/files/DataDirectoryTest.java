package loteria.coordinator.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import loteria.coordinator.life.StartException;
import loteria.process.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {
    @TempDir
    private Path folder;

    /** The JVM's own flight recorder tells what was forced; nothing but a power loss would show it otherwise. */
    @Test
    void shouldForceTheNameOfEveryDirectoryItMakes() throws Exception {
        Path events = folder.resolve("events.jfr");
        Path first = folder.resolve("first");
        Path second = first.resolve("second");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withoutThreshold();
            recording.start();
            DataDirectory.open(second.resolve("data")).close();
            recording.stop();
            recording.dump(events);
        }
        List<String> forced = RecordingFile.readAllEvents(events).stream()
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .map(event -> event.getString("path"))
                .toList();
        assertEquals(List.of(folder.toString(), first.toString(), second.toString()), forced);
    }

    /** From its first moment: a later change would leave a moment in which anybody opens it. */
    @Test
    void shouldMakeDirectoryAndFilesForItsUserAlone() throws Exception {
        Path data = folder.resolve("parent").resolve("data");
        try (DataDirectory directory = DataDirectory.open(data)) {
            directory.markReady();
            assertEquals("rwx------", permissions(data));
            assertEquals("rw-------", permissions(data.resolve("coordinator.lock")));
            assertEquals("rw-------", permissions(data.resolve("ready")));
            assertEquals(Optional.empty(), OpenPermissions.of(data));
        }
    }

    @Test
    void shouldWarnOfAnOpenDirectoryAndChangeNothing() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path bets = Files.createFile(data.resolve("bets.csv"));
        Files.setPosixFilePermissions(bets, PosixFilePermissions.fromString("rw-r--r--"));
        DataDirectory.open(data).close();
        assertEquals(
                data + ": others can reach it (rwxr-xr-x), and in it bets.csv;"
                        + " expected rwx------: chmod -R go= makes it so",
                OpenPermissions.of(data).orElseThrow());
        assertEquals("rwxr-xr-x", permissions(data));
        assertEquals("rw-r--r--", permissions(bets));
    }

    /** A pipe would keep the start waiting for ever, and what a link leads to is nobody's to write over. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "coordinator.lock",
                "workers.lock",
                "bets.lock",
                "bets.csv",
                "finished.csv",
                "winners.csv",
                "seal.csv",
                "seal",
                "extract",
                "agencies.csv",
                "operations.csv",
                "lottery.properties",
                "draw.board",
                "ready"
            })
    void shouldRefuseWhatIsNoFile(String name) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path file = Files.createDirectory(data.resolve(name));
        assertRefused(data, file + ": expected a regular file, found a directory");
        Files.delete(file);
        Path target = Files.writeString(folder.resolve("target"), "dear");
        Files.createSymbolicLink(file, target);
        assertRefused(data, file + ": expected a regular file, found a symbolic link");
        assertEquals("dear", Files.readString(target));
        Files.delete(file);
        assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor(), "exit code of mkfifo");
        assertRefused(data, file + ": expected a regular file, found a pipe, a socket or a device");
    }

    private static void assertRefused(Path data, String reason) {
        StartException refusal = assertTimeoutPreemptively(
                Duration.ofMinutes(1), () -> assertThrows(StartException.class, () -> DataDirectory.open(data)));
        assertEquals(ExitCode.USAGE, refusal.exitCode());
        assertTrue(refusal.getMessage().endsWith(reason), refusal::getMessage);
    }

    /** Two that start at once: one has it, and the other is told so, as long as the first does. */
    @Test
    void shouldMakeADirectoryThatAnotherMakesAtTheSameTime() throws Exception {
        for (int round = 0; round < 200; round++) {
            Path data = folder.resolve("data-" + round);
            CyclicBarrier both = new CyclicBarrier(2);
            List<CompletableFuture<Void>> starts = List.of(open(data, both), open(data, both));
            for (CompletableFuture<Void> start : starts) {
                start.get(1, TimeUnit.MINUTES);
            }
        }
    }

    private static CompletableFuture<Void> open(Path data, CyclicBarrier both) {
        return CompletableFuture.runAsync(() -> {
            try {
                both.await();
                DataDirectory.open(data).close();
            } catch (OverlappingFileLockException e) {
                // Two processes are told by the lock itself.
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
