package loteria.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an IDE or a platform puts into the JVM's own variables is for the coordinator, not for its children. */
class JvmOptionsTest {
    @TempDir
    private Path folder;

    private JvmProcess start(Map<String, String> environment, String... flags) throws Exception {
        List<String> all = new ArrayList<>(
                List.of("--agencies", "1", "--workers", "2", "--port", "0", "--data-dir", "data", "--http", "0"));
        all.addAll(List.of(flags));
        return JvmProcess.start("coordinator", folder, environment, all);
    }

    private void assertServes(JvmProcess coordinator) throws Exception {
        String line = coordinator.awaitLine("action: accept_connections | result: in_progress | port: ");
        Bets bets = Bets.generateAll(1, 100).get(0);
        try (RawAgency agency = new RawAgency(Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))) {
            agency.sell(bets);
            assertEquals(bets.winners(), agency.awaitWinners());
        }
    }

    private static void stop(JvmProcess coordinator) throws Exception {
        coordinator.signal("TERM");
        assertEquals(0, coordinator.awaitExit(), coordinator::transcript);
    }

    @Test
    void shouldKeepADebuggersPortToTheCoordinator() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String debugger = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port;
        try (JvmProcess coordinator = start(Map.of("JAVA_TOOL_OPTIONS", debugger))) {
            assertServes(coordinator);
            stop(coordinator);
        }
    }

    @Test
    void shouldStartBesideAnotherCollector() throws Exception {
        for (String variable : new String[] {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"}) {
            try (JvmProcess coordinator = start(Map.of(variable, "-XX:+UseParallelGC"))) {
                coordinator.awaitLine("action: accept_connections | result: in_progress | port: ");
                stop(coordinator);
            }
        }
    }

    @Test
    void shouldGiveTheChildrenTheirOwnOptions() throws Exception {
        try (JvmProcess coordinator = start(Map.of("SERVER_CHILD_OPTIONS", "-Dloteria.a=1 -Dloteria.b=2"))) {
            assertServes(coordinator);
            for (ProcessHandle child : coordinator.children()) {
                String command = Files.readString(Path.of("/proc/" + child.pid() + "/cmdline"), UTF_8);
                assertTrue(command.contains("\0-Dloteria.a=1\0-Dloteria.b=2\0"), command);
            }
            stop(coordinator);
        }
    }

    @AfterEach
    void shouldLeaveNothingBehind() throws Exception {
        CentralFixture.assertNothingLeft(folder.resolve("data"));
    }
}
