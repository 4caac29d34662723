package loteria.bet;

import static loteria.bet.BetLimits.MAX_DOCUMENT_DIGITS;
import static loteria.bet.BetLimits.MAX_NAME_BYTES;
import static loteria.bet.BetLimits.MAX_NUMBER_DIGITS;
import static loteria.bet.BetLimits.MAX_YEAR;
import static loteria.bet.BetLimits.MIN_DOCUMENT_DIGITS;
import static loteria.bet.BetLimits.MIN_YEAR;

/**
 * A bet as bytes: {@code first_name,last_name,document,birthdate,number} in UTF-8, in its one canonical form.
 *
 * <ul>
 *   <li>names have no blank at either end and are quoted if and only if they hold a comma or a quote (doubled inside);
 *   <li>the number has no leading zeros; the birthdate is {@code YYYY-MM-DD}, a real day;
 *   <li>every field keeps to {@link BetLimits}.
 * </ul>
 *
 * This is the hot path of agency, worker and recovery: it looks at each byte once and makes no object. Whatever it does
 * not accept goes the long way through {@link Bet}. Each {@code scan} method returns the offset just past what it
 * accepted, or {@link #NOT_CANONICAL}. Stateless; safe for all threads.
 */
public final class BetRecord {
    /** No canonical record starts here. */
    public static final int NOT_CANONICAL = -1;

    private static final int[] DAYS_IN_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private BetRecord() {}

    /**
     * Scans one canonical record.
     *
     * @return the offset just past its last digit, where the caller expects the end of the line (or of the bytes), or
     *     {@link #NOT_CANONICAL}
     */
    public static int scan(byte[] bytes, int from, int limit) {
        int at = scanComma(bytes, scanName(bytes, from, limit), limit);
        at = scanComma(bytes, scanName(bytes, at, limit), limit);
        at = scanComma(bytes, scanDocument(bytes, at, limit), limit);
        at = scanComma(bytes, scanBirthdate(bytes, at, limit), limit);
        return scanNumber(bytes, at, limit);
    }

    private static int scanComma(byte[] bytes, int at, int limit) {
        return at >= 0 && at < limit && bytes[at] == ',' ? at + 1 : NOT_CANONICAL;
    }

    static int scanName(byte[] bytes, int from, int limit) {
        if (from < 0 || from >= limit) {
            return NOT_CANONICAL;
        }
        if (bytes[from] == '"') {
            return scanQuotedName(bytes, from, limit);
        }
        int at = from;
        while (at < limit) {
            byte b = bytes[at];
            if (b == ',') {
                break;
            }
            if (b >= 0x20 && b != '"' && b != 0x7f) {
                at++;
            } else {
                at = b < 0 ? scanWideCharacter(bytes, at, limit) : NOT_CANONICAL;
                if (at < 0) {
                    return NOT_CANONICAL;
                }
            }
        }
        boolean fits = at > from && at - from <= MAX_NAME_BYTES;
        return fits && bytes[from] != ' ' && bytes[at - 1] != ' ' ? at : NOT_CANONICAL;
    }

    private static int scanQuotedName(byte[] bytes, int from, int limit) {
        int at = from + 1;
        int length = 0;
        boolean needsQuotes = false;
        while (at < limit) {
            byte b = bytes[at];
            if (b == '"') {
                if (at + 1 == limit || bytes[at + 1] != '"') {
                    boolean fits = length > 0 && length <= MAX_NAME_BYTES;
                    boolean trimmed = bytes[from + 1] != ' ' && bytes[at - 1] != ' ';
                    return fits && trimmed && needsQuotes ? at + 1 : NOT_CANONICAL;
                }
                needsQuotes = true;
                at += 2;
                length++;
            } else if (b >= 0x20 && b != 0x7f) {
                needsQuotes |= b == ',';
                at++;
                length++;
            } else {
                int next = b < 0 ? scanWideCharacter(bytes, at, limit) : NOT_CANONICAL;
                if (next < 0) {
                    return NOT_CANONICAL;
                }
                length += next - at;
                at = next;
            }
        }
        return NOT_CANONICAL;
    }

    /** A character of two to four bytes: well-formed UTF-8 (Unicode 15, table 3-7), no control character. */
    private static int scanWideCharacter(byte[] bytes, int at, int limit) {
        int lead = bytes[at] & 0xff;
        int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (lead < 0xc2 || lead > 0xf4 || at + length > limit) {
            return NOT_CANONICAL;
        }
        int second = bytes[at + 1] & 0xff;
        int least =
                switch (lead) {
                    case 0xc2, 0xe0 -> 0xa0; // below: the control characters U+0080..U+009F; an overlong form
                    case 0xf0 -> 0x90; // below: an overlong form
                    default -> 0x80;
                };
        int most =
                switch (lead) {
                    case 0xed -> 0x9f; // above: surrogates
                    case 0xf4 -> 0x8f; // above: past U+10FFFF
                    default -> 0xbf;
                };
        if (second < least || second > most) {
            return NOT_CANONICAL;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return NOT_CANONICAL;
            }
        }
        return at + length;
    }

    static int scanDocument(byte[] bytes, int from, int limit) {
        if (from < 0) {
            return NOT_CANONICAL;
        }
        int at = skipDigits(bytes, from, limit);
        return at - from >= MIN_DOCUMENT_DIGITS && at - from <= MAX_DOCUMENT_DIGITS ? at : NOT_CANONICAL;
    }

    static int scanBirthdate(byte[] bytes, int from, int limit) {
        if (from < 0 || from + BetLimits.DATE_BYTES > limit || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
            return NOT_CANONICAL;
        }
        int century = twoDigits(bytes, from);
        int yearOfCentury = twoDigits(bytes, from + 2);
        int month = twoDigits(bytes, from + 5);
        int day = twoDigits(bytes, from + 8);
        if (century < 0 || yearOfCentury < 0 || month < 1 || month > 12 || day < 1) {
            return NOT_CANONICAL;
        }
        int year = century * 100 + yearOfCentury;
        boolean leapDay = month == 2 && day == 29 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        boolean real = year >= MIN_YEAR && year <= MAX_YEAR && (day <= DAYS_IN_MONTH[month - 1] || leapDay);
        return real ? from + BetLimits.DATE_BYTES : NOT_CANONICAL;
    }

    static int scanNumber(byte[] bytes, int from, int limit) {
        if (from < 0) {
            return NOT_CANONICAL;
        }
        int at = skipDigits(bytes, from, limit);
        int digits = at - from;
        boolean fits = digits >= 1 && digits <= MAX_NUMBER_DIGITS;
        return fits && (digits == 1 || bytes[from] != '0') ? at : NOT_CANONICAL;
    }

    private static int skipDigits(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    /** The value of two digits, or a negative number. */
    private static int twoDigits(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
    }
}
