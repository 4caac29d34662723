package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the page is asked: a short refusal or a bounded wait, and the intake does not notice. */
class BadRequestTest {
    private static final int AGENCIES = 3;

    /** Ten seconds without a byte, and what a busy machine adds. */
    private static final Duration IDLE = JvmProcess.PATIENCE;

    @TempDir
    private static Path folder;

    private static CentralFixture central;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        central = CentralFixture.start(folder.resolve("data"), AGENCIES, "--http", "0");
        port = PageTest.port(central, 1);
    }

    @AfterAll
    static void stop() throws Exception {
        central.close();
    }

    private static void assertAnswers() throws IOException {
        try (RawBrowser browser = new RawBrowser(port)) {
            browser.get("/healthz");
            assertEquals(200, browser.readStatus());
        }
    }

    private static void assertRefused(int status, String request) throws IOException {
        try (RawBrowser browser = new RawBrowser(port)) {
            browser.send(request);
            assertEquals(status, browser.readStatus());
            String length = browser.awaitLine("Content-Length: ");
            assertTrue(Integer.parseInt(length.substring("Content-Length: ".length())) < 100, "short: " + length);
        }
        assertAnswers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "X"})
    void shouldRefuseAnythingButGetAndHead(String method) throws Exception {
        String target = method.equals("CONNECT") ? "localhost:80" : "/";
        assertRefused(405, method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nix",
                "/api",
                "/api/status/",
                "/API/STATUS",
                "/page.html",
                "/bets.csv",
                "/..%2f..%2fetc/passwd",
                "/../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/api/../../draw.board",
                "//",
                "/a//b",
                "/;x",
                "/%00",
                "/%",
                "/\u00e1",
                "*"
            })
    void shouldFindNothingElse(String path) throws Exception {
        try (RawBrowser browser = new RawBrowser(port)) {
            browser.get(path);
            int status = browser.readStatus();
            assertTrue(status == 404 || status == 400, path + ": " + status);
        }
        assertAnswers();
    }

    @Test
    void shouldRefuseANameThatMayBeAStrangersDomain() throws Exception {
        assertRefused(421, "GET /api/status HTTP/1.1\r\nHost: rebound.example:" + port + "\r\n\r\n");
    }

    @Test
    void shouldAnswerHeadWithoutABody() throws Exception {
        for (String path : new String[] {"/", "/api/status", "/metrics", "/healthz", "/events"}) {
            try (RawBrowser browser = new RawBrowser(port)) {
                browser.send("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                assertEquals(200, browser.readStatus(), path);
                String line = browser.readLine();
                while (!line.isEmpty()) {
                    line = browser.readLine();
                }
                assertNull(browser.readLine(), path);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 1_000_000})
    void shouldRefuseAHugeHeader(int bytes) throws Exception {
        try (RawBrowser browser = new RawBrowser(port)) {
            try {
                browser.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(bytes) + "\r\n\r\n");
                assertEquals(431, browser.readStatus());
            } catch (SocketException ignored) {
                // Refused before all of it was sent, and reset by what came after.
            }
        }
        assertRefused(414, "GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\r\n\r\n"
            })
    void shouldRefuseWhatIsNoRequest(String text) throws Exception {
        try (RawBrowser browser = new RawBrowser(port)) {
            browser.send(text);
            int status = browser.readStatus();
            assertTrue(status == 400 || status == 505, text + ": " + status);
        }
        assertAnswers();
    }

    @Test
    void shouldDropAReaderThatNeverReads() throws Exception {
        try (RawBrowser browser = new RawBrowser(port)) {
            long start = System.nanoTime();
            Duration waited = Duration.ZERO;
            try {
                while (waited.compareTo(IDLE) < 0) {
                    browser.get("/metrics");
                    waited = Duration.ofNanos(System.nanoTime() - start);
                }
                throw new AssertionError("not dropped within " + IDLE);
            } catch (SocketException expected) {
                // Dropped: writing fails.
            }
        }
        assertAnswers();
    }

    @Test
    void shouldDrawWhileTheIntakeDoesNotNoticeASiege() throws Exception {
        List<RawBrowser> besiegers = new ArrayList<>();
        try {
            besiege(besiegers);
            List<Bets> all = Bets.generateAll(AGENCIES, 3_000);
            List<JvmProcess> agencies = new ArrayList<>();
            for (Bets bets : all) {
                agencies.add(central.agency(bets.agency(), bets.write(folder)));
            }
            for (int i = 0; i < AGENCIES; i++) {
                AgencyEnd.assertDone(agencies.get(i));
                AgencyEnd.assertSays(
                        agencies.get(i),
                        "cant_ganadores: " + all.get(i).winners().size());
            }
            central.assertStored(all);
            // More connections than there may be: this one waits until idle ones have been dropped.
            assertAnswers();
        } finally {
            for (RawBrowser besieger : besiegers) {
                besieger.close();
            }
        }
    }

    private static void besiege(List<RawBrowser> besiegers) throws IOException {
        for (int i = 0; i < 1_000; i++) {
            besiegers.add(new RawBrowser(port));
        }
        for (int i = 0; i < 100; i++) {
            RawBrowser hesitant = new RawBrowser(port);
            hesitant.send("GET / HTTP/1.1\r\nHost: lo");
            besiegers.add(hesitant);
        }
        for (int i = 0; i < 150; i++) {
            RawBrowser deaf = new RawBrowser(port);
            deaf.get(i % 2 == 0 ? "/events" : "/api/status");
            besiegers.add(deaf);
        }
    }
}
