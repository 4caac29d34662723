package loteria.compose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file whole or not at all: nobody ever reads a part of it. */
final class WholeFile {
    private WholeFile() {}

    /**
     * Writes {@code text} as UTF-8, in place of what may be there. A link is followed.
     *
     * @throws IOException if it cannot be done; the file is then as it was
     */
    static void write(Path file, String text) throws IOException {
        Path target = Files.exists(file) ? replaceable(file.toRealPath()) : file.toAbsolutePath();
        Path part = target.resolveSibling(".compose-" + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.write(
                    part,
                    text.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A rename would replace a device or a protected file as well. */
    private static Path replaceable(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "not a regular file");
        }
        if (!Files.isWritable(file)) {
            throw new FileSystemException(file.toString(), null, "not writable");
        }
        return file;
    }
}
