package loteria.manifest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The file {@code lottery.properties} of a data directory, written whole, and read as strictly as it is written.
 * Stateless; safe for all threads.
 *
 * <pre>
 *  format=1
 *  agencies=5                                      0 or more
 *  winning_number=7574                             nothing behind the = while it is not known
 *  made=2026-11-25T09:00:00Z                       by the first start, UTC
 *  made_by=1.1.0                                   its version
 *  draw=0f8fad5b-d9cb-469f-a165-70867728950e       random: no other draw has it
 *  checksum=bf07288f                               CRC-32C of the bytes above, eight hexadecimal digits
 * </pre>
 *
 * ASCII, each line LF-ended, in this order. So it is a Java properties file too, for whoever wants to look.
 */
public final class ManifestFile {
    /** Its name in the data directory. */
    public static final String NAME = "lottery.properties";

    /** Far more than a manifest takes. */
    private static final int MOST_BYTES = 4096;

    private ManifestFile() {}

    /**
     * Reads the manifest of a data directory.
     *
     * @return null if there is none
     * @throws MalformedManifestException if it is not whole or not as it was written
     */
    public static Manifest read(Path dataDir) throws IOException {
        Path file = dataDir.resolve(NAME);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new MalformedManifestException(file + ": expected at most " + MOST_BYTES + " bytes");
            }
            return parse(file.toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /**
     * Reads the bytes of such a file, wherever they are kept.
     *
     * @param where they are, for people
     * @throws MalformedManifestException if they are not whole or not as they were written
     */
    public static Manifest parse(String where, ByteBuffer bytes) throws MalformedManifestException {
        return new ManifestText(where, ISO_8859_1.decode(bytes).toString()).parse();
    }

    /** The whole file of a manifest. */
    public static ByteBuffer bytes(Manifest manifest) {
        return ByteBuffer.wrap(ManifestText.of(manifest).getBytes(ISO_8859_1));
    }
}
