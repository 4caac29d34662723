package loteria.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a data directory holds what was sold. Outside of all measurements. Stateless; safe for all threads. */
final class StoreCheck {
    private StoreCheck() {}

    /** Counts the lines of what was stored and drawn. */
    static void check(Server server, long bets, long winners) throws IOException, BenchException {
        require("bets.csv", lines(server.bets()), bets);
        require("winners.csv", lines(server.winners()), winners);
    }

    /** Has the project's audit read everything again, by other means. */
    static void audit(Home home, Server server) throws IOException, InterruptedException, BenchException {
        home.run("coordinator", "audit", "--data-dir", server.dataDir().toString());
    }

    static void require(String what, long found, long expected) throws BenchException {
        if (found != expected) {
            throw new BenchException(what + ": " + found + " lines, expected " + expected);
        }
    }

    static long lines(Path file) throws IOException {
        byte[] buffer = new byte[1 << 18];
        long lines = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }
}
