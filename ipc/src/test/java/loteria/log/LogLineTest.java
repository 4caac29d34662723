package loteria.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import loteria.Seeded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final List<String> ZONES = List.of(
            "UTC",
            "America/Argentina/Buenos_Aires",
            "Europe/Madrid",
            "Europe/Dublin",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "America/St_Johns",
            "America/New_York",
            "Pacific/Apia",
            "Pacific/Chatham",
            "Etc/GMT+12",
            "Pacific/Kiritimati");

    private final TimeZone zone = TimeZone.getDefault();

    @BeforeEach
    void useUtc() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(zone);
    }

    @Test
    void shouldRenderTheLineOfTheCourse() {
        long moment = Instant.parse("2024-08-21T22:11:15.999Z").toEpochMilli();
        assertEquals("2024-08-21 22:11:15 INFO     action: x\n", rendered(moment, LogLevel.INFO, "action: x"));
        assertEquals("2024-08-21 22:11:15 DEBUG    action: x\n", rendered(moment, LogLevel.DEBUG, "action: x"));
        assertEquals("2024-08-21 22:11:15 WARNING  action: x\n", rendered(moment, LogLevel.WARNING, "action: x"));
        assertEquals("2024-08-21 22:11:15 ERROR    action: x\n", rendered(moment, LogLevel.ERROR, "action: x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1969-12-31T23:59:59.999Z", "1900-02-28T23:59:59Z",
                "1900-03-01T00:00:00Z", "2000-02-29T12:00:00Z", "2100-02-28T23:59:59Z", "2100-03-01T00:00:00Z",
                "2024-02-29T00:00:00Z", "2024-12-31T23:59:59Z", "1600-02-29T01:02:03Z", "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z", "2038-01-19T03:14:08Z"
            })
    void shouldRenderRemarkableMoments(String moment) {
        Instant instant = Instant.parse(moment);
        assertEquals(
                STAMP.format(instant.atZone(ZoneId.of("UTC"))),
                rendered(instant.toEpochMilli()).substring(0, 19));
    }

    @Test
    void shouldRenderAnyMomentInAnyZoneAsJavaTimeDoes() {
        Random random = Seeded.random(LogLineTest.class);
        long from = Instant.parse("1910-01-01T00:00:00Z").toEpochMilli();
        long to = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
        for (String id : ZONES) {
            TimeZone.setDefault(TimeZone.getTimeZone(id));
            for (int i = 0; i < 2_000; i++) {
                long moment = from + (long) (random.nextDouble() * (to - from));
                assertEquals(expected(moment, id), rendered(moment).substring(0, 19), () -> id + " at " + moment);
            }
        }
    }

    /** The offset is kept for a while: one renderer walks through each change of the clocks, and once back over it. */
    @Test
    void shouldFollowTheClocksWhenTheyChange() {
        Random random = Seeded.random(LogLineTest.class);
        for (String id : ZONES) {
            TimeZone.setDefault(TimeZone.getTimeZone(id));
            LogLine line = new LogLine();
            Instant at = Instant.parse("2015-01-01T00:00:00Z");
            for (int i = 0; i < 20; i++) {
                ZoneOffsetTransition change = ZoneId.of(id).getRules().nextTransition(at);
                if (change == null) {
                    break;
                }
                at = change.getInstant();
                long end = at.toEpochMilli() + 3_600_000;
                for (long moment = end - 7_200_000; moment < end; moment += random.nextInt(200_000)) {
                    assertStamp(line, moment, id);
                }
                assertStamp(line, at.toEpochMilli() - 1, id);
                assertStamp(line, at.toEpochMilli(), id);
                assertStamp(line, at.toEpochMilli() - 1, id);
            }
        }
    }

    private static void assertStamp(LogLine line, long moment, String id) {
        line.append(moment, LogLevel.INFO, "");
        assertEquals(expected(moment, id), taken(line).substring(0, 19), () -> id + " at " + moment);
    }

    private static String expected(long moment, String id) {
        return STAMP.format(Instant.ofEpochMilli(moment).atZone(ZoneId.of(id)));
    }

    @Test
    void shouldWriteUtf8() {
        assertTrue(rendered(0, LogLevel.INFO, "N°1 Ñandú € 😀 fin").endsWith(" N°1 Ñandú € 😀 fin\n"));
    }

    @Test
    void shouldTakeALineThatJustFits() {
        String body = "x".repeat(LogLine.MAX_BYTES - 29 - 1);
        String line = rendered(0, LogLevel.INFO, body);
        assertEquals(LogLine.MAX_BYTES, line.length());
        assertTrue(line.endsWith("xx\n"));
    }

    @Test
    void shouldCutALineThatIsOneByteTooLong() {
        String line = rendered(0, LogLevel.INFO, "x".repeat(LogLine.MAX_BYTES - 29));
        assertTrue(line.endsWith("xx…\n"), line);
        assertEquals(LogLine.MAX_BYTES, line.getBytes(UTF_8).length);
    }

    @Test
    void shouldCutBetweenCharacters() {
        for (String character : List.of("x", "é", "€", "😀")) {
            for (int shift = 0; shift < 4; shift++) {
                String body = "y".repeat(shift) + character.repeat(5_000);
                String line = rendered(0, LogLevel.INFO, body);
                int bytes = line.getBytes(UTF_8).length;
                assertTrue(line.endsWith(character + "…\n"), line);
                assertTrue(body.startsWith(line.substring(29, line.length() - 2)));
                assertTrue(bytes <= LogLine.MAX_BYTES && bytes > LogLine.MAX_BYTES - 4, character + " " + bytes);
            }
        }
    }

    @Test
    void shouldGatherWholeLinesUntilOneDoesNotFit() {
        LogLine lines = new LogLine();
        String body = "x".repeat(970);
        for (int i = 1; i <= 4; i++) {
            assertTrue(lines.append(0, LogLevel.INFO, body));
            assertEquals(i * 1_000, lines.length());
        }
        assertFalse(lines.append(0, LogLevel.INFO, body));
        assertEquals(4_000, lines.length());
        assertTrue(lines.append(0, LogLevel.INFO, "x".repeat(66)));
        assertEquals(LogLine.MAX_BYTES, lines.length());
        assertFalse(lines.append(0, LogLevel.INFO, ""));
        String text = taken(lines);
        assertEquals(5, text.lines().count());
        assertTrue(text.endsWith("\n"));
        assertTrue(lines.append(0, LogLevel.INFO, body));
        assertEquals(1_000, lines.length());
    }

    private static String rendered(long moment) {
        return rendered(moment, LogLevel.INFO, "");
    }

    private static String rendered(long moment, LogLevel level, String body) {
        LogLine line = new LogLine();
        assertTrue(line.append(moment, level, body));
        return taken(line);
    }

    private static String taken(LogLine line) {
        String text = new String(line.bytes(), 0, line.length(), UTF_8);
        line.clear();
        assertEquals(0, line.length());
        return text;
    }
}
