package loteria.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import loteria.board.BoardWords;
import loteria.draw.WinnerSpool;
import loteria.log.ActionLog;
import loteria.manifest.ManifestFile;
import loteria.process.PrivateFiles;
import loteria.process.Reason;
import loteria.store.CorruptStoreException;

/**
 * The files of the store in a data directory: their names, and every operation on them that is not a channel's own.
 *
 * <p>Not final, so that tests can put a disk that fails in its place.
 */
public class StoreFiles implements WinnerSpool.Place {
    private static final String TEMPORARY = ".tmp";

    private final Path dataDir;

    /** @param dataDir an existing directory */
    public StoreFiles(Path dataDir) {
        this.dataDir = dataDir;
    }

    final Path dataDir() {
        return dataDir;
    }

    /** {@code agency,first_name,last_name,document,birthdate,number}: a line per bet. */
    public final Path bets() {
        return dataDir.resolve(BetStore.BETS);
    }

    /** {@code agency,total,checksum}: a line per agency whose sales are closed. */
    public final Path finished() {
        return dataDir.resolve("finished.csv");
    }

    /** {@code agency,document}: the draw. */
    public final Path winners() {
        return dataDir.resolve("winners.csv");
    }

    /** Which lottery all this is of. */
    public final Path manifest() {
        return dataDir.resolve(ManifestFile.NAME);
    }

    public final Path lock() {
        return dataDir.resolve(BetStore.LOCK);
    }

    public final Path board() {
        return dataDir.resolve(BoardWords.FILE);
    }

    /** Opens a file to read and write, and makes it if it is missing, for this user alone. */
    final FileChannel open(Path file) throws IOException {
        return open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Opens a file that recovery has made, to read and write. */
    public final FileChannel openFound(Path file) throws IOException {
        try {
            return open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw new CorruptStoreException(file + ": somebody has deleted it", e);
        }
    }

    FileChannel open(Path file, OpenOption... options) throws IOException {
        return PrivateFiles.open(file, options);
    }

    /** The board's file, mapped; null if it is no board of this version. */
    BoardWords mapBoard() throws IOException {
        return BoardWords.map(board());
    }

    /** The board of a central that has ended, of the version before too; null if it is neither. */
    BoardWords mapEarlierBoard() throws IOException {
        return BoardWords.mapEarlier(board());
    }

    void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes all of it, however short the single writes are. */
    static void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** Cuts a file that is longer, and says so. */
    static void cut(FileChannel file, String name, long length) throws IOException {
        long size = file.size();
        if (size > length) {
            file.truncate(length);
            ActionLog.success("cut", "file", name, "offset", length, "bytes", size - length);
        }
    }

    /** What a new file is to hold. */
    public interface Content {
        void writeTo(FileChannel file) throws IOException;
    }

    private record Bytes(ByteBuffer bytes) implements Content {
        @Override
        public void writeTo(FileChannel file) throws IOException {
            write(file, bytes, 0);
        }
    }

    /** Writes a new file whole, forces it, and only then gives it its name, durably. Under the store's lock. */
    public final void replace(Path file, ByteBuffer bytes) throws IOException {
        writeBeside(file, bytes);
        force(dataDir);
    }

    /** Writes a new file whole, forces it, and gives it its name, which a force of the directory makes durable. */
    final void writeBeside(Path file, ByteBuffer bytes) throws IOException {
        try {
            writeBeside(file, new Bytes(bytes));
        } catch (IOException e) {
            throw new IOException(Reason.of(file, e), e);
        }
    }

    /** The same of more than fits in memory. */
    public final void writeBeside(Path file, Content content) throws IOException {
        Path temporary = temporary(file.getFileName().toString());
        try {
            try (FileChannel channel = open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            move(temporary, file);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /** A name that nobody else uses, beside the files. */
    private Path temporary(String name) {
        return dataDir.resolve(name + "." + Long.toHexString(System.nanoTime()) + TEMPORARY);
    }

    /** A file that goes with its channel; one whose process died goes with the other temporaries. */
    @Override
    public final FileChannel openSpool() throws IOException {
        return open(
                temporary("spool-" + Thread.currentThread().getId()),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Forces an existing file, or the names in a directory. */
    final void force(Path path) throws IOException {
        try (FileChannel channel = open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Deletes what died on its way to replace a file. Under the store's lock. */
    public final void deleteTemporaries() throws IOException {
        // No pattern: every worker's end comes by here, and a cold regular expression costs it milliseconds.
        try (DirectoryStream<Path> all = Files.newDirectoryStream(dataDir)) {
            for (Path file : all) {
                if (file.toString().endsWith(TEMPORARY)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
