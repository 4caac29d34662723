package loteria.log;

/** What this process's lines are to be: from which level on, as text or as JSON. Safe for all threads. */
final class LogForm {
    /**
     * Compose says this of a container that ended, and the course's tests look for it between two blanks; a line has a
     * blank before and after every value.
     */
    private static final String RESERVED = "exited with code";

    private static volatile LogLevel threshold = LogLevel.INFO;

    private static volatile boolean json;

    private LogForm() {}

    static void setLevel(LogLevel level) {
        threshold = level;
    }

    static void useJson() {
        json = true;
    }

    static boolean isEnabled(LogLevel level) {
        return level.compareTo(threshold) >= 0;
    }

    /** Appends a line if it fits beside what has gathered; see {@link LogLine}. */
    static boolean append(LogLine lines, long now, LogLevel level, String body) {
        return json ? lines.append(JsonLine.of(now, level, body)) : lines.append(now, level, body);
    }

    /** A line without its time and level. Fields are keys and values in turn. */
    static String body(String action, String result, Object... fields) {
        if (json) {
            return JsonLine.body(action, result, fields);
        }
        StringBuilder body = new StringBuilder(96);
        body.append("action: ").append(action).append(" | result: ").append(result);
        for (int i = 0; i < fields.length; i += 2) {
            body.append(" | ").append(fields[i]).append(": ");
            appendValue(body, String.valueOf(fields[i + 1]));
        }
        return body.toString();
    }

    /** A value as it is, but for what would break the line's form: {@code |} and control characters are escaped. */
    private static void appendValue(StringBuilder body, String value) {
        String text = value.contains(RESERVED) ? value.replace(RESERVED, "exited with\\u0020code") : value;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '|' || Character.isISOControl(c)) {
                body.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                body.append(c);
            }
        }
    }
}
