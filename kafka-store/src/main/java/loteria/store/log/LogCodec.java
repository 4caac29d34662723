package loteria.store.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import loteria.manifest.MalformedManifestException;
import loteria.manifest.ManifestFile;
import loteria.store.CorruptStoreException;

/**
 * Records of the log to bytes and back: each is the value of one record of Kafka, which has no key. Big endian; text is
 * UTF-8. Stateless; safe for all threads.
 *
 * <pre>
 *  0..1  "LN"
 *  2     version of this table: 1
 *  3     type
 *
 *  type  record     from byte 4 on
 *  1     OPEN       u64 client, the central
 *  2     BETS       u64 session, u64 first position, u32 count, u32 checksum after them, the lines of bets.csv
 *  3     FINISHED   u64 session, u64 total, u32 checksum
 *  4     LOTTERY    the bytes of lottery.properties
 *  5     CLOSED     u16 agency, u64 offset of FINISHED, u64 total, u32 checksum
 *  6     DRAWN      u32 winning number, u64 winners, u32 checksum of winners.csv
 * </pre>
 *
 * 1 to 3 stand in an agency's partition, 4 to 6 in that of the draw. Checksums are CRC-32C, of bets as
 * {@link loteria.bet.RecordChecksum} has it.
 */
public final class LogCodec {
    private static final short MAGIC = 'L' << 8 | 'N';
    private static final byte VERSION = 1;

    private static final byte OPEN = 1;
    private static final byte BETS = 2;
    private static final byte FINISHED = 3;
    private static final byte LOTTERY = 4;
    private static final byte CLOSED = 5;
    private static final byte DRAWN = 6;

    private static final int HEADER_BYTES = 4;
    private static final int BETS_BYTES = HEADER_BYTES + 24;

    /** Bytes of the longest record but for {@code BETS}; a central's name is cut to fit. */
    private static final int MOST_BYTES = 4096;

    private LogCodec() {}

    /** The bytes of a record. */
    public static byte[] encode(LogRecord record) {
        ByteBuffer out = ByteBuffer.allocate(
                record instanceof LogRecord.Bets m ? BETS_BYTES + m.lines().remaining() : MOST_BYTES);
        out.putShort(MAGIC).put(VERSION);
        if (record instanceof LogRecord.Bets m) {
            out.put(BETS).putLong(m.session()).putLong(m.first()).putInt(m.count());
            out.putInt(m.checksum()).put(m.lines().duplicate());
            return out.array();
        } else if (record instanceof LogRecord.Open m) {
            byte[] central = m.central().getBytes(UTF_8);
            out.put(OPEN).putLong(m.client());
            out.put(central, 0, Math.min(central.length, out.remaining()));
        } else if (record instanceof LogRecord.Finished m) {
            out.put(FINISHED).putLong(m.session()).putLong(m.total()).putInt(m.checksum());
        } else if (record instanceof LogRecord.Lottery m) {
            out.put(LOTTERY).put(ManifestFile.bytes(m.manifest()));
        } else if (record instanceof LogRecord.Closed m) {
            out.put(CLOSED).putShort((short) m.agency()).putLong(m.offset());
            out.putLong(m.total()).putInt(m.checksum());
        } else {
            LogRecord.Drawn m = (LogRecord.Drawn) record;
            out.put(DRAWN).putInt(m.winningNumber()).putLong(m.winners()).putInt(m.checksum());
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    /**
     * The record that some bytes hold.
     *
     * @param bytes null, as Kafka has it for a record without a value, is no record of this log
     * @return null if they hold none: somebody else's, which counts for nobody
     * @throws CorruptStoreException if it is of another version: what it says to the fence cannot be left out
     */
    public static LogRecord decode(byte[] bytes) throws CorruptStoreException {
        if (bytes == null || bytes.length < HEADER_BYTES) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getShort() != MAGIC) {
            return null;
        }
        byte version = in.get();
        if (version != VERSION) {
            throw new CorruptStoreException("the log holds a record of version " + version + ", expected " + VERSION
                    + ", that of this program");
        }
        try {
            LogRecord record = decode(in.get(), in);
            return in.hasRemaining() ? null : record;
        } catch (BufferUnderflowException | MalformedManifestException e) {
            return null;
        }
    }

    private static LogRecord decode(byte type, ByteBuffer in) throws MalformedManifestException {
        return switch (type) {
            case OPEN -> new LogRecord.Open(in.getLong(), UTF_8.decode(in).toString());
            case BETS -> new LogRecord.Bets(in.getLong(), in.getLong(), in.getInt(), in.getInt(), rest(in));
            case FINISHED -> new LogRecord.Finished(in.getLong(), in.getLong(), in.getInt());
            case LOTTERY -> new LogRecord.Lottery(ManifestFile.parse("LOTTERY", rest(in)));
            case CLOSED -> new LogRecord.Closed(in.getShort() & 0xffff, in.getLong(), in.getLong(), in.getInt());
            case DRAWN -> new LogRecord.Drawn(in.getInt(), in.getLong(), in.getInt());
            default -> null;
        };
    }

    private static ByteBuffer rest(ByteBuffer in) {
        ByteBuffer rest = in.slice();
        in.position(in.limit());
        return rest;
    }
}
