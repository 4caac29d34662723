package loteria.coordinator.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsTest {
    private static final String LINE = "2026-11-21T12:00:00.000Z,disable,3,";

    @TempDir
    private Path dir;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = dir.resolve("operations.csv");
    }

    private void record(Operation.Act act, int agency, long total) throws Exception {
        try (Operations operations = Operations.open(dir)) {
            operations.record(act, agency, total);
        }
    }

    /** The acts of the file without their times. */
    private List<String> acts() throws Exception {
        return Files.readAllLines(file).stream()
                .map(line -> line.substring(line.indexOf(',') + 1))
                .toList();
    }

    @Test
    void shouldAddALineForEachActForItsUserAlone() throws Exception {
        Instant before = Instant.now().minusMillis(1);
        record(Operation.Act.DISABLE, 3, Operation.NO_TOTAL);
        record(Operation.Act.ENABLE, 3, Operation.NO_TOTAL);
        record(Operation.Act.CLOSE, 3, 620);
        record(Operation.Act.DISABLE, 3, Operation.NO_TOTAL);
        assertEquals(List.of("disable,3,", "enable,3,", "close,3,620", "disable,3,"), acts());
        Operation first = Operations.all(dir).get(0);
        assertTrue(first.time().isAfter(before) && !first.time().isAfter(Instant.now()), first.toLine());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void shouldAddNoLineForAnActThatIsDoneAgain() throws Exception {
        record(Operation.Act.DISABLE, 3, Operation.NO_TOTAL);
        record(Operation.Act.DISABLE, 4, Operation.NO_TOTAL);
        record(Operation.Act.CLOSE, 3, 620);
        record(Operation.Act.DISABLE, 3, Operation.NO_TOTAL);
        record(Operation.Act.CLOSE, 3, 620);
        assertEquals(List.of("disable,3,", "disable,4,", "close,3,620"), acts());
        record(Operation.Act.CLOSE, 3, 621);
        assertEquals(4, acts().size(), "another total is another act");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2026-11-21T12:00:00.000Z,close,3,62", "\0\0\0\0"})
    void shouldCutWhatAWriterThatDiedLeft(String left) throws Exception {
        Files.writeString(file, LINE + "\n" + left);
        record(Operation.Act.ENABLE, 3, Operation.NO_TOTAL);
        assertEquals(List.of("disable,3,", "enable,3,"), acts());
    }

    @Test
    void shouldLeaveALineThatIsNoneToAnAudit() throws Exception {
        Files.writeString(file, "nonsense\n" + LINE + "\n");
        record(Operation.Act.ENABLE, 3, Operation.NO_TOTAL);
        assertEquals(List.of("nonsense", "disable,3,", "enable,3,"), acts());
        assertEquals(2, Operations.all(dir).size());
    }

    @Test
    void shouldReadALineAsItWasWrittenAndNoOther() {
        for (String line : List.of(LINE, "2026-11-21T12:00:00.123Z,close,65535,0")) {
            assertEquals(line, Operation.parse(line).toLine());
        }
        for (String line : List.of(
                "",
                "2026-11-21T12:00:00Z,disable,3,",
                "2026-11-21T12:00:00.000Z,DISABLE,3,",
                "2026-11-21T12:00:00.000Z,sell,3,",
                "2026-11-21T12:00:00.000Z,disable,03,",
                "2026-11-21T12:00:00.000Z,disable,0,",
                "2026-11-21T12:00:00.000Z,disable,3",
                "2026-11-21T12:00:00.000Z,disable,3,5",
                "2026-11-21T12:00:00.000Z,close,3,",
                "2026-11-21T12:00:00.000Z,close,3,-1",
                "2026-13-21T12:00:00.000Z,disable,3,",
                LINE + "\r")) {
            assertNull(Operation.parse(line), line);
        }
    }

    @Test
    void shouldNotTouchALineThatIsWhole() throws Exception {
        Files.writeString(file, LINE + "\n");
        record(Operation.Act.DISABLE, 3, Operation.NO_TOTAL);
        assertEquals(LINE + "\n", Files.readString(file));
        Files.writeString(file, "2026", StandardOpenOption.APPEND);
        assertEquals(1, Operations.all(dir).size());
    }
}
