package loteria.store.kafka;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loteria.manifest.ManifestFile;
import loteria.process.PrivateFiles;
import loteria.store.UnfitStoreException;
import loteria.store.file.Sale;
import loteria.store.file.StoreFiles;
import loteria.store.log.DrawFold;
import loteria.store.log.LogPartition;
import loteria.store.log.LogRecord;
import loteria.store.log.SalesFold;

/**
 * Writes what a log holds as the files that an ordinary central would have: whatever reads these reads the log so, and
 * a draw can go on with one machine. The bets are in the order of the agencies, an agency's in their own.
 */
final class LogExport {
    private final LogClient log;
    private final Path dir;
    private final StoreFiles files;

    /** @param dir that holds no store yet; made if it is missing */
    LogExport(LogClient log, Path dir) {
        this.log = log;
        this.dir = dir;
        this.files = new StoreFiles(dir);
    }

    void run() throws IOException {
        for (Path held : new Path[] {files.bets(), files.lock(), files.board()}) {
            if (Files.exists(held)) {
                throw new UnfitStoreException(held + ": expected a directory without a store, and no central's");
            }
        }
        if (!Files.exists(dir)) {
            PrivateFiles.createDirectory(dir);
        }
        DrawFold draw = log.readDraw();
        if (draw.lottery() == null) {
            throw new UnfitStoreException(log.ofDraw().name() + ": holds no lottery yet");
        }
        if (draw.drawn() != null) {
            draw.take(draw.next(), new LogDraw(log, files).write(draw));
        }
        // The bets get their name last: without them no central takes the directory for a store.
        List<Sale> closed = new ArrayList<>();
        files.writeBeside(files.bets(), bets -> {
            for (int agency = 1; agency <= draw.lottery().agencies(); agency++) {
                SalesFold fold = write(agency, bets);
                if (fold.isFinished()) {
                    closed.add(new Sale(agency, fold.count(), fold.checksum()));
                }
            }
            files.writeBeside(files.finished(), finished -> {
                for (Sale sale : closed) {
                    write(sale.toLine(), finished);
                }
            });
            files.replace(files.manifest(), ManifestFile.bytes(draw.lottery()));
        });
        PrivateFiles.forceDirectory(dir);
    }

    private SalesFold write(int agency, FileChannel file) throws IOException {
        LogPartition partition = log.sales(agency);
        SalesFold fold = new SalesFold(partition.name());
        partition.read(0, partition.end(), (offset, record) -> {
            if (fold.take(offset, record) && record instanceof LogRecord.Bets bets) {
                write(bets.lines(), file);
            }
        });
        return fold;
    }

    private static void write(ByteBuffer bytes, FileChannel file) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }
}
