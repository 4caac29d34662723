package loteria.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Makes files and directories that only this program's user can read, write or lock. They are made with these
 * permissions, not given them afterwards, so that nobody can open one in between, whatever the umask. What exists is
 * opened as it is. Stateless; safe for all threads.
 */
public final class PrivateFiles {
    private static final FileAttribute<Set<PosixFilePermission>> FILE = PosixFilePermissions.asFileAttribute(
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

    private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY =
            PosixFilePermissions.asFileAttribute(EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE));

    private PrivateFiles() {}

    /** Opens a file; if {@code options} make it, it is made for this user alone: {@code rw-------}. */
    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), FILE);
    }

    /** Makes a file that is not there yet, and forces what it holds; its name is for the caller to force. */
    public static void create(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /**
     * Puts a whole file in another's place, or where there was none, durably: whoever reads it sees the old or the new.
     * One process at a time.
     *
     * @param file by its absolute path
     * @param unfinished a name beside it, until it is whole; one that a dead process left goes
     */
    public static void replace(Path file, Path unfinished, byte[] bytes) throws IOException {
        Files.deleteIfExists(unfinished);
        create(unfinished, bytes);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        forceDirectory(file.getParent());
    }

    /** Makes an empty file, {@code rw-------}. */
    public static void create(Path file) throws IOException {
        Files.createFile(file, FILE);
    }

    /** Forces the names in a directory: what was made or renamed there is found again after a power loss. */
    public static void forceDirectory(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** Makes a directory, {@code rwx------}; its parent exists. */
    public static void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, DIRECTORY);
    }
}
