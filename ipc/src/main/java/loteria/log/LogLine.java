package loteria.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.TimeZone;

/**
 * Renders log lines as bytes: {@code 2024-08-21 22:11:15 INFO     BODY} and LF, in UTF-8 and the machine's time zone,
 * at most {@link #MAX_BYTES} each. The log of a draw is thousands of these, and the start of every process waits for
 * its first: no formatter, no calendar.
 *
 * <p>Lines gather until {@link #clear}. Not safe for several threads.
 */
final class LogLine {
    /** Longer writes to a shared pipe tear. */
    static final int MAX_BYTES = 4096;

    private static final int LEVEL_WIDTH = 8;
    private static final int SECOND_MS = 1_000;
    private static final int DAY_SECONDS = 86_400;
    private static final int ZONE_CHECK_SECONDS = 900;

    private static final byte[] CUT = "…".getBytes(UTF_8);

    private final TimeZone zone = TimeZone.getDefault();
    private final byte[] bytes = new byte[MAX_BYTES];
    private final byte[] stamp = "0000-00-00 00:00:00 ".getBytes(UTF_8);
    private long stampSecond = Long.MIN_VALUE;
    private long zoneCheckedSecond = Long.MIN_VALUE;
    private int offsetSeconds;
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /**
     * Appends a line if it fits beside what has gathered; an empty buffer takes every line, cutting what is too long.
     *
     * @return false if the line must wait for the next buffer
     */
    boolean append(long epochMillis, LogLevel level, String body) {
        int start = length;
        appendStamp(epochMillis);
        appendText(level.name());
        for (int width = level.name().length(); width <= LEVEL_WIDTH; width++) {
            appendByte(' ');
        }
        appendText(body);
        return end(start);
    }

    /** Appends a line that was rendered elsewhere, in the same way. */
    boolean append(String line) {
        int start = length;
        appendText(line);
        return end(start);
    }

    /** Ends the line that begins there, or takes it back. */
    private boolean end(int start) {
        if (length < MAX_BYTES) {
            bytes[length++] = '\n';
            return true;
        }
        if (start > 0) {
            length = start;
            return false;
        }
        cut();
        return true;
    }

    /** Ends an overlong line with an ellipsis, at the border of a character. */
    private void cut() {
        int end = MAX_BYTES - 1 - CUT.length;
        while ((bytes[end] & 0xc0) == 0x80) {
            end--;
        }
        System.arraycopy(CUT, 0, bytes, end, CUT.length);
        bytes[end + CUT.length] = '\n';
        length = end + CUT.length + 1;
    }

    private void appendStamp(long epochMillis) {
        long second = Math.floorDiv(epochMillis, (long) SECOND_MS);
        if (second != stampSecond) {
            stampSecond = second;
            renderStamp(second);
        }
        for (byte b : stamp) {
            appendByte(b);
        }
    }

    private void renderStamp(long second) {
        // Offsets change at whole quarters of an hour.
        if (Math.floorDiv(second, (long) ZONE_CHECK_SECONDS) != zoneCheckedSecond) {
            zoneCheckedSecond = Math.floorDiv(second, (long) ZONE_CHECK_SECONDS);
            offsetSeconds = zone.getOffset(second * SECOND_MS) / SECOND_MS;
        }
        long local = second + offsetSeconds;
        renderDate(Math.floorDiv(local, (long) DAY_SECONDS));
        int ofDay = (int) Math.floorMod(local, (long) DAY_SECONDS);
        renderDigits(11, 2, ofDay / 3600);
        renderDigits(14, 2, ofDay / 60 % 60);
        renderDigits(17, 2, ofDay % 60);
    }

    /** From days since 1970 to the civil date, by eras of 400 years that begin on the first of March. */
    private void renderDate(long epochDay) {
        long day = epochDay + 719_468;
        long era = Math.floorDiv(day, 146_097L);
        int ofEra = (int) (day - era * 146_097);
        int yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * ofYear + 2) / 153;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        renderDigits(0, 4, (int) year);
        renderDigits(5, 2, month);
        renderDigits(8, 2, ofYear - (153 * monthFromMarch + 2) / 5 + 1);
    }

    private void renderDigits(int at, int width, int value) {
        int rest = value;
        for (int i = at + width - 1; i >= at; i--) {
            stamp[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private void appendText(String text) {
        int plain = 0;
        while (plain < text.length() && text.charAt(plain) < 0x80) {
            appendByte(text.charAt(plain++));
        }
        if (plain < text.length()) {
            for (byte b : text.substring(plain).getBytes(UTF_8)) {
                appendByte(b);
            }
        }
    }

    private void appendByte(int b) {
        if (length < MAX_BYTES) {
            bytes[length++] = (byte) b;
        }
    }
}
