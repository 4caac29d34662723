package loteria.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class BootIdTest {
    @Test
    void shouldBeTheKernelsAndStayTheSame() throws IOException {
        Path linux = Path.of("/proc/sys/kernel/random/boot_id");
        Assumptions.assumeTrue(Files.exists(linux));
        assertEquals(Files.readString(linux).strip(), BootId.current().toString());
        assertEquals(BootId.current(), BootId.current());
    }
}
