package loteria.store.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import loteria.draw.Draw;
import loteria.draw.Lottery;
import loteria.draw.WinnerSpool;
import loteria.process.Threads;
import loteria.store.CorruptStoreException;

/** The stored bets through the draw: where they are many, both halves at once. For one thread. */
final class DrawScan {
    /** Less is scanned before a second thread pays. */
    static final long MANY_BYTES = 16 * 1024 * 1024;

    private final FileChannel bets;
    private final Lottery lottery;
    private final int agencies;
    private final WinnerSpool.Place spools;
    private final SealedLines sealed;

    DrawScan(FileChannel bets, Lottery lottery, int agencies, WinnerSpool.Place spools) {
        this(bets, lottery, agencies, spools, null);
    }

    /** @param sealed sees each line that is drawn over, in order; null if nobody does */
    DrawScan(FileChannel bets, Lottery lottery, int agencies, WinnerSpool.Place spools, SealedLines sealed) {
        this.bets = bets;
        this.lottery = lottery;
        this.agencies = agencies;
        this.spools = spools;
        this.sealed = sealed;
    }

    /**
     * Draws over the first {@code length} bytes, which are whole lines.
     *
     * @return what it found, to be closed
     * @throws CorruptStoreException if they are not
     */
    Draw run(long length) throws IOException {
        return length < MANY_BYTES || sealed != null
                ? runWhole(length)
                : runHalves(LineChunks.lineStart(bets, length / 2), length);
    }

    private Draw runWhole(long length) throws IOException {
        Draw draw = begin();
        boolean done = false;
        try {
            scan(draw, 0, length);
            done = true;
            return draw;
        } finally {
            if (!done) {
                draw.close();
            }
        }
    }

    /** The second half, from the line that begins at {@code middle}, in a thread of its own. */
    Draw runHalves(long middle, long length) throws IOException {
        Draw draw = begin();
        Draw following = begin();
        draw.follow(following);
        boolean done = false;
        try {
            FutureTask<Void> first = new FutureTask<>(() -> scan(draw, 0, middle));
            FutureTask<Void> second = new FutureTask<>(() -> scan(following, middle, length));
            Thread thread = Threads.start("draw-half", second);
            first.run();
            // However the first ended: nobody reads the file any more once this returns.
            thread.join();
            first.get();
            second.get();
            done = true;
            return draw;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause().toString(), e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a draw", e);
        } finally {
            if (!done) {
                draw.close();
            }
        }
    }

    private Draw begin() {
        return new Draw(lottery, agencies, new WinnerSpool(spools, agencies));
    }

    private Void scan(Draw draw, long from, long to) throws IOException {
        LineChunks chunks = new LineChunks(bets, from, to);
        try {
            while (chunks.next()) {
                draw.scan(chunks.bytes(), 0, chunks.end());
                if (sealed != null) {
                    sealed.take(chunks.bytes(), 0, chunks.end());
                }
            }
        } catch (IndexOutOfBoundsException e) {
            throw new CorruptStoreException("bets.csv: byte " + chunks.offset() + " and on: expected bets", e);
        }
        return null;
    }
}
