package loteria.board;

import static loteria.board.BoardDescriptor.FORCED_LENGTH_OFFSET;
import static loteria.board.BoardDescriptor.POISON_OFFSET;

/**
 * What is known of the disk. Written by whoever learns of it, without a lock: both words go one way only, and so all
 * may write them at once.
 */
public final class DiskState extends BoardView {

    public DiskState(BoardWords words) {
        super(words);
    }

    /** Raises the forced length; a lower one is ignored. */
    public void raiseForcedLength(long length) {
        words.raise(FORCED_LENGTH_OFFSET, length);
    }

    /** Forbids every further acknowledgement, in all processes, until a recovery. */
    public void poison() {
        words.put(POISON_OFFSET, 1);
    }
}
