package loteria.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLineTest {
    @Test
    void shouldBeAnObjectWithTimeLevelAndTheSameFields() {
        long moment = Instant.parse("2026-11-21T12:00:00.070Z").toEpochMilli();
        String body = JsonLine.body("apuesta_almacenada", "success", "dni", "30904465", "numero", 7574);
        assertEquals(
                "{\"time\":\"2026-11-21T12:00:00.070Z\",\"level\":\"INFO\",\"action\":\"apuesta_almacenada\","
                        + "\"result\":\"success\",\"dni\":\"30904465\",\"numero\":7574}",
                JsonLine.of(moment, LogLevel.INFO, body));
        assertEquals(
                "\"action\":\"x\",\"result\":\"fail\",\"error\":\"null\",\"sure\":true",
                JsonLine.body("x", "fail", "error", null, "sure", true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "a|b;a|b",
                "`a\nb\r\tc`;a\\u000ab\\u000d\\u0009c",
                "`\u0000\u001f\u007f`;\\u0000\\u001f\\u007f",
                "say \"ñ\" \\ 😀;say \\\"ñ\\\" \\\\ 😀"
            })
    void shouldEscapeWhatWouldBreakTheObject(String value, String shown) {
        assertEquals(
                "\"action\":\"x\",\"result\":\"success\",\"msg\":\"" + shown + "\"",
                JsonLine.body("x", "success", "msg", value));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"x,x", "\",\\\"", "ñ,ñ", "😀,😀", "`\n`,\\u000a"})
    void shouldCutValuesAndStayAnObjectThatAPipeTakesAtOnce(String piece, String shown) {
        String much = piece.repeat(5_000);
        String body = JsonLine.body("talk", "fail", "msg", much, "error", much, "n", 1);
        int bytes = JsonLine.of(0, LogLevel.WARNING, body).getBytes(UTF_8).length;
        assertTrue(bytes < LogLine.MAX_BYTES && bytes > LogLine.MAX_BYTES - 400, bytes + " bytes");
        assertEquals(
                "\"action\":\"talk\",\"result\":\"fail\",\"msg\":\"\u2026\",\"error\":\"\u2026\",\"n\":1",
                body.replace(shown, ""),
                "whole pieces and nothing else");
    }

    /** One JVM says it all, by both ways. */
    @Test
    void shouldWriteTheSameByBothWays() throws Exception {
        List<String> lines = Speaker.lines("json");
        String time = "\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\",";
        assertEquals(
                List.of(
                        "{\"level\":\"INFO\",\"action\":\"receive_message\",\"result\":\"success\","
                                + "\"ip\":\"127.0.0.1\",\"msg\":\"N°1 😀\"}",
                        "{\"level\":\"INFO\",\"action\":\"accept_connections\",\"result\":\"in_progress\","
                                + "\"port\":12345}",
                        "{\"level\":\"ERROR\",\"action\":\"connect\",\"result\":\"fail\","
                                + "\"error\":\"N°1 {} {0} %s | done\"}",
                        "{\"level\":\"DEBUG\",\"action\":\"connect\",\"result\":\"in_progress\",\"attempt\":2}"),
                lines.subList(0, 4).stream()
                        .map(line -> line.replaceFirst(time, ""))
                        .toList());
        assertEquals(5, lines.size(), lines::toString);
        assertTrue(lines.get(4).endsWith("ñ\u2026\"}"), lines.get(4));
    }
}
