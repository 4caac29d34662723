package loteria.coordinator.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
