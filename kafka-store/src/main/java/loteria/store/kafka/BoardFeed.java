package loteria.store.kafka;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import loteria.board.StoreState;
import loteria.log.ActionLog;
import loteria.process.Reason;
import loteria.store.CorruptStoreException;
import loteria.store.StoreHost;
import loteria.store.log.DrawFold;
import loteria.store.log.LogCodec;
import loteria.store.log.SalesFold;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Writes on the board what the log says, of agencies with all centrals. Each worker of a central has one, and that
 * which has the store's lock feeds: when its process dies, the kernel lets the next one in. So the board's words have
 * one writer, and a board that was current stays so.
 *
 * <p>One thread uses it, but for {@link #close}.
 */
final class BoardFeed implements Runnable, Closeable {
    /** A broker answers as soon as there is something, and else after this. */
    private static final int WAIT_MS = 500;

    private static final Duration POLL = Duration.ofMillis(1_000);

    /** For the log's end to come nearer, while the feed catches up. */
    private static final long PROGRESS_MS = 10_000;

    private static final long AGAIN_MS = 500;

    private final LogClient log;
    private final StoreState board;
    private final StoreHost host;
    private final FileChannel lock;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<SalesFold> sales = new ArrayList<>();
    private final DrawFold draw;
    private FileLock held;
    private boolean current;
    private boolean failing;
    private volatile boolean closed;

    /** @param lock the store's, of which this is the process's one channel; closed with this */
    BoardFeed(LogClient log, StoreState board, StoreHost host, FileChannel lock) {
        this.log = log;
        this.board = board;
        this.host = host;
        this.lock = lock;
        this.consumer = new KafkaConsumer<>(log.settings().consumer(WAIT_MS));
        this.draw = new DrawFold(log.address().ofDraw().toString());
        List<TopicPartition> partitions = new ArrayList<>(List.of(log.address().ofDraw()));
        for (int agency = 1; agency <= board.agencies(); agency++) {
            partitions.add(log.address().sales(agency));
            sales.add(new SalesFold(log.address().sales(agency).toString()));
        }
        consumer.assign(partitions);
        for (TopicPartition partition : partitions) {
            consumer.seek(partition, 0);
        }
    }

    /** Waits until it alone feeds the board. */
    void takeLock() throws IOException {
        held = lock.lock();
    }

    /**
     * Reads the log up to where it ends by now, and brings the board up to date.
     *
     * @throws IOException if the log cannot be read now
     */
    void catchUp() throws IOException {
        Map<TopicPartition, Long> ends = log.ends(board.agencies());
        long deadline = System.nanoTime() + PROGRESS_MS * 1_000_000;
        while (!hasReached(ends)) {
            if (follow() > 0) {
                deadline = System.nanoTime() + PROGRESS_MS * 1_000_000;
            } else if (System.nanoTime() > deadline) {
                throw new IOException("the log cannot be read: nothing came within " + PROGRESS_MS + " ms");
            }
        }
        current = true;
        for (int agency = 1; agency <= board.agencies(); agency++) {
            show(agency);
        }
    }

    private boolean hasReached(Map<TopicPartition, Long> ends) {
        boolean reached = draw.next() >= ends.get(log.address().ofDraw());
        for (int agency = 1; agency <= sales.size(); agency++) {
            reached &= fold(agency).next() >= ends.get(log.address().sales(agency));
        }
        return reached;
    }

    /** Whether the log says that the draw has happened, as far as it was read. */
    boolean isDrawn() {
        return draw.drawn() != null;
    }

    @Override
    public void run() {
        try {
            if (held == null) {
                takeLock();
            }
            while (!closed) {
                goOn();
            }
        } catch (CorruptStoreException e) {
            host.corrupt(e);
        } catch (WakeupException | ClosedChannelException e) {
            // It is told to end.
        } catch (IOException e) {
            ActionLog.fail("board", "error", Reason.of(e));
        } finally {
            release();
        }
    }

    /** Follows the log; what cannot be read now may be later, and the board is only late. */
    private void goOn() throws CorruptStoreException {
        try {
            if (!current) {
                catchUp();
            }
            follow();
            failing = false;
        } catch (CorruptStoreException e) {
            throw e;
        } catch (IOException e) {
            if (!failing) {
                ActionLog.fail("board", "error", Reason.of(e));
            }
            failing = true;
            LockSupport.parkNanos(AGAIN_MS * 1_000_000);
        }
    }

    /** Lets go of what it reads with, once nobody else uses it. */
    void release() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    /** Takes what has come; returns how much. */
    private int follow() throws IOException {
        int count = 0;
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record);
                count++;
            }
        } catch (InvalidOffsetException e) {
            throw LogReader.missing(e);
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            throw new IOException("the log cannot be read: " + Appender.why(e), e);
        }
        return count;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws CorruptStoreException {
        if (record.topic().equals(log.address().drawTopic())) {
            int before = draw.closedAgencies();
            draw.take(record.offset(), LogCodec.decode(record.value()));
            if (current && draw.closedAgencies() > before) {
                showClosed();
            }
        } else {
            int agency = record.partition() + 1;
            fold(agency).take(record.offset(), LogCodec.decode(record.value()));
            if (current) {
                show(agency);
            }
        }
    }

    private SalesFold fold(int agency) {
        return sales.get(agency - 1);
    }

    private void showClosed() {
        for (int agency = 1; agency <= board.agencies(); agency++) {
            if (draw.closed(agency) != null && !board.isFinished(agency)) {
                show(agency);
                host.salesClosed(agency);
            }
        }
    }

    private void show(int agency) {
        SalesFold fold = fold(agency);
        board.setAgency(agency, fold.count(), fold.checksum(), draw.closed(agency) != null);
    }

    /** Ends it: the thread that runs it closes what it reads with. */
    @Override
    public void close() throws IOException {
        closed = true;
        consumer.wakeup();
        lock.close();
    }
}
