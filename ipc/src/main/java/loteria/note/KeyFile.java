package loteria.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import loteria.process.PrivateFiles;

/** Keys in files: a {@link SigningKey} in one that its user alone can read, vkeys a line each. Stateless. */
public final class KeyFile {
    private static final int MOST_BYTES = 64 * 1024;

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private KeyFile() {}

    /** Writes a private key, {@code rw-------}, into a file that does not exist, and forces it. */
    public static void create(Path file, SigningKey key) throws IOException {
        PrivateFiles.create(file, key.toText().getBytes(UTF_8));
        PrivateFiles.forceDirectory(file.toAbsolutePath().getParent());
    }

    /**
     * Reads a private key.
     *
     * @throws MalformedNoteException if there is none in it, or others can read the file; the message names it
     */
    public static SigningKey readSigningKey(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        for (PosixFilePermission permission : OTHERS) {
            if (permissions.contains(permission)) {
                throw new MalformedNoteException(file + ": others can reach it ("
                        + PosixFilePermissions.toString(permissions)
                        + "), expected a private key with rw------- (chmod 600)");
            }
        }
        String text = text(file);
        try {
            return SigningKey.parse(text);
        } catch (MalformedNoteException e) {
            throw new MalformedNoteException(file + ": " + e.getMessage());
        }
    }

    /**
     * Reads public keys, a vkey a line; empty lines and those that begin with {@code #} are none.
     *
     * @throws MalformedNoteException if a line is something else, or there is none; the message names file and line
     */
    public static List<VerifierKey> readVerifierKeys(Path file) throws IOException {
        List<VerifierKey> keys = new ArrayList<>();
        int number = 0;
        for (String line : text(file).split("\n")) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                try {
                    keys.add(VerifierKey.parse(line.strip()));
                } catch (MalformedNoteException e) {
                    throw new MalformedNoteException(file + ": line " + number + ": " + e.getMessage());
                }
            }
        }
        if (keys.isEmpty()) {
            throw new MalformedNoteException(file + ": expected a public key, found none");
        }
        return keys;
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new MalformedNoteException(file + ": expected keys, found more than " + MOST_BYTES + " bytes");
        }
        return new String(Files.readAllBytes(file), UTF_8);
    }
}
