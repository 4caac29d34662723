package loteria.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import loteria.config.ConfigException;

/**
 * The credentials as they are in their files: read anew when a file's time, size or place on the disk has changed. What
 * cannot be read or is wrong does not replace what was right. One thread looks; all may read what is in force.
 */
public final class CredentialFiles {
    private final TlsFiles files;
    private volatile Credentials current;
    private String stamp;

    /** @throws ConfigException with the one line that says which file is wrong, and why */
    public CredentialFiles(TlsFiles files) throws ConfigException {
        this.files = files;
        this.stamp = stamp();
        this.current = Credentials.read(files);
    }

    /** Those in force. Safe for all threads. */
    public Credentials current() {
        return current;
    }

    /**
     * Looks at the files.
     *
     * @return whether others are in force now
     * @throws ConfigException what is wrong with files that have changed, once for each change
     */
    public boolean look() throws ConfigException {
        String now = stamp();
        if (now.equals(stamp)) {
            return false;
        }
        stamp = now;
        current = Credentials.read(files);
        return true;
    }

    private String stamp() {
        StringBuilder all = new StringBuilder();
        for (Path file : new Path[] {files.certificate(), files.key(), files.authority(), files.revoked()}) {
            all.append(file == null ? "" : stamp(file)).append(' ');
        }
        return all.toString();
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime().toMillis() + "," + attributes.size() + "," + attributes.fileKey();
        } catch (NoSuchFileException e) {
            return "missing";
        } catch (IOException e) {
            return "unreadable";
        }
    }
}
