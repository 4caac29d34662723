package loteria.coordinator.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
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
}
