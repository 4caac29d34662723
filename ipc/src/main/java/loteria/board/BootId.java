package loteria.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/** Which run of the machine this is: what the page cache knew of an earlier one is gone. */
public final class BootId {
    private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {}

    /** This boot's id; where the system has none (no {@code /proc}), a new one each time. */
    public static UUID current() throws IOException {
        try {
            return UUID.fromString(Files.readString(LINUX).strip());
        } catch (NoSuchFileException e) {
            return UUID.randomUUID();
        }
    }
}
