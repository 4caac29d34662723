package loteria.board;

import static loteria.board.BoardDescriptor.AGENCIES_OFFSET;
import static loteria.board.BoardDescriptor.BOOT_ID_HIGH_OFFSET;
import static loteria.board.BoardDescriptor.BOOT_ID_LOW_OFFSET;
import static loteria.board.BoardDescriptor.GENERATION_OFFSET;
import static loteria.board.BoardDescriptor.READY;
import static loteria.board.BoardDescriptor.READY_OFFSET;

import java.nio.ByteBuffer;
import java.util.UUID;

/** A board that nobody else sees yet: recovery fills it and writes it to its file whole. For one thread. */
public final class NewBoard {
    private final BoardWords words;

    /** All zero but for what is given. */
    public NewBoard(long generation, UUID bootId, int agencies) {
        words = new BoardWords(ByteBuffer.allocateDirect(BoardDescriptor.length(agencies)));
        words.put(GENERATION_OFFSET, generation);
        words.put(BOOT_ID_HIGH_OFFSET, bootId.getMostSignificantBits());
        words.put(BOOT_ID_LOW_OFFSET, bootId.getLeastSignificantBits());
        words.put(AGENCIES_OFFSET, agencies);
    }

    /** To be filled. */
    public BoardWords words() {
        return words;
    }

    /** The whole of it as bytes, ready to be read by others once they are in the board's file. */
    public ByteBuffer toBytes() {
        words.put(READY_OFFSET, READY);
        return words.bytes();
    }
}
