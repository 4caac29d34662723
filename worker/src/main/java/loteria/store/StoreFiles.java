package loteria.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import loteria.board.DrawBoard;
import loteria.log.ActionLog;

/**
 * The files of the store in a data directory, and how they are opened, written and forced.
 *
 * @param dataDir an existing directory
 */
record StoreFiles(Path dataDir) {
    private static final String TEMPORARY = ".tmp";

    /** {@code agency,first_name,last_name,document,birthdate,number}: a line per bet. */
    Path bets() {
        return dataDir.resolve("bets.csv");
    }

    /** {@code agency,total,checksum}: a line per agency whose sales are closed. */
    Path finished() {
        return dataDir.resolve("finished.csv");
    }

    /** {@code agency,document}: the draw. */
    Path winners() {
        return dataDir.resolve("winners.csv");
    }

    Path lock() {
        return dataDir.resolve("bets.lock");
    }

    Path board() {
        return dataDir.resolve(DrawBoard.FILE);
    }

    /** A name that nobody else uses, beside the file it will replace. */
    private Path temporary(Path file) {
        return dataDir.resolve(file.getFileName() + "." + Long.toHexString(System.nanoTime()) + TEMPORARY);
    }

    /** Deletes what died on its way to replace a file. Under the store's lock. */
    void deleteTemporaries() throws IOException {
        try (DirectoryStream<Path> strays = Files.newDirectoryStream(dataDir, "*" + TEMPORARY)) {
            for (Path stray : strays) {
                Files.deleteIfExists(stray);
            }
        }
    }

    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
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

    /** Writes a new file whole, forces it, and only then gives it its name. Under the store's lock. */
    void replace(Path file, ByteBuffer bytes) throws IOException {
        Path temporary = temporary(file);
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                write(channel, bytes, 0);
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        force(dataDir);
    }

    /** Forces an existing file, or the names in a directory. */
    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
