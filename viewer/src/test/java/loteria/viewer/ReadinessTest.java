package loteria.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessTest {
    @TempDir
    private Path dir;

    @Test
    void shouldNotBeReadyWithoutTheFile() {
        assertFalse(new Readiness(dir).isReady());
    }

    @ParameterizedTest
    @CsvSource({"0, true", "-3000, true", "3000, true", "-6000, false", "3600000, false"})
    void shouldBelieveATimeThatIsFresh(long millis, boolean ready) throws Exception {
        Path file = Files.createFile(dir.resolve("ready"));
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + millis));
        assertEquals(ready, new Readiness(dir).isReady());
    }
}
