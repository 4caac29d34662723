package loteria.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokersTest {
    @TempDir
    private Path folder;

    @Test
    void shouldStartKillAndStartAgainOnWhatIsThereAndLeaveNothing() throws Exception {
        ProcessHandle first;
        ProcessHandle second;
        try (Brokers brokers = Brokers.start(folder, 1)) {
            Broker broker = brokers.all().get(0);
            assertEquals("127.0.0.1:" + broker.port(), brokers.bootstrap());
            first = broker.process();
            broker.kill();
            assertFalse(first.isAlive());
            broker.launch();
            broker.awaitReady();
            second = broker.process();
            assertTrue(second.isAlive());
            assertEquals(
                    1,
                    Files.readAllLines(broker.log()).stream()
                            .filter(line -> line.startsWith("Formatting metadata directory"))
                            .count());
        }
        assertFalse(second.isAlive());
    }
}
