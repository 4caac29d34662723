package loteria.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import loteria.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionLogTest {
    @Test
    void shouldBeginWithActionAndResult() {
        assertEquals("action: exit | result: success", LogForm.body("exit", "success"));
        assertEquals(
                "action: apuesta_almacenada | result: success | dni: 30904465 | numero: 7574",
                LogForm.body("apuesta_almacenada", "success", "dni", "30904465", "numero", 7574));
        assertEquals("action: x | result: fail | error: null", LogForm.body("x", "fail", "error", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a|b;a\\u007cb",
                "'a\nb\r\tc';a\\u000ab\\u000d\\u0009c",
                "'\u0000\u001f\u007f\u0080\u009f';\\u0000\\u001f\\u007f\\u0080\\u009f",
                "ñ \u00a0€😀~\\n;ñ \u00a0€😀~\\n"
            })
    void shouldEscapeWhatWouldBreakTheLine(String value, String shown) {
        assertEquals("action: x | result: success | msg: " + shown, LogForm.body("x", "success", "msg", value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server exited with code 0",
                " exited with code ",
                "exited with code 1",
                "it exited with code",
                "exited with code",
                "a exited with code exited with code exited with code b",
                " exited with code  exited with code "
            })
    void shouldNeverSayWhatComposeSaysOfAnEndedContainer(String value) {
        String body = LogForm.body("x", "success", "msg", value, "next", "exited with code 1");
        assertFalse(body.contains(" exited with code "), body);
        assertEquals(
                value,
                body.substring(body.indexOf("msg: ") + 5, body.indexOf(" | next"))
                        .replace("\\u0020", " "));
    }

    @Test
    void shouldKeepItsFormWhateverTheValuesHold() {
        Random random = Seeded.random(ActionLogTest.class);
        String[] pieces = {"exited", " ", "with", " ", "code", " ", "|", "\n", "\u0085", "ñ", ": ", "action: "};
        for (int i = 0; i < 20_000; i++) {
            StringBuilder value = new StringBuilder();
            for (int k = random.nextInt(9); k > 0; k--) {
                value.append(pieces[random.nextInt(pieces.length)]);
            }
            String body = LogForm.body("x", "success", "a", value, "b", value);
            assertEquals(4, body.split("\\|", -1).length, body);
            assertFalse(body.contains(" exited with code "), body);
            assertTrue(body.chars().noneMatch(Character::isISOControl), body);
        }
    }

    /** One JVM says it all, under {@code LC_ALL=C}: INFO by the short way, the others by tinylog, in the same form. */
    @Test
    void shouldWriteTheSameFormOfLineByBothWaysInUtf8() throws Exception {
        List<String> lines = Speaker.lines("one by one");
        for (String line : lines) {
            assertTrue(line.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d .*"), line);
        }
        assertEquals(
                List.of(
                        "INFO     action: receive_message | result: success | ip: 127.0.0.1 | msg: N°1 😀",
                        "INFO     action: accept_connections | result: in_progress | port: 12345",
                        "ERROR    action: connect | result: fail | error: N°1 {} {0} %s \\u007c done",
                        "DEBUG    action: connect | result: in_progress | attempt: 2"),
                lines.subList(0, 4).stream().map(line -> line.substring(20)).toList());
        assertEquals(5, lines.size(), lines::toString);
        String longest = lines.get(4);
        assertTrue(longest.startsWith("ERROR    action: exit | result: fail | error: ñññ", 20), longest);
        assertTrue(longest.endsWith("ñ…"), longest);
        assertTrue(longest.getBytes(UTF_8).length < LogLine.MAX_BYTES);
    }
}
