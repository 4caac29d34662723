package loteria.store;

import java.nio.ByteBuffer;
import loteria.board.DrawBoard;

/** The board of a process that may die at every store to it. */
final class FaultyBoard extends DrawBoard {
    private final FaultyDisk disk;
    private boolean coordinator;

    FaultyBoard(FaultyDisk disk, ByteBuffer words) {
        super(words);
        this.disk = disk;
    }

    @Override
    protected void put(int offset, long value) {
        if (!coordinator) {
            disk.stepOfBoard("word " + offset);
        }
        super.put(offset, value);
    }

    @Override
    public void raiseForcedLength(long length) {
        disk.stepOfBoard("forced length");
        super.raiseForcedLength(length);
    }

    /** Another process does this. */
    @Override
    public void setNewestSession(int agency, long session) {
        coordinator = true;
        super.setNewestSession(agency, session);
        coordinator = false;
    }
}
