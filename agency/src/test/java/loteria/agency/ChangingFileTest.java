package loteria.agency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A bets file that somebody changes, replaces or still writes while it is read. */
@ExtendWith(QuietLog.class)
class ChangingFileTest {
    private static final String BET = "Santiago Lionel,Lorca,30904465,1999-03-17,2201";
    private static final String OTHER = "Tiago Nicolás,Rivera,34407251,2001-08-29,1033";

    @TempDir
    private Path dir;

    /** What a person may do to a file that is being sold. */
    private interface Change {
        void make(Path file) throws Exception;
    }

    private static Map<String, Change> changes() {
        Map<String, Change> changes = new LinkedHashMap<>();
        changes.put(
                "it had 58280 bytes and has 58284", file -> Files.writeString(file, "more", StandardOpenOption.APPEND));
        changes.put(
                "it had 58280 bytes and has 0",
                file -> Files.newOutputStream(file).close());
        changes.put("it had 58280 bytes and has 95", file -> truncate(file, 95));
        changes.put("it was written to at ", file -> Files.setLastModifiedTime(file, FileTime.fromMillis(1_000)));
        changes.put("another file is in its place", file -> {
            Path other = Files.copy(file, file.resolveSibling("other"), StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        });
        changes.put("it is no longer there", Files::delete);
        changes.put("another file is in its place;", file -> {
            Files.delete(file);
            Files.createDirectory(file);
        });
        return changes;
    }

    private static void truncate(Path file, long length) throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    static Stream<String> changeNames() {
        return changes().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("changeNames")
    void shouldNoticeAChangeSinceItWasOpenedAfterItsEndAndInEachLaterReading(String expected) throws Exception {
        Path file = Files.writeString(dir.resolve("bets.csv"), (BET + "\n" + OTHER + "\n").repeat(620));
        assertEquals(58_280, Files.size(file));
        Files.setLastModifiedTime(file, FileTime.fromMillis(500));
        try (BetFile bets = BetFile.open(file.toString())) {
            bets.rewind();
            assertEquals(1_240, TestBets.readAll(bets).size());
            bets.requireUnchanged();
            changes().get(expected).make(file);
            for (int i = 0; i < 2; i++) {
                FailedException e = assertThrows(FailedException.class, bets::requireUnchanged);
                assertEquals(2, e.exitCode());
                assertTrue(e.getMessage().contains("changed while it was sold: " + expected), e.getMessage());
                bets.rewind();
            }
        }
    }

    @Test
    void shouldGiveNoBetThatIsMadeOfTwoContents() throws Exception {
        String longer = BET.replace("30904465", "3090446599");
        Path file = Files.writeString(dir.resolve("bets.csv"), (BET + "\n").repeat(5_000));
        try (BetFile bets = BetFile.open(file.toString())) {
            bets.rewind();
            Files.writeString(file, (longer + "\n").repeat(5_000));
            FailedException e = assertThrows(FailedException.class, () -> {
                while (bets.next()) {
                    assertEquals(BET, new String(bets.bytes(), bets.from(), bets.to() - bets.from(), UTF_8));
                }
            });
            assertTrue(e.getMessage().contains("changed while it was sold"), e.getMessage());
        }
    }

    @Test
    void shouldTakeNoCutLineOfAFileThatIsStillWritten() throws Exception {
        Path file = Files.writeString(dir.resolve("bets.csv"), OTHER + "\n" + BET.substring(0, BET.length() - 1));
        Thread copy = new Thread(() -> {
            Pause.millis(BetFile.SETTLED_MS / 4);
            try {
                Files.writeString(file, BET.substring(BET.length() - 1) + "\n", StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try (BetFile bets = BetFile.open(file.toString())) {
            copy.start();
            bets.rewind();
            assertTrue(bets.next());
            assertEquals(OTHER, new String(bets.bytes(), bets.from(), bets.to() - bets.from(), UTF_8));
            FailedException e = assertThrows(FailedException.class, bets::next);
            assertTrue(e.getMessage().contains("changed while it was sold: it had "), e.getMessage());
        } finally {
            copy.join();
        }
    }

    @Test
    void shouldNotTakeAFileForEmptyThatIsStillWritten() throws Exception {
        Path file = Files.createFile(dir.resolve("bets.csv"));
        Thread copy = new Thread(() -> {
            Pause.millis(BetFile.SETTLED_MS / 4);
            try {
                Files.writeString(file, BET + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        copy.start();
        try {
            FailedException e = assertThrows(FailedException.class, () -> BetFile.open(file.toString()));
            assertTrue(e.getMessage().contains("changed while it was sold: it had 0 bytes"), e.getMessage());
        } finally {
            copy.join();
        }
    }
}
