package loteria.store.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** Where in {@code bets.csv} an agency's lines are: looked for only to say which of them are not as they were. */
final class AgencyPlace {
    private AgencyPlace() {}

    /** In words, to follow a count; empty if there are none. */
    static String find(FileChannel bets, long length, int agency) throws IOException {
        byte[] prefix = (agency + ",").getBytes(US_ASCII);
        long line = 0;
        long first = 0;
        long last = 0;
        LineChunks chunks = new LineChunks(bets, 0, length);
        while (chunks.next()) {
            int at = 0;
            while (at < chunks.end()) {
                line++;
                if (begins(chunks.bytes(), at, prefix)) {
                    first = first == 0 ? line : first;
                    last = line;
                }
                while (chunks.bytes()[at++] != '\n') {
                    // On to the next line.
                }
            }
        }
        return first == 0 ? "" : " in lines " + first + " to " + last;
    }

    private static boolean begins(byte[] bytes, int at, byte[] prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (at + i == bytes.length || bytes[at + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
