package loteria.agency;

import java.util.zip.CRC32C;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;

/**
 * The bets of a file as the frames that carry them, from the file's start. All of them count in the total and the
 * checksum, also those that are skipped because the central has them.
 */
final class Batches {
    private final BetFile bets;
    private final int maxAmount;
    private final byte[] records = new byte[FrameDescriptor.MAX_BATCH_RECORD_BYTES];
    private final CRC32C checksum = new CRC32C();
    private long total;
    private int count;
    private int length;
    private boolean pending;

    /**
     * @param maxAmount most bets of a batch, 1 to {@link FrameDescriptor#MAX_BATCH_RECORDS}
     */
    Batches(BetFile bets, int maxAmount) throws FailedException {
        this.bets = bets;
        this.maxAmount = maxAmount;
        bets.rewind();
    }

    /** Passes over the first {@code stored} bets, or all if there are fewer. */
    void skip(long stored) throws FailedException {
        boolean more = true;
        while (more && total < stored) {
            more = pack((int) Math.min(stored - total, Integer.MAX_VALUE));
        }
    }

    /** The next batch, as large as a frame and the amount allow; valid until the next call; null after the last. */
    Message.Batch next() throws FailedException {
        return pack(maxAmount) ? new Message.Batch(total - count + 1, count, records, 0, length) : null;
    }

    /** Bets passed so far, which is the position of the last. */
    long total() {
        return total;
    }

    /** The checksum of the bets passed so far. */
    int checksum() {
        return (int) checksum.getValue();
    }

    private boolean pack(int most) throws FailedException {
        count = 0;
        length = 0;
        while (count < most && (pending || bets.next())) {
            int bytes = bets.to() - bets.from();
            pending = length + bytes >= records.length;
            if (pending) {
                break;
            }
            System.arraycopy(bets.bytes(), bets.from(), records, length, bytes);
            length += bytes;
            records[length++] = '\n';
            count++;
        }
        checksum.update(records, 0, length);
        total += count;
        return count > 0;
    }
}
