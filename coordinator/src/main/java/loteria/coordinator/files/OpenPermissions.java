package loteria.coordinator.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What others can reach in a data directory that was not made by this version: one made beforehand, or by an older
 * one. It is used as it is, and said once a start. Stateless.
 */
final class OpenPermissions {
    /** All of the store's files; the line stays one. */
    private static final int MOST_NAMES = 10;

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private static final Set<PosixFilePermission> GROUP = EnumSet.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE);

    private OpenPermissions() {}

    /** The warning, in one line; empty if the directory is this user's alone. */
    static Optional<String> of(Path dir) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(dir);
        if (!isOpen(dir, permissions)) {
            return Optional.empty();
        }
        StringBuilder files = new StringBuilder();
        int count = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(dir)) {
            for (Path file : all) {
                if (Files.isRegularFile(file, NOFOLLOW_LINKS) && isOpen(file)) {
                    count++;
                    if (count <= MOST_NAMES) {
                        files.append(count == 1 ? ", and in it " : ", ").append(file.getFileName());
                    }
                }
            }
        }
        if (count > MOST_NAMES) {
            files.append(" and ").append(count - MOST_NAMES).append(" more");
        }
        return Optional.of(dir + ": others can reach it (" + PosixFilePermissions.toString(permissions) + ")" + files
                + "; expected rwx------: chmod -R go= makes it so");
    }

    private static boolean isOpen(Path file) throws IOException {
        try {
            return isOpen(file, Files.getPosixFilePermissions(file, NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            // Somebody has just deleted it.
            return false;
        }
    }

    /** The group of root has no members but those of containers whose user is any number: it counts as the owner. */
    private static boolean isOpen(Path file, Set<PosixFilePermission> permissions) throws IOException {
        return holds(permissions, OTHERS)
                || holds(permissions, GROUP)
                        && !Files.getAttribute(file, "unix:gid", NOFOLLOW_LINKS).equals(0);
    }

    private static boolean holds(Set<PosixFilePermission> permissions, Set<PosixFilePermission> some) {
        for (PosixFilePermission one : some) {
            if (permissions.contains(one)) {
                return true;
            }
        }
        return false;
    }
}
