package loteria.agency;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import loteria.log.ActionLog;
import loteria.process.Reason;

/** A file of made-up bets that is there whole or not at all. */
final class SampleFile implements Resource {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path path;
    private final Path part;

    SampleFile(Path path) {
        this.path = path;
        this.part = path.resolveSibling(path.getFileName() + ".part");
    }

    /**
     * Writes the file.
     *
     * @param winners how many of the bets win, evenly spread
     */
    void write(SampleBet bet, long bets, long winners) throws IOException {
        try (OutputStream out = Files.newOutputStream(part)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            int length = 0;
            long dealt = 0;
            for (long i = 1; i <= bets; i++) {
                if (buffer.length - length < SampleBet.MAX_LINE_BYTES) {
                    out.write(buffer, 0, length);
                    length = 0;
                }
                boolean winning = i * winners / bets > dealt;
                dealt += winning ? 1 : 0;
                length = bet.write(buffer, length, winning);
            }
            out.write(buffer, 0, length);
        }
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes what was not finished. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            ActionLog.fail("close", "resource", part, "error", Reason.of(e));
        }
    }
}
