package loteria.coordinator.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the Unix-domain sockets lie: a directory for this user alone, with a short path (a socket's may have 108 bytes)
 * that follows from the data directory, so that a start finds and clears what a killed coordinator left.
 */
public final class SocketDirectory implements Closeable {
    private final Path path;

    private SocketDirectory(Path path) {
        this.path = path;
    }

    /** Makes the directory anew. The caller holds the data directory's lock. */
    public static SocketDirectory create(Path dataDir) throws IOException {
        // The device and inode of the data directory name it shortly, and no other.
        String key = Files.readAttributes(dataDir, BasicFileAttributes.class)
                .fileKey()
                .toString();
        StringBuilder name = new StringBuilder("loteria");
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            name.append(Character.isLetterOrDigit(c) ? c : '-');
        }
        Path path = Path.of(System.getProperty("java.io.tmpdir"), name.toString());
        delete(path);
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new SocketDirectory(path);
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    private static void delete(Path path) throws IOException {
        try (DirectoryStream<Path> sockets = Files.newDirectoryStream(path)) {
            for (Path socket : sockets) {
                Files.deleteIfExists(socket);
            }
        } catch (NoSuchFileException e) {
            return;
        }
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        delete(path);
    }
}
