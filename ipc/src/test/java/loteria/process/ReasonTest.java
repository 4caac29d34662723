package loteria.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonTest {
    @TempDir
    private Path folder;

    private static IOException failing(Executable call) {
        return assertThrows(IOException.class, call);
    }

    @Test
    void shouldSayWhichFileAndWhyWhateverTheCallWas() throws Exception {
        Path missing = folder.resolve("missing");
        Path file = Files.createFile(folder.resolve("file"));
        String noSuch = missing + ": no such file or directory";
        assertEquals(noSuch, Reason.of(failing(() -> Files.readString(missing))));
        assertEquals(noSuch, Reason.of(failing(() -> FileChannel.open(missing))));
        assertEquals(noSuch, Reason.of("a bet", failing(() -> FileChannel.open(missing))));
        assertEquals(file + ": file already exists", Reason.of(failing(() -> Files.createDirectory(file))));
        assertEquals(folder + ": directory not empty", Reason.of(failing(() -> Files.delete(folder))));
        assertEquals(
                missing + " (No such file or directory)",
                Reason.of(missing, failing(() -> new RandomAccessFile(missing.toFile(), "r"))));
        assertEquals(
                folder + ": Is a directory",
                Reason.of(folder, failing(() -> Files.readAllBytes(folder))),
                "the JDK's exception names no file");
    }

    @Test
    void shouldSayWhatItWasAboutOnce() {
        assertEquals("a.csv: line 1: torn", Reason.of("a.csv", new IOException("a.csv: line 1: torn")));
        assertEquals("a.csv: closed channel", Reason.of("a.csv", new ClosedChannelException()));
    }

    private static Stream<Arguments> exceptions() {
        return Stream.of(
                Arguments.of("a: permission denied", new AccessDeniedException("a")),
                Arguments.of("a -> b: too full", new FileSystemException("a", "b", "too full")),
                Arguments.of("a: file system", new FileSystemException("a")),
                Arguments.of("file system", new FileSystemException(null)),
                Arguments.of("a: file already exists", new FileAlreadyExistsException("a")),
                Arguments.of("a: directory not empty", new DirectoryNotEmptyException("a")),
                Arguments.of("closed channel", new ClosedChannelException()),
                Arguments.of("ends too early", new EOFException()),
                Arguments.of("No space left on device", new IOException("No space left on device")),
                Arguments.of("unknown host: server", new UnknownHostException("server")),
                Arguments.of("server: Name unknown", new UnknownHostException("server: Name unknown")),
                Arguments.of("a: permission denied", new UncheckedIOException(new AccessDeniedException("a"))),
                Arguments.of("a: permission denied", new IOException(new AccessDeniedException("a"))),
                Arguments.of("out of memory: Java heap space", new OutOfMemoryError("Java heap space")),
                Arguments.of("illegal state", new IllegalStateException()),
                Arguments.of("io", new IOException("")));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void shouldFindWordsForEveryException(String expected, Throwable e) {
        assertEquals(expected, Reason.of(e));
    }
}
