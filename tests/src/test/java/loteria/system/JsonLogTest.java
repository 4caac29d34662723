package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a draw as JSON: every process says the same as always, an object a line. */
class JsonLogTest {
    @TempDir
    private Path folder;

    private static List<JsonObject> objects(JvmProcess process) {
        List<JsonObject> objects = new ArrayList<>();
        for (String line : process.lines()) {
            JsonObject object = JsonParser.parseString(line).getAsJsonObject();
            Instant.parse(object.get("time").getAsString());
            assertTrue(List.of("DEBUG", "INFO", "WARNING", "ERROR")
                    .contains(object.get("level").getAsString()));
            objects.add(object);
        }
        return objects;
    }

    private static List<JsonObject> of(List<JsonObject> objects, String action) {
        return objects.stream()
                .filter(object -> object.get("action").getAsString().equals(action))
                .toList();
    }

    @Test
    void shouldSayAllOfADrawAsObjects() throws Exception {
        Bets bets = Bets.generate(1, 100, new Random(1));
        List<String> flags = List.of(
                "--agencies", "1", "--port", "0", "--data-dir", "data", "--log-format", "json", "--log-level", "DEBUG");
        try (JvmProcess coordinator = JvmProcess.start("coordinator", folder, Map.of(), flags)) {
            String listening = coordinator.awaitLine("\"action\":\"accept_connections\"");
            int port = JsonParser.parseString(listening)
                    .getAsJsonObject()
                    .get("port")
                    .getAsInt();
            List<String> args = List.of(
                    "--id",
                    "1",
                    "--server",
                    "127.0.0.1:" + port,
                    "--bets",
                    bets.write(folder).toString());
            try (JvmProcess agency = JvmProcess.start("agency", folder, Map.of("CLI_LOG_FORMAT", "json"), args)) {
                assertEquals(0, agency.awaitExit(), agency::transcript);
                JsonObject winners = of(objects(agency), "consulta_ganadores").get(0);
                assertEquals(
                        bets.winners().size(), winners.get("cant_ganadores").getAsInt());
            }
            try (RawAgency stranger = new RawAgency(port)) {
                stranger.send(RawAgency.frame(99));
                stranger.drain();
            }
            coordinator.awaitLine("\"action\":\"connection\",\"result\":\"fail\"");
            coordinator.signal("TERM");
            assertEquals(0, coordinator.awaitExit(), coordinator::transcript);
            List<JsonObject> said = objects(coordinator);
            assertEquals(1, of(said, "sorteo").size());
            assertEquals(
                    100,
                    of(said, "apuesta_recibida").stream()
                            .mapToInt(object -> object.get("cantidad").getAsInt())
                            .sum());
            assertEquals("exit", said.get(said.size() - 1).get("action").getAsString());
        }
    }
}
