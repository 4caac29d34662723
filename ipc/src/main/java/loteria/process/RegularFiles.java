package loteria.process;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Looks what a name leads to before it is opened: a pipe would keep who opens it waiting for ever, and a directory or a
 * device is no file of anybody's. Stateless; safe for all threads.
 */
public final class RegularFiles {
    private RegularFiles() {}

    /**
     * Requires that there is a regular file or nothing.
     *
     * @param links {@code NOFOLLOW_LINKS} where a link is none
     * @throws FileSystemException which names the file and what it is instead
     */
    public static void require(Path file, LinkOption... links) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, links);
            if (!found.isRegularFile()) {
                throw new FileSystemException(file.toString(), null, "expected a regular file, found " + kind(found));
            }
        } catch (NoSuchFileException e) {
            // Whoever opens it makes it, or misses it.
        }
    }

    private static String kind(BasicFileAttributes found) {
        if (found.isDirectory()) {
            return "a directory";
        }
        return found.isSymbolicLink() ? "a symbolic link" : "a pipe, a socket or a device";
    }
}
