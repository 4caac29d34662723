package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import loteria.wire.ErrorCode;
import loteria.wire.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code coordinator status} says of a central, whether it runs or has ended. */
class StatusTest {
    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void nameData() {
        data = folder.resolve("data");
    }

    private List<String> status(int exitCode, String... flags) throws Exception {
        String[] args = new String[flags.length + 3];
        args[0] = "status";
        args[1] = "--data-dir";
        args[2] = data.toString();
        System.arraycopy(flags, 0, args, 3, flags.length);
        try (JvmProcess process = JvmProcess.start("coordinator", folder, args)) {
            assertEquals(exitCode, process.awaitExit(), process::transcript);
            return process.lines();
        }
    }

    private JsonObject json() throws Exception {
        List<String> lines = status(0, "--json");
        assertEquals(1, lines.size());
        return JsonParser.parseString(lines.get(0)).getAsJsonObject();
    }

    private static JsonObject agency(JsonObject status, int id) {
        JsonObject agency = status.getAsJsonArray("agencies").get(id - 1).getAsJsonObject();
        assertEquals(id, agency.get("id").getAsInt());
        return agency;
    }

    /** A status that is as it must become. */
    private JsonObject awaitJson(Predicate<JsonObject> expected) throws Exception {
        Await.until("a status that is as it must become", () -> expected.test(json()));
        return json();
    }

    private static boolean is(JsonObject agency, String state) {
        return agency.get("state").getAsString().equals(state);
    }

    private static void assertAgency(JsonObject agency, String state, int bets, int refused, int reconnects) {
        assertEquals(state, agency.get("state").getAsString());
        assertEquals(bets, agency.get("bets").getAsInt());
        assertEquals(refused, agency.get("batchesRefused").getAsInt());
        assertEquals(reconnects, agency.get("reconnects").getAsInt());
    }

    @Test
    void shouldShowADrawFromItsFirstBetToItsEnd() throws Exception {
        Bets bets = Bets.generate(1, 300, new Random(1));
        Bets none = Bets.none(2);
        try (CentralFixture central = CentralFixture.start(data, 3);
                RawAgency one = central.session(1);
                RawAgency two = central.connect()) {
            one.send(bets.batch(1, 100));
            one.awaitAck(100);
            two.sell(none);
            JsonObject status = json();
            assertTrue(status.get("running").getAsBoolean());
            assertEquals("waiting", status.get("draw").getAsString());
            assertEquals(100, status.get("bets").getAsInt());
            assertTrue(status.get("winners").isJsonNull());
            assertEquals(
                    Files.size(data.resolve("bets.csv")),
                    status.get("forcedBytes").getAsLong());
            assertAgency(agency(status, 1), "selling", 100, 0, 0);
            assertAgency(agency(status, 2), "finished", 0, 0, 0);
            assertAgency(agency(status, 3), "absent", 0, 0, 0);
            List<Long> workers = central.coordinator().children().stream()
                    .map(ProcessHandle::pid)
                    .toList();
            assertTrue(workers.contains(agency(status, 1).get("workerPid").getAsLong()));
            assertTrue(agency(status, 3).get("workerPid").isJsonNull());
            assertTrue(agency(status, 3).get("lastSeen").isJsonNull());

            one.send(bets.batch(101, 200));
            one.send(bets.batch(201, 300));
            one.awaitAck(300);
            one.send(bets.finished());
            assertEquals(new Message.Closed(300), one.read());
            try (RawAgency three = central.connect()) {
                three.sell(Bets.none(3));
                central.coordinator().awaitLine("action: sorteo | result: success");
                three.awaitWinners();
                status = awaitJson(it -> is(agency(it, 3), "answered"));
            }
            assertEquals("drawn", status.get("draw").getAsString());
            assertAgency(agency(status, 1), "finished", 300, 0, 0);
        }
        JsonObject ended = json();
        assertFalse(ended.get("running").getAsBoolean());
        assertEquals(300, ended.get("bets").getAsInt());
        assertEquals(
                Files.readAllLines(data.resolve("winners.csv")).size(),
                ended.get("winners").getAsInt());
        assertTrue(status(0).get(0).startsWith("central: ended "));
    }

    @Test
    void shouldCountRefusalsReconnectsAndWorkersThatWereReplaced() throws Exception {
        try (CentralFixture central = CentralFixture.start(data, 1)) {
            central.announceFail("error: exit code 137");
            central.announceFail("action: apuesta_recibida");
            try (RawAgency agency = central.session(1)) {
                agency.send(new Message.Batch(5, 1, new byte[] {'x', '\n'}, 0, 2));
                agency.awaitFailure(ErrorCode.REJECTED);
            }
            central.session(1).close();
            central.coordinator().children().get(0).destroyForcibly();
            central.coordinator().awaitLine("error: exit code 137");
            JsonObject status = awaitJson(it -> it.get("workerRestarts").getAsInt() > 0);
            assertEquals(1, status.get("workerRestarts").getAsInt());
            assertAgency(agency(status, 1), "absent", 0, 1, 1);
        }
    }

    @Test
    void shouldGoOnShowingACentralThatIsStartedAgainUntilItIsToldToEnd() throws Exception {
        CentralFixture.start(data, 2).close();
        try (JvmProcess watch =
                JvmProcess.start("coordinator", folder, "status", "--data-dir", data.toString(), "--watch", "--json")) {
            watch.awaitLine("\"running\":false,\"generation\":1,");
            try (CentralFixture central = CentralFixture.start(data, 2)) {
                watch.awaitLine("\"running\":true,\"generation\":2,");
            }
            watch.awaitLine("\"running\":false,\"generation\":2,");
            watch.signal("TERM");
            assertEquals(0, watch.awaitExit(), watch::transcript);
        }
    }

    @Test
    void shouldEndWithTheProgramThatStartedIt() throws Exception {
        CentralFixture.start(data, 1).close();
        // Into a file: that nobody reads its output any more would end it, too.
        Path output = Files.createFile(folder.resolve("output"));
        String command = "exec " + JvmProcess.ROOT.resolve("bin/coordinator") + " status --watch >output";
        try (JvmProcess watch = JvmProcess.startLauncher(Path.of("/bin/sh"), folder, "-c", command)) {
            Await.until("a first table", () -> {
                assertTrue(watch.isAlive(), watch::transcript);
                return Files.size(output) > 0;
            });
            ProcessHandle viewer = watch.children().get(0);
            try {
                watch.signal("KILL");
                viewer.onExit().get(JvmProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } finally {
                viewer.destroyForcibly();
            }
        }
    }

    @Test
    void shouldSayInOneLineThatThereIsNoBoardOrOneOfAnotherVersion() throws Exception {
        assertRefused("draw.board: no such file, expected the board of a central");
        CentralFixture.start(data, 1).close();
        byte[] board = Files.readAllBytes(data.resolve("draw.board"));
        for (int i = 0; i < Long.BYTES; i++) {
            // The word that names the version, in whatever byte order.
            board[i]++;
        }
        Files.write(data.resolve("draw.board"), board);
        assertRefused("draw.board: expected a board of version 3");
    }

    private void assertRefused(String error) throws Exception {
        List<String> lines = status(1);
        assertEquals(1, lines.size(), lines::toString);
        LogFormat.assertForm(lines);
        assertTrue(lines.get(0).endsWith(error), lines::toString);
    }
}
