package loteria.bet;

/**
 * The limits of a bet: what agencies may send and the central will store, in one place for both.
 *
 * <p>Validity is a pure function of a record's bytes (no clock, no locale), so that an agency that starts again numbers
 * its bets as before.
 */
public final class BetLimits {
    /** Agencies are numbered from 1. */
    public static final int MAX_AGENCY = 65_535;

    /** Bytes of UTF-8 in a first or last name, at least 1; control characters are not allowed. */
    public static final int MAX_NAME_BYTES = 64;

    public static final int MIN_DOCUMENT_DIGITS = 6;
    public static final int MAX_DOCUMENT_DIGITS = 10;

    public static final int MIN_YEAR = 1900;
    public static final int MAX_YEAR = 2099;

    /** Numbers start at 0; the quiniela itself plays 0 to 9,999. */
    public static final int MAX_NUMBER = 99_999;

    static final int MAX_NUMBER_DIGITS = 5;
    static final int DATE_BYTES = 10;

    /** A name of quotes alone is doubled and quoted. */
    private static final int MAX_NAME_FIELD_BYTES = 2 * MAX_NAME_BYTES + 2;

    /** Bytes of the longest canonical record, without its LF. */
    public static final int MAX_RECORD_BYTES =
            2 * MAX_NAME_FIELD_BYTES + MAX_DOCUMENT_DIGITS + DATE_BYTES + MAX_NUMBER_DIGITS + 4;

    /** Bytes of the shortest canonical record, without its LF. */
    public static final int MIN_RECORD_BYTES = 2 + MIN_DOCUMENT_DIGITS + DATE_BYTES + 1 + 4;

    private BetLimits() {}
}
