package loteria.viewer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a central can serve agencies: its coordinator renews the time of the file {@code ready} every second as long
 * as it can, and takes the file away when it cannot. Safe for all threads.
 */
final class Readiness {
    /** As the image's {@code bin/healthy} has it: beyond any pause of a machine that is busy. */
    static final long FRESH_MS = 5_000;

    private final Path ready;

    Readiness(Path dataDir) {
        ready = dataDir.resolve("ready");
    }

    /** Just now. A time in the future is that of a clock which was set back since: the next second's is right. */
    boolean isReady() {
        try {
            long age = System.currentTimeMillis()
                    - Files.getLastModifiedTime(ready).toMillis();
            return Math.abs(age) < FRESH_MS;
        } catch (IOException e) {
            // There is none, or nobody may look: not known to be ready.
            return false;
        }
    }
}
