package loteria.store.file;

import java.nio.ByteBuffer;
import loteria.board.BoardWords;
import loteria.board.SessionRegister;

/** The board of a process that may die at every store to it. */
final class FaultyWords extends BoardWords {
    private final FaultyDisk disk;
    private final ByteBuffer words;

    FaultyWords(FaultyDisk disk, ByteBuffer words) {
        super(words);
        this.disk = disk;
        this.words = words;
    }

    @Override
    protected void put(int offset, long value) {
        disk.stepOfBoard("word " + offset);
        super.put(offset, value);
    }

    @Override
    protected void raise(int offset, long value) {
        disk.stepOfBoard("forced length");
        super.raise(offset, value);
    }

    /** What the coordinator writes on a store's board: it is another process, and dies of nothing. */
    static SessionRegister register(BetStore store) {
        return new SessionRegister(
                store.board() instanceof FaultyWords faulty ? new OthersWords(faulty.words) : store.board());
    }

    private static final class OthersWords extends BoardWords {
        OthersWords(ByteBuffer words) {
            super(words);
        }
    }
}
