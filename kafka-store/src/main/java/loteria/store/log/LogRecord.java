package loteria.store.log;

import java.nio.ByteBuffer;
import loteria.manifest.Manifest;

/** What is said in the log: one of these a record. {@link LogCodec} has their bytes. */
public sealed interface LogRecord {

    /**
     * A session of the agency begins: its number is the offset of this record, and all older ones are over.
     *
     * @param client which of the agency's processes, or 0 if that is not known
     * @param central that it is with, for people
     */
    record Open(long client, String central) implements LogRecord {}

    /**
     * Bets at consecutive positions.
     *
     * @param session whose they are
     * @param first the position of the first of them
     * @param count how many, 1 or more
     * @param checksum of all the agency's bets up to the last of these
     * @param lines as {@code bets.csv} has them; not to be changed
     */
    record Bets(long session, long first, int count, int checksum, ByteBuffer lines) implements LogRecord {}

    /**
     * The sales are closed.
     *
     * @param session that closes them
     * @param total all the agency's bets
     * @param checksum of all of them
     */
    record Finished(long session, long total, int checksum) implements LogRecord {}

    /** Which lottery it is. The first one stands. */
    record Lottery(Manifest manifest) implements LogRecord {}

    /**
     * An agency's sales are closed, for whoever does not look into its partition. The first of an agency stands.
     *
     * @param offset of the {@link Finished} that counts, in the agency's partition
     */
    record Closed(int agency, long offset, long total, int checksum) implements LogRecord {}

    /**
     * The draw has happened. The first one stands; every other must be equal.
     *
     * @param winningNumber that was drawn
     * @param winners how many bets have won
     * @param checksum of the whole of {@code winners.csv}, CRC-32C
     */
    record Drawn(int winningNumber, long winners, int checksum) implements LogRecord {}
}
