package loteria.wire;

/** How far an agency is, as WELCOME tells it. */
public enum AgencyState {
    /** Its bets are taken. */
    SELLING,
    /** Its sales are closed; the draw has not happened. */
    FINISHED,
    /** The draw has happened. */
    DRAWN;

    static AgencyState of(int number) throws MalformedFrameException {
        if (number < 0 || number >= values().length) {
            throw new MalformedFrameException("agency state " + number + ", expected 0 to " + (values().length - 1));
        }
        return values()[number];
    }
}
