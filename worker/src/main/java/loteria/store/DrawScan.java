package loteria.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import loteria.draw.Draw;
import loteria.draw.Lottery;

/** The stored bets through the draw: where they are many, both halves at once. For one thread. */
final class DrawScan {
    /** Less is scanned before a second thread pays. */
    static final long MANY_BYTES = 16 * 1024 * 1024;

    private final FileChannel bets;
    private final Lottery lottery;
    private final int agencies;

    DrawScan(FileChannel bets, Lottery lottery, int agencies) {
        this.bets = bets;
        this.lottery = lottery;
        this.agencies = agencies;
    }

    /**
     * Draws over the first {@code length} bytes, which are whole lines.
     *
     * @throws CorruptStoreException if they are not
     */
    Draw run(long length) throws IOException {
        return length < MANY_BYTES ? scan(0, length) : runHalves(LineChunks.lineStart(bets, length / 2), length);
    }

    /** The second half, from the line that begins at {@code middle}, in a thread of its own. */
    Draw runHalves(long middle, long length) throws IOException {
        FutureTask<Draw> first = new FutureTask<>(() -> scan(0, middle));
        FutureTask<Draw> second = new FutureTask<>(() -> scan(middle, length));
        Thread thread = new Thread(second, "draw-half");
        thread.start();
        first.run();
        try {
            // However the first ended: nobody reads the file any more once this returns.
            thread.join();
            Draw draw = first.get();
            draw.add(second.get());
            return draw;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a draw", e);
        }
    }

    private Draw scan(long from, long to) throws IOException {
        Draw draw = new Draw(lottery, agencies);
        LineChunks chunks = new LineChunks(bets, from, to);
        try {
            while (chunks.next()) {
                draw.scan(chunks.bytes(), 0, chunks.end());
            }
        } catch (IndexOutOfBoundsException e) {
            throw new CorruptStoreException("bets.csv: byte " + chunks.offset() + " and on: expected bets", e);
        }
        return draw;
    }
}
