package loteria.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a configuration file, as editors save it: UTF-8, with a byte order mark or without. */
public final class TextFile {
    /** Nobody writes as much by hand: it is another file, or a device without an end. */
    private static final int MOST_BYTES = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private TextFile() {}

    /**
     * Reads all of it.
     *
     * @throws ConfigException if it is no text or too long; the message names file and line
     */
    public static String read(Path file) throws IOException, ConfigException {
        ByteBuffer bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = ByteBuffer.wrap(in.readNBytes(MOST_BYTES + 1));
        }
        if (bytes.limit() > MOST_BYTES) {
            throw new ConfigException(
                    file + ": expected a configuration file, found more than " + MOST_BYTES + " bytes");
        }
        CharBuffer characters = CharBuffer.allocate(bytes.limit());
        boolean malformed = UTF_8.newDecoder().decode(bytes, characters, true).isError();
        String text = characters.flip().toString();
        int zero = text.indexOf('\0');
        if (malformed || zero >= 0) {
            String before = zero < 0 ? text : text.substring(0, zero);
            throw new ConfigException(file + ": line " + lines(before) + ": expected UTF-8");
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** How many lines a text has begun. */
    private static int lines(String text) {
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
            lines += ends ? 1 : 0;
        }
        return lines;
    }
}
