package loteria.agency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** What a file looks like from outside: who changes it, changes one of these. Immutable. */
final class FileStamp {
    private final Path file;
    private final long length;
    private final FileTime modified;
    private final Object key;

    private FileStamp(Path file, BasicFileAttributes attributes) {
        this.file = file;
        this.length = attributes.size();
        this.modified = attributes.lastModifiedTime();
        this.key = attributes.fileKey();
    }

    /** Looks at a regular file; null if it is none: a pipe would keep its opener waiting, and cannot be read twice. */
    static FileStamp of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.isRegularFile() ? new FileStamp(file, attributes) : null;
    }

    long length() {
        return length;
    }

    /** Milliseconds since 1970. */
    long modifiedMillis() {
        return modified.toMillis();
    }

    /** Looks again; returns what has changed, for a person, or null. */
    String change() throws IOException {
        FileStamp now;
        try {
            now = of(file);
        } catch (NoSuchFileException e) {
            return "it is no longer there";
        }
        if (now == null || key != null && !key.equals(now.key)) {
            return "another file is in its place";
        }
        if (now.length != length) {
            return "it had " + length + " bytes and has " + now.length;
        }
        return now.modified.equals(modified) ? null : "it was written to at " + now.modified;
    }
}
