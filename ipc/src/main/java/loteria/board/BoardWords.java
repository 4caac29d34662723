package loteria.board;

import static loteria.board.BoardDescriptor.AGENCIES_OFFSET;
import static loteria.board.BoardDescriptor.READY;
import static loteria.board.BoardDescriptor.READY_BEFORE;
import static loteria.board.BoardDescriptor.READY_OFFSET;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import loteria.bet.BetLimits;
import loteria.process.RegularFiles;

/**
 * The words of a board, in memory that all processes of the central share. {@link BoardDescriptor} says what they mean
 * and who may write which. Each owner has a class of its own, which writes its words and no others: {@link StoreState},
 * {@link DiskState}, {@link SessionRegister}, {@link Activity}. {@link BoardView} reads. Every load acquires and every
 * store releases, so that who sees a word sees what was written before it.
 *
 * <p>Safe for all threads and processes. The mapping lives as long as the process.
 */
public class BoardWords {
    /** The board's file in the data directory. */
    public static final String FILE = "draw.board";

    /** The version of its layout. */
    public static final int VERSION = BoardDescriptor.VERSION;

    private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer words;

    /** @param words aligned memory outside the heap */
    protected BoardWords(ByteBuffer words) {
        this.words = words;
    }

    /**
     * Maps a board.
     *
     * @return null if the file is no board of this version
     */
    public static BoardWords map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return map(channel, FileChannel.MapMode.READ_WRITE);
        }
    }

    /**
     * Maps a board of a central that has ended, of this version or of the one before: what it says of the store and of
     * the disk lies at the same places in both.
     *
     * @return null if the file is neither
     */
    public static BoardWords mapEarlier(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            BoardWords board = mapAny(channel, FileChannel.MapMode.READ_WRITE);
            return board.isWhole(READY) || board.isWhole(READY_BEFORE) ? board : null;
        }
    }

    /**
     * Maps a board to look at: whoever writes to it gets a {@link java.nio.ReadOnlyBufferException}.
     *
     * @return null if the file is no board of this version
     */
    public static BoardWords view(Path file) throws IOException {
        RegularFiles.require(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return map(channel, FileChannel.MapMode.READ_ONLY);
        }
    }

    private static BoardWords map(FileChannel channel, FileChannel.MapMode mode) throws IOException {
        BoardWords board = mapAny(channel, mode);
        return board.isPlausible() ? board : null;
    }

    private static BoardWords mapAny(FileChannel channel, FileChannel.MapMode mode) throws IOException {
        long length = Math.min(channel.size(), BoardDescriptor.length(BetLimits.MAX_AGENCY));
        return new BoardWords(channel.map(mode, 0, length));
    }

    /** Whether the bytes at hand are a board of this version, whole for the agencies it names. */
    public final boolean isPlausible() {
        return isWhole(READY);
    }

    private boolean isWhole(long ready) {
        if (words.capacity() < BoardDescriptor.length(0) || get(READY_OFFSET) != ready) {
            return false;
        }
        long agencies = get(AGENCIES_OFFSET);
        return agencies >= 0
                && agencies <= BetLimits.MAX_AGENCY
                && words.capacity() == BoardDescriptor.length((int) agencies);
    }

    /**
     * Whether that is what a thread gets that touches a mapped board whose file was cut: the JVM's word for the signal,
     * which may come a little later than the touch.
     */
    public static boolean isFault(Throwable e) {
        return e instanceof InternalError && String.valueOf(e.getMessage()).contains("unsafe memory access");
    }

    /** Bytes. */
    public final int length() {
        return words.capacity();
    }

    /** All words as bytes. */
    final ByteBuffer bytes() {
        return words.duplicate();
    }

    /** Loads one word. */
    final long get(int offset) {
        return (long) WORD.getAcquire(words, offset);
    }

    /** Stores one word. Not private, so that tests can stop a process here. */
    protected void put(int offset, long value) {
        WORD.setRelease(words, offset, value);
    }

    /** Raises a word that several raise; a lower value is ignored. */
    protected void raise(int offset, long value) {
        long known = get(offset);
        while (known < value && !WORD.compareAndSet(words, offset, known, value)) {
            known = get(offset);
        }
    }

    /** Counts one more in a word that several count in. */
    final void increment(int offset) {
        WORD.getAndAdd(words, offset, 1L);
    }
}
