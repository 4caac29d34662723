package loteria.coordinator.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import loteria.board.BoardWords;
import loteria.coordinator.life.StartException;
import loteria.manifest.ManifestFile;
import loteria.process.ExitCode;
import loteria.process.FileIdentity;
import loteria.process.PrivateFiles;
import loteria.process.Reason;
import loteria.process.RegularFiles;
import loteria.seal.SealFiles;

/**
 * The data directory as the coordinator sees it: its own lock, held for life, and {@code ready}, which exists while it
 * listens. What is in the store's files is the workers' affair.
 */
public final class DataDirectory implements Closeable {
    static final String LOCK = "coordinator.lock";

    private static final String READY = "ready";

    static final String STORE_LOCK = "bets.lock";

    /** What is opened or deleted here by coordinator and workers. */
    private static final String[] FILES = {
        LOCK,
        "workers.lock",
        STORE_LOCK,
        "bets.csv",
        "finished.csv",
        "winners.csv",
        "agencies.csv",
        "operations.csv",
        SealFiles.TABLE,
        SealFiles.SEAL,
        SealFiles.EXTRACT,
        ManifestFile.NAME,
        BoardWords.FILE,
        READY
    };

    private final Path path;
    private final FileChannel lock;
    private final FileIdentity identity;
    private final FileIdentity lockIdentity;

    private DataDirectory(Path path, FileChannel lock) throws IOException {
        this.path = path;
        this.lock = lock;
        this.identity = FileIdentity.of(path);
        this.lockIdentity = FileIdentity.of(path.resolve(LOCK));
    }

    /** Makes the directory if it is missing, for this user alone, and takes it for this process alone. */
    public static DataDirectory open(Path dir) throws StartException {
        try {
            create(dir.toAbsolutePath());
            Path path = dir.toRealPath();
            for (String name : FILES) {
                RegularFiles.require(path.resolve(name), LinkOption.NOFOLLOW_LINKS);
            }
            FileChannel lock =
                    PrivateFiles.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                lock.close();
                throw new StartException(ExitCode.FAILED, path + ": another coordinator runs on this data directory");
            }
            Files.deleteIfExists(path.resolve(READY));
            return new DataDirectory(path, lock);
        } catch (FileAlreadyExistsException e) {
            throw new StartException(ExitCode.USAGE, dir + ": expected a data directory, found a file");
        } catch (FileSystemException e) {
            throw new StartException(
                    ExitCode.USAGE, dir + ": expected a data directory that can be written: " + Reason.of(e));
        } catch (IOException e) {
            throw new StartException(ExitCode.USAGE, dir + ": expected a data directory: " + Reason.of(e));
        }
    }

    /** Makes a missing directory durably: what will be promised inside must be found again after a power loss. */
    private static void create(Path dir) throws IOException {
        if (!Files.isDirectory(dir)) {
            create(dir.getParent());
            try {
                PrivateFiles.createDirectory(dir);
            } catch (FileAlreadyExistsException e) {
                // By another that starts at the same time, unless it is a file.
                if (!Files.isDirectory(dir)) {
                    throw e;
                }
            }
            PrivateFiles.forceDirectory(dir.getParent());
        }
    }

    /** What others can reach in it, in one line; empty if nothing. */
    public Optional<String> openness() throws IOException {
        return OpenPermissions.of(path);
    }

    /** Whether a coordinator has ever taken that directory. */
    public static boolean isOne(Path dir) {
        return Files.isRegularFile(dir.resolve(LOCK));
    }

    /** Whether its lock is still where another coordinator would look for it: then no other has begun. */
    public boolean isHeld() {
        return lockIdentity.look(0) == null;
    }

    /** The directory's absolute path, without links. */
    public Path path() {
        return path;
    }

    /**
     * The file that is the store's lock for all workers of this coordinator; made if it is missing. A worker that finds
     * another under its name, because somebody took it for a stale one, would be kept apart from nobody.
     */
    public FileIdentity storeLock() throws IOException {
        Path file = path.resolve(STORE_LOCK);
        if (!Files.exists(file)) {
            PrivateFiles.create(file);
        }
        return FileIdentity.of(file);
    }

    /** The board that recovery has published. */
    public BoardWords mapBoard() throws IOException {
        return BoardWords.map(path.resolve(BoardWords.FILE));
    }

    /**
     * The files as they are now, once recovery has published the board: to be looked at from time to time.
     *
     * @param holdsStore whether the bets are in this directory
     */
    public OwnFiles ownFiles(BoardWords board, boolean holdsStore) throws IOException {
        return new OwnFiles(path, identity, lockIdentity, board, holdsStore);
    }

    /** Says that the coordinator listens. */
    public void markReady() throws IOException {
        PrivateFiles.create(path.resolve(READY));
    }

    /** Says that it still does: the file's time is that of the last look at whether agencies can be served. */
    public void renewReady() throws IOException {
        Path ready = path.resolve(READY);
        try {
            Files.setLastModifiedTime(ready, FileTime.fromMillis(System.currentTimeMillis()));
        } catch (NoSuchFileException e) {
            PrivateFiles.create(ready);
        }
    }

    /** Says that it does no longer. */
    public void clearReady() throws IOException {
        Files.deleteIfExists(path.resolve(READY));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
