package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person wrote is what a coordinator does, or it says that it does not. */
class ConfigurationTest {
    @TempDir
    private Path folder;

    private JvmProcess start(Map<String, String> environment, String... flags) throws IOException {
        return JvmProcess.start("coordinator", folder, environment, List.of(flags));
    }

    private static int port(JvmProcess coordinator) throws InterruptedException {
        String line = coordinator.awaitLine("action: accept_connections | result: in_progress | port: ");
        return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
    }

    private static void stop(JvmProcess coordinator) throws Exception {
        coordinator.signal("TERM");
        assertEquals(0, coordinator.awaitExit(), coordinator::transcript);
    }

    @Test
    void shouldListenOnTheAddressAlone() throws Exception {
        try (JvmProcess coordinator = start(Map.of(), "--host", "127.0.0.1", "--port", "0", "--agencies", "1")) {
            int port = port(coordinator);
            new Socket(InetAddress.getByName("127.0.0.1"), port).close();
            assertThrows(IOException.class, () -> new Socket(InetAddress.getByName("127.0.0.2"), port).close());
            stop(coordinator);
        }
        try (JvmProcess coordinator = start(Map.of(), "--port", "0", "--agencies", "1")) {
            new Socket(InetAddress.getByName("127.0.0.2"), port(coordinator)).close();
            stop(coordinator);
        }
    }

    @Test
    void shouldWarnOnceOfVariablesThatNobodyReads() throws Exception {
        Map<String, String> environment =
                Map.of("SERVER_IP", "server", "SERVER_AGENCY", "3", "SERVER_NAME", "x", "LOGGING_LEVEL", "WARNING");
        try (JvmProcess coordinator = start(environment, "--port", "0", "--agencies", "1")) {
            coordinator.awaitLine("WARNING  action: config");
            stop(coordinator);
            List<String> warnings = coordinator.lines().stream()
                    .filter(line -> line.contains("config"))
                    .toList();
            assertEquals(1, warnings.size(), coordinator::transcript);
            String warning = warnings.get(0);
            assertTrue(warning.contains("SERVER_AGENCY (is it SERVER_AGENCIES?)"), warning);
            assertTrue(warning.contains("SERVER_NAME") && !warning.contains("SERVER_IP"), warning);
        }
    }

    @Test
    void shouldTakeWhatNotepadSaves() throws Exception {
        Files.writeString(
                folder.resolve("config.ini"),
                "\ufeff[DEFAULT]\r\nSERVER_IP = server\r\nSERVER_PORT = 0\r\nSERVER_AGENCIES = 2\r\n");
        try (JvmProcess coordinator = start(Map.of())) {
            int port = port(coordinator);
            try (RawAgency agency = new RawAgency(port)) {
                agency.hello(2);
            }
            stop(coordinator);
        }
    }

    @AfterEach
    void shouldLeaveNothingBehind() throws Exception {
        CentralFixture.assertNothingLeft(folder.resolve("data"));
    }
}
