package loteria.store.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import loteria.board.BootId;
import loteria.board.NewBoard;
import loteria.log.ActionLog;
import loteria.manifest.MalformedManifestException;
import loteria.manifest.Manifest;
import loteria.manifest.ManifestFile;
import loteria.manifest.Terms;
import loteria.store.CorruptStoreException;
import loteria.store.OtherLotteryException;
import loteria.store.StoreRequest;
import loteria.store.UnfitStoreException;
import loteria.store.file.StoreFiles;
import loteria.store.log.DrawFold;
import loteria.store.log.LogRecord;
import org.apache.kafka.clients.admin.Admin;

/**
 * What the first worker of a central does before any other opens the store: looks at the topics, agrees with the other
 * centrals about the lottery, and publishes an empty board, which a {@link BoardFeed} then fills.
 */
final class LogRecovery {
    private final StoreRequest request;
    private final LogClient log;
    private final StoreFiles files;

    LogRecovery(StoreRequest request, LogClient log) {
        this.request = request;
        this.log = log;
        this.files = new StoreFiles(request.dataDir());
    }

    /**
     * Does that.
     *
     * @throws UnfitStoreException if log or directory cannot be that of this lottery
     * @throws IOException if the log does not answer now
     */
    void run() throws IOException {
        try (Admin admin = Admin.create(log.settings().admin())) {
            List<String> weaker =
                    new TopicCheck(admin, log.address()).run(request.terms().agencies());
            if (!weaker.isEmpty() && !request.acceptWeaker()) {
                throw new UnfitStoreException(
                        String.join("; ", weaker) + "; --store-accept-weaker takes them as they are");
            }
            for (String what : weaker) {
                ActionLog.warn("store", "warning", what);
            }
        }
        Manifest lottery = lottery();
        requireAsked(lottery);
        takeDirectory(lottery);
        files.deleteTemporaries();
        NewBoard board = new NewBoard(request.generation(), BootId.current(), lottery.agencies());
        files.replace(files.board(), board.toBytes());
    }

    /** The lottery that the log is of; the first central that finds none says which. */
    private Manifest lottery() throws IOException {
        DrawFold fold = log.readDraw();
        if (fold.lottery() == null) {
            log.ofDraw().append(new LogRecord.Lottery(Manifest.begin(request.terms())));
            // Another central may have said so before.
            fold = log.readDraw();
        }
        if (fold.lottery() == null) {
            throw new CorruptStoreException(log.ofDraw().name() + ": expected the lottery that was just acknowledged");
        }
        return fold.lottery();
    }

    private void requireAsked(Manifest lottery) throws OtherLotteryException {
        Terms asked = request.terms();
        String where = request.address() + ": ";
        if (lottery.agencies() != asked.agencies()) {
            throw new OtherLotteryException(where + "is of a lottery of " + lottery.agencies()
                    + " agencies, --agencies is " + asked.agencies());
        }
        if (asked.isGiven() && !asked.winningNumber().equals(lottery.winningNumber())) {
            throw new OtherLotteryException(where + "is of a lottery with number " + lottery.numberText()
                    + ", --winning-number is " + asked.winningNumber().getAsInt());
        }
    }

    /** The directory is a cache of this log, and of nothing else. */
    private void takeDirectory(Manifest lottery) throws IOException {
        if (Files.exists(files.bets())) {
            throw new UnfitStoreException(
                    files.bets() + ": the directory holds a store in files: take another with --store");
        }
        try {
            Manifest found = ManifestFile.read(request.dataDir());
            if (found != null && !found.equals(lottery)) {
                throw new OtherLotteryException(request.dataDir() + ": is of another draw (" + found.draw() + ") than "
                        + request.address() + " (" + lottery.draw() + "): take another directory");
            }
            if (found == null) {
                files.replace(files.manifest(), ManifestFile.bytes(lottery));
            }
        } catch (MalformedManifestException e) {
            throw new CorruptStoreException(e.getMessage(), e);
        }
    }
}
