package loteria.process;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Which file a name led to: its device and inode, which no other has while somebody keeps the file open or mapped. A
 * name can come to lead to another file, or to none.
 */
public record FileIdentity(Path file, String key) {

    /** The identity of an existing file; of a link its own. */
    public static FileIdentity of(Path file) throws IOException {
        return new FileIdentity(file, key(attributes(file)));
    }

    /**
     * What has become of the file that the name led to.
     *
     * @param leastSize bytes that it has not to fall below
     * @return null if it is there and whole, or else what is wrong, beginning with the name
     */
    public String look(long leastSize) {
        try {
            BasicFileAttributes now = attributes(file);
            if (!key(now).equals(key)) {
                return file + ": somebody has put another in its place";
            }
            return now.size() >= leastSize
                    ? null
                    : file + ": somebody has cut it to " + now.size() + " bytes, expected at least " + leastSize;
        } catch (NoSuchFileException e) {
            return file + ": somebody has deleted it";
        } catch (IOException e) {
            return Reason.of(file, e);
        }
    }

    /** As text, so that one process can tell another. */
    private static String key(BasicFileAttributes attributes) {
        return String.valueOf(attributes.fileKey());
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
    }
}
