package loteria.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Renders log lines as JSON, for those who collect them: {@code {"time":"2026-11-21T12:00:00.000Z","level":"INFO",
 * "action":...}}, an object a line. Only a process that is to log so knows this class.
 */
final class JsonLine {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** Values are cut so that a line stays below {@link LogLine#MAX_BYTES}, with what stands around its body. */
    private static final int MAX_BODY_BYTES = LogLine.MAX_BYTES - 400;

    private static final String CUT = "\u2026";

    private JsonLine() {}

    /** The members of a line's object but for the first. */
    static String body(String action, String result, Object... fields) {
        StringBuilder body = new StringBuilder(128);
        body.append("\"action\":\"")
                .append(action)
                .append("\",\"result\":\"")
                .append(result)
                .append('"');
        int room = MAX_BODY_BYTES;
        for (int i = 0; i < fields.length; i += 2) {
            body.append(",\"").append(fields[i]).append("\":");
            Object value = fields[i + 1];
            if (value instanceof Number || value instanceof Boolean) {
                body.append(value);
            } else {
                room -= appendText(body, String.valueOf(value), room);
            }
        }
        return body.toString();
    }

    /** Appends a value in quotes, at most so many bytes of it; returns how many that were. */
    private static int appendText(StringBuilder body, String value, int room) {
        body.append('"');
        int bytes = 0;
        int at = 0;
        while (at < value.length()) {
            int character = value.codePointAt(at);
            String shown = escaped(character);
            int more = shown.getBytes(UTF_8).length;
            if (bytes + more > room) {
                body.append(CUT);
                break;
            }
            body.append(shown);
            bytes += more;
            at += Character.charCount(character);
        }
        body.append('"');
        return bytes;
    }

    private static String escaped(int character) {
        if (character == '"' || character == '\\') {
            return "\\" + (char) character;
        }
        if (character < 0x80 && Character.isISOControl(character)) {
            return "\\u00" + Character.forDigit(character >> 4, 16) + Character.forDigit(character & 15, 16);
        }
        return Character.toString(character);
    }

    /** The whole line, without its end. */
    static String of(long epochMillis, LogLevel level, String body) {
        return "{\"time\":\"" + TIME.format(Instant.ofEpochMilli(epochMillis)) + "\",\"level\":\"" + level + "\","
                + body + "}";
    }
}
