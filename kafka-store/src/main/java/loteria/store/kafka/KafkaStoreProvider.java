package loteria.store.kafka;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import loteria.board.BoardWords;
import loteria.board.StoreState;
import loteria.log.ActionLog;
import loteria.process.Reason;
import loteria.store.CorruptStoreException;
import loteria.store.Store;
import loteria.store.StoreHost;
import loteria.store.StoreProvider;
import loteria.store.StoreRequest;
import loteria.store.UnfitStoreException;
import loteria.store.file.StoreFiles;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Opens the store in a log of Kafka's, and waits for it while no broker answers. */
public final class KafkaStoreProvider implements StoreProvider {
    private static final long AGAIN_MS = 500;

    /** In the client's own words. */
    private static final String UNKNOWN_BROKERS = "No resolvable bootstrap urls";

    @Override
    public Store open(StoreRequest request, StoreHost host) throws IOException {
        boolean waits = false;
        while (!host.isStopping()) {
            try {
                return openNow(request, host);
            } catch (UnfitStoreException | CorruptStoreException e) {
                throw e;
            } catch (IOException e) {
                if (!waits) {
                    ActionLog.inProgress("store", "waits_for", Reason.of(e));
                }
                waits = true;
                LockSupport.parkNanos(AGAIN_MS * 1_000_000);
            }
        }
        return null;
    }

    @Override
    public void create(StoreRequest request) throws IOException {
        try {
            LogAddress address = LogAddress.parse(request.address());
            try (Admin admin = Admin.create(settings(request, address).admin())) {
                TopicMaker.run(admin, address, request.terms().agencies(), request.acceptWeaker());
            }
        } catch (KafkaException | IllegalArgumentException e) {
            throw unfit(e);
        }
    }

    @Override
    public void export(StoreRequest request) throws IOException {
        try (LogClient log = connect(request)) {
            new LogExport(log, request.dataDir()).run();
        }
    }

    private static Store openNow(StoreRequest request, StoreHost host) throws IOException {
        LogClient log = connect(request);
        try {
            if (request.recover()) {
                new LogRecovery(request, log).run();
            }
            return open(request, host, log);
        } catch (IOException e) {
            log.close();
            throw e;
        }
    }

    private static LogClient connect(StoreRequest request) throws IOException {
        try {
            LogAddress address = LogAddress.parse(request.address());
            return new LogClient(address, settings(request, address));
        } catch (KafkaException | IllegalArgumentException e) {
            throw unfit(e);
        }
    }

    private static ClientSettings settings(StoreRequest request, LogAddress address) throws UnfitStoreException {
        try {
            return new ClientSettings(address.brokers(), ClientSettings.read(request.settings()));
        } catch (IOException e) {
            throw new UnfitStoreException("--store-settings: " + Reason.of(e));
        }
    }

    /**
     * What a client that cannot be made means: its settings are wrong, but for brokers whose names nobody knows yet, as
     * when containers start together. The client says both in the same way, with the cause inside.
     */
    private static IOException unfit(RuntimeException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String why = "--store: " + Appender.why(cause);
        return why.contains(UNKNOWN_BROKERS) ? new IOException(why, e) : new UnfitStoreException(why);
    }

    private static Store open(StoreRequest request, StoreHost host, LogClient log) throws IOException {
        String wrong = request.lock().look(0);
        if (wrong != null) {
            throw new CorruptStoreException(wrong);
        }
        StoreFiles files = new StoreFiles(request.dataDir());
        BoardWords words = BoardWords.map(files.board());
        if (words == null) {
            throw new CorruptStoreException(files.board() + ": expected the board that was just published");
        }
        StoreState board = new StoreState(words);
        FileChannel lock = FileChannel.open(files.lock(), StandardOpenOption.READ, StandardOpenOption.WRITE);
        BoardFeed feed = new BoardFeed(log, board, host, lock);
        try {
            if (request.recover()) {
                feed.takeLock();
                feed.catchUp();
                if (feed.isDrawn()) {
                    new LogDraw(log, files).run(board);
                }
            }
            return new KafkaStore(log, feed, words, files, request.central());
        } catch (IOException e) {
            feed.close();
            feed.release();
            throw e;
        }
    }
}
