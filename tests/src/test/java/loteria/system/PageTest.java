package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page beside a central: what it shows, and that the draw goes on whatever becomes of it. */
class PageTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void nameData() {
        data = folder.resolve("data");
    }

    static int port(CentralFixture central, int nth) throws InterruptedException {
        String line = central.coordinator()
                .awaitLines("action: http | result: success | address: 127.0.0.1:", nth)
                .get(nth - 1);
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    static ProcessHandle viewer(CentralFixture central) {
        return central.coordinator().children().stream()
                .filter(child -> child.info().commandLine().orElse("").contains("viewer.jar"))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return client.send(
                HttpRequest.newBuilder(uri).timeout(JvmProcess.PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void assertAnswers(int port, String path, String contentType, String part) throws Exception {
        HttpResponse<String> response = get(port, path);
        assertEquals(200, response.statusCode());
        assertTrue(response.headers().firstValue("Content-Type").orElse("").startsWith(contentType), path);
        assertEquals("no-store", response.headers().firstValue("Cache-Control").orElse(""));
        assertEquals(
                "nosniff",
                response.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertTrue(response.headers()
                .firstValue("Content-Security-Policy")
                .orElse("")
                .startsWith("default-src 'none';"));
        assertTrue(response.body().contains(part), response::body);
    }

    @Test
    void shouldAnswerWhoLooksWhoMonitorsAndWhoChecks() throws Exception {
        Bets bets = Bets.generate(1, 300, new Random(1));
        try (CentralFixture central = CentralFixture.start(data, 2, "--http", "0");
                RawAgency agency = central.connect()) {
            int port = port(central, 1);
            agency.sell(bets);
            assertAnswers(port, "/", "text/html", "<html");
            assertAnswers(port, "/healthz", "text/plain", "well\n");
            assertAnswers(port, "/readyz", "text/plain", "ready\n");
            Await.until(
                    "all bets are shown", () -> get(port, "/api/status").body().contains("\"bets\":300,"));
            assertAnswers(port, "/api/status", "application/json", "\"state\":\"finished\"");
            String metrics = "loteria_bets_total{agency=\"1\"} 300.0\nloteria_bets_total{agency=\"2\"} 0.0\n";
            assertAnswers(port, "/metrics", "text/plain; version=0.0.4", metrics);
            for (ProcessHandle worker : central.coordinator().children()) {
                if (worker.pid() != viewer(central).pid()) {
                    assertAnswers(
                            port,
                            "/metrics",
                            "text/plain",
                            "loteria_worker_resident_bytes{pid=\"" + worker.pid() + "\"} ");
                }
            }
        }
    }

    @Test
    void shouldTellThePastOnceAndThePresentEverySecondUpToTheDraw() throws Exception {
        Bets bets = Bets.generate(1, 200, new Random(2));
        try (CentralFixture central = CentralFixture.start(data, 1, "--http", "0");
                RawBrowser browser = new RawBrowser(port(central, 1));
                RawAgency agency = central.connect()) {
            browser.get("/events");
            assertEquals("Content-Type: text/event-stream", browser.awaitLine("Content-Type:"));
            assertEquals(
                    "X-Accel-Buffering: no", browser.awaitLine("X-Accel-Buffering:"), "or nginx keeps events back");
            assertEquals("event: history", browser.awaitLine("event:"));
            assertTrue(browser.awaitLine("data:").startsWith("data: {\"seconds\":[{\"time\":\""));
            assertEquals("waiting", awaitStatus(browser).get("draw").getAsString());
            agency.sell(bets);
            assertEquals(bets.winners(), agency.awaitWinners());
            JsonObject status = awaitStatus(browser);
            while (!status.get("draw").getAsString().equals("drawn")) {
                status = awaitStatus(browser);
            }
            assertEquals(bets.winners().size(), status.get("winners").getAsInt());
            assertEquals(200, status.get("bets").getAsInt());
        }
    }

    private static JsonObject awaitStatus(RawBrowser browser) throws IOException {
        assertEquals("event: status", browser.awaitLine("event:"));
        String data = browser.awaitLine("data:");
        return JsonParser.parseString(data.substring("data:".length())).getAsJsonObject();
    }

    @Test
    void shouldNotBeReadyWhileTheCoordinatorStandsStill() throws Exception {
        try (CentralFixture central = CentralFixture.start(data, 1, "--http", "0")) {
            int port = port(central, 1);
            await(port, "/readyz", "ready\n");
            JvmProcess.suspend(central.coordinator().handle());
            try {
                await(port, "/readyz", "not ready\n");
                assertEquals(503, get(port, "/readyz").statusCode());
                await(port, "/api/status", "\"ready\":false,");
                assertAnswers(port, "/healthz", "text/plain", "well\n");
            } finally {
                central.coordinator().signal("CONT");
            }
            await(port, "/readyz", "ready\n");
        }
    }

    private void await(int port, String path, String part) throws Exception {
        long deadline = System.nanoTime() + JvmProcess.PATIENCE.toNanos();
        String body = get(port, path).body();
        while (!body.startsWith(part) && !(path.startsWith("/api") && body.contains(part))) {
            assertTrue(System.nanoTime() < deadline, body);
            TimeUnit.MILLISECONDS.sleep(50);
            body = get(port, path).body();
        }
    }

    @Test
    void shouldReplaceAPageThatDiesOnTheSamePort() throws Exception {
        try (CentralFixture central = CentralFixture.start(data, 1, "--http", "0");
                RawAgency agency = central.connect()) {
            central.announceFail("error: exit code 137");
            int port = port(central, 1);
            viewer(central).destroyForcibly();
            assertEquals(port, port(central, 2));
            assertAnswers(port, "/healthz", "text/plain", "well\n");
            agency.sell(Bets.generate(1, 50, new Random(3)));
        }
    }

    @Test
    void shouldGoOnWithoutAPageThatCannotBeReplaced() throws Exception {
        try (CentralFixture central = CentralFixture.start(data, 1, "--http", "0");
                ServerSocket squatter = new ServerSocket()) {
            central.announceFail("error: exit code 137");
            central.announceFail("error: Address already in use");
            central.announceFail("error: given up: the central goes on without its page");
            int port = port(central, 1);
            // A coordinator that stands starts no successor before the port is taken.
            JvmProcess.suspend(central.coordinator().handle());
            viewer(central).destroyForcibly();
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            Await.until("the page's port is free", () -> binds(squatter, address));
            central.coordinator().signal("CONT");
            central.coordinator().awaitLine("error: given up");
            assertEquals(
                    5,
                    central.coordinator().lines("error: Address already in use").size());
            Bets bets = Bets.generate(1, 50, new Random(3));
            try (RawAgency agency = central.connect()) {
                agency.sell(bets);
                assertEquals(bets.winners(), agency.awaitWinners());
            }
        }
    }

    private static boolean binds(ServerSocket socket, InetSocketAddress address) throws IOException {
        try {
            socket.bind(address);
            return true;
        } catch (BindException e) {
            return false;
        }
    }

    @Test
    void shouldNotStartWithoutThePageThatWasAskedFor() throws Exception {
        try (ServerSocket squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                JvmProcess coordinator = CentralFixture.launch(data, 1, "--http", "" + squatter.getLocalPort())) {
            assertEquals(1, coordinator.awaitExit(), coordinator::transcript);
            LogFormat.assertForm(coordinator.lines());
            List<String> failures = LogFormat.failures(coordinator.lines());
            assertEquals(1, failures.size(), coordinator::transcript);
            assertTrue(failures.get(0)
                    .endsWith("error: http 127.0.0.1:" + squatter.getLocalPort() + ": Address already in use"));
            assertEquals(List.of(), coordinator.lines("accept_connections"), "nobody was let in");
            CentralFixture.assertNothingLeft(data);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldSayLastThatTheCentralHasEnded(boolean killed) throws Exception {
        CentralFixture central = CentralFixture.start(data, 1, "--http", "0");
        try (RawBrowser browser = new RawBrowser(port(central, 1))) {
            browser.get("/events");
            assertEquals("event: history", browser.awaitLine("event:"));
            assertTrue(awaitStatus(browser).get("running").getAsBoolean());
            if (killed) {
                central.kill();
            } else {
                central.close();
            }
            while (awaitStatus(browser).get("running").getAsBoolean()) {
                // Said before the end.
            }
        }
        CentralFixture.start(data, 1).close();
    }

    @Test
    void shouldEndWithACoordinatorThatIsKilled() throws Exception {
        try (CentralFixture central = CentralFixture.start(data, 1, "--http", "0")) {
            ProcessHandle viewer = viewer(central);
            central.kill();
            viewer.onExit().join();
        }
        CentralFixture.start(data, 1).close();
    }
}
