package loteria.wire;

import java.util.List;

/** What agency and central say to each other: one record a frame. {@code docs/protocol.md} has the byte tables. */
public sealed interface Message {

    /**
     * Agency: who it is. The first frame of a connection.
     *
     * @param client which of the agency's processes, a number of chance, or {@link #NO_CLIENT} if it does not say: a
     *     session is superseded by another client's alone
     */
    record Hello(int version, int agency, long client) implements Message {
        public static final long NO_CLIENT = 0;

        public Hello(int version, int agency) {
            this(version, agency, NO_CLIENT);
        }
    }

    /**
     * Central: where to go on.
     *
     * @param stored the agency's bets on disk; the next position is one more
     * @param window frames the agency may have unacknowledged
     */
    record Welcome(long stored, AgencyState state, int window) implements Message {}

    /** Agency: a single bet. The record lies in {@code bytes} until the channel reads again. */
    record Bet(long position, byte[] bytes, int from, int to) implements Message {}

    /**
     * Agency: bets at consecutive positions. The records, each LF-ended, lie in {@code bytes} until the channel reads
     * again.
     *
     * @param position the first record's, from 1
     * @param count records, 1 or more
     */
    record Batch(long position, int count, byte[] bytes, int from, int to) implements Message {}

    /** Central: every bet up to this position is on disk. */
    record Ack(long through) implements Message {}

    /** Agency: these were all its bets. */
    record Finished(long total, int checksum) implements Message {}

    /** Central: the agency's sales are closed, durably. */
    record Closed(long total) implements Message {}

    /** Agency: who won? Answered when drawn ({@code waiting}) or now. */
    record Query(boolean waiting) implements Message {}

    /** Central: not yet; while a waiting agency waits, also the sign of life. */
    record NotDrawn(int finished, int expected) implements Message {}

    /** Central: documents of the agency's winning bets; {@code last} ends the answer. */
    record Winners(boolean last, List<String> documents) implements Message {}

    /** Agency: what proves that its bets were sealed? After the draw. */
    record ReceiptQuery() implements Message {}

    /** Central: a C2SP tlog-proof of the agency's line in the seal, with the extract in it. */
    record Receipt(String proof) implements Message {}

    /**
     * Central: the session is over, and why. The connection closes.
     *
     * @param position of the frame it is about, or 0
     * @param index of the bet within that frame, from 0
     */
    record Failure(ErrorCode code, long position, int index, String reason) implements Message {}
}
